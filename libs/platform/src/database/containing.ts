import { type FindOperator, Raw } from 'typeorm';

/** The ILIKE pattern for text that holds another; every sign is what it is. Compared with `normalize(column)`. */
export function containing(text: string): string {
  return `%${text.normalize('NFC').replaceAll(/[\\%_]/g, '\\$&')}%`;
}

/**
 * Whether the column of an entity fits the pattern. Names are kept as they came, and those that come from macOS have the letters of a Korean
 * syllable one by one (NFD): they are put together for the comparison.
 */
export const nameLike = (pattern: string): FindOperator<string> => Raw((column) => `normalize(${column}) ilike :pattern`, { pattern });
