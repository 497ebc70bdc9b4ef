/** A day of the address; null where it names none. */
export function dayOf(text: string | null): string | null {
  return text !== null && /^20\d\d-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : null;
}
