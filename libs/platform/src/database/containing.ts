/** A pattern of LIKE and ILIKE for text that holds this one, whatever signs of a pattern are in it. */
export function containing(text: string): string {
  return `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`;
}
