const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text as it stands in XML, in elements and in attributes. Characters that XML cannot hold are left out. */
export function escapedXml(text: string): string {
  if (!/[&<>"\p{Cc}\p{Cs}\ufffe\uffff]/u.test(text)) return text;
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\ufffe\uffff]/gu, (character) => (isAllowed(character) ? character : ''))
    .replace(/[&<>"]/g, (character) => ENTITIES[character] as string);
}

/** Of the control characters these alone may stand in XML (1.0, 2.2). */
function isAllowed(character: string): boolean {
  return character === '\t' || character === '\n' || character === '\r' || (character >= '\u007f' && character <= '\u009f');
}
