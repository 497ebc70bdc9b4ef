import type { CellValue } from './column';
import type { TableFile } from './file';

/** UTF-8's byte order mark. Excel takes a file without one for the code page of its computer and shows Korean as noise. */
const byteOrderMark = '\uFEFF';

/** A text that a spreadsheet would take for a formula gets an apostrophe in front, as in the files that the server writes. */
const withoutFormula = (text: string) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);

function field(value: CellValue): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = withoutFormula(typeof value === 'string' ? value : value.wall);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The file by RFC 4180. */
export function csvOf({ notes, columns, rows }: TableFile): string {
  const records: CellValue[][] = [...notes.map((note) => [note]), columns.map(({ title }) => title), ...rows];
  return byteOrderMark + records.map((cells) => `${cells.map(field).join(',')}\r\n`).join('');
}
