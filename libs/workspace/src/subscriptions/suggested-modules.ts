import type { Text } from '@maru/kernel';
import data from './suggested-modules.json';

export interface SuggestedModule {
  readonly module: string;
  readonly reason: Text;
}

/** A two-digit division of the Korean Standard Industrial Classification, and the modules that suit it. */
export interface IndustryDivision {
  readonly division: string;
  readonly name: Text;
  readonly modules: readonly SuggestedModule[];
}

/** Edition of the suggestions; the file says where they come from. */
export const SUGGESTION_VERSION: string = data.version;
export const SUGGESTION_CLASSIFICATION: Text = data.classification;

const divisions = new Map<string, IndustryDivision>(data.divisions.map((division) => [division.division, division]));

/**
 * The division that a site's code lies in.
 * @param code such as C24112 or 24112; two digits at least
 * @returns null for a code outside manufacturing
 */
export function divisionOf(code: string): IndustryDivision | null {
  const parts = /^([A-U]?)(\d{2})\d*$/.exec(code);
  if (!parts || (parts[1] !== '' && parts[1] !== 'C')) return null;
  return divisions.get(parts[2]) ?? null;
}
