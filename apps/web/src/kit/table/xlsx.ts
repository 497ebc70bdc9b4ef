import writeSheet, { type CellObject, type SheetData } from 'write-excel-file/browser';
import type { CellValue } from './column';
import type { TableFile } from './file';

/** Widths in characters; a Hangul syllable takes two. */
const widthMin = 8;
const widthMax = 48;

const widthOf = (text: string) => [...text].reduce((sum, letter) => sum + (letter > '\u10FF' ? 2 : 1), 0);

const shownWidth = (value: CellValue) =>
  value === null
    ? 0
    : typeof value === 'number'
      ? String(Math.round(value)).length + 6
      : widthOf(typeof value === 'string' ? value : value.wall);

/** Numbers stay numbers and times become the spreadsheet's own, as on the wall clock: both can be reckoned with. A text is never a formula. */
function cellOf(value: CellValue, digits: number): CellObject | null {
  if (value === null) return null;
  if (typeof value === 'number') return { type: Number, value, format: digits > 0 ? `#,##0.${'0'.repeat(digits)}` : '#,##0' };
  if (typeof value === 'string') return { type: String, value };
  const isDay = value.wall.length === 'yyyy-mm-dd'.length;
  const instant = new Date(isDay ? `${value.wall}T00:00:00Z` : `${value.wall.replace(' ', 'T')}Z`);
  return { type: Date, value: instant, format: isDay ? 'yyyy-mm-dd' : 'yyyy-mm-dd hh:mm:ss' };
}

/** The file as Office Open XML, with its titles in sight however far it is scrolled. */
export function xlsxOf({ sheet, notes, columns, rows }: TableFile): Promise<Blob> {
  const head: SheetData = [
    ...notes.map((note) => [{ type: String, value: note }]),
    columns.map(({ title }) => ({ type: String, value: title, fontWeight: 'bold' as const })),
  ];
  const body = rows.map((cells) => cells.map((value, index) => cellOf(value, columns[index].digits)));
  const widths = columns.map(({ title }, index) => {
    const longest = rows.reduce((width, cells) => Math.max(width, shownWidth(cells[index])), widthOf(title));
    return { width: Math.min(widthMax, Math.max(widthMin, longest + 2)) };
  });
  return writeSheet([...head, ...body], { sheet, columns: widths, stickyRowsCount: head.length }).toBlob();
}
