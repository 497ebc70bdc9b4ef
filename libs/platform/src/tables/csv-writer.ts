export type CsvCell = string | number | null;

/** UTF-8's byte order mark. Excel takes a file without one for the code page of its computer and shows Korean as noise. */
export const CSV_START = '\uFEFF';

/** One record by RFC 4180, with its line end: quotes where they are needed, nothing for null. */
export function csvRecord(cells: readonly CsvCell[]): string {
  return `${cells.map(csvField).join(',')}\r\n`;
}

function csvField(cell: CsvCell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/**
 * A text of somebody else's, for a file that will be opened in a spreadsheet: one that would be taken for a formula gets an apostrophe
 * in front. Not for text that a program must read back as it was.
 */
export function withoutFormula(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}
