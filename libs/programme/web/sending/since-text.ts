/**
 * A time beside another one: of the same day its clock alone, which is what both texts end with.
 * @param clockLength characters of the clock at their end
 */
export function sinceText(other: string, text: string, clockLength: number): string {
  return text.slice(0, -clockLength) === other.slice(0, -clockLength) ? text.slice(-clockLength) : text;
}
