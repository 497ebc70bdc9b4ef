import { createHash } from 'node:crypto';
import { monthOf } from './month-text';
import { type Cell, cellText, type TableRow, WallCell } from './table';
import { dateOrders, dateTimeOf } from './wall-time';

export interface Heading {
  /** Its last row, from 1; 0 where there is none. */
  readonly headerRow: number;
  readonly headerRows: number;
}

const rowsLookedAt = 60;
const rowsAlike = 5;
const headerRowsMax = 3;
const samplesMax = 5;
const sampleLengthMax = 60;
const hoursMin = 12;

/** A cell that a day, a time of a day or a month stands in. Bare numbers could be anything else. */
export function isDated(cell: Cell | undefined): boolean {
  if (cell instanceof WallCell) return cell.timeMs === null;
  if (typeof cell === 'number') return Number.isInteger(cell) && cell >= 19_000_101 && cell <= 21_001_231 && dateTimeOf(cell, 'ymd').ok;
  if (typeof cell !== 'string' || !/\d/.test(cell) || cell.length > 60) return false;
  if (/^\d{1,7}$|^\d+[.]\d+$/.test(cell.trim())) return monthOf(cell) !== null && cell.trim().length === 6;
  return monthOf(cell) !== null || dateOrders.some((order) => dateTimeOf(cell, order).ok);
}

/**
 * Where the heading of a table ends: before the first row that has a date where most of the next rows have one, and before rows above it that
 * are data as well, only that their date cannot be read. What stands above the heading (a title, the customer's number) is passed over.
 */
export function findHeading(rows: readonly TableRow[]): Heading {
  const dated = firstDatedRow(rows);
  if (!dated) return { headerRow: rows[0]?.number ?? 0, headerRows: rows.length > 0 ? 1 : 0 };
  const figures = figureColumns(rows.slice(dated.at));
  let first = dated.at;
  let last = rowAbove(rows, first);
  while (last >= 0 && isData(rows, last, dated.column, figures)) {
    first = last;
    last = rowAbove(rows, first);
  }
  const lowest = rows[last];
  // A title of one cell far above is no heading; right above the data it may be, of a table of one column.
  if (!lowest || (filled(lowest).length < 2 && last < first - 1)) return { headerRow: 0, headerRows: 0 };
  let headerRows = 1;
  while (headerRows < headerRowsMax && isAbove(rows[last - headerRows], rows[last - headerRows + 1] as TableRow)) headerRows++;
  return { headerRow: lowest.number, headerRows };
}

/** Whether a row that is taken for a heading has figures where the rows below it have some: it may be data of which the date is wrong. */
export function headingHasFigures(rows: readonly TableRow[], { headerRow }: Pick<Heading, 'headerRow'>): boolean {
  const heading = rows.find(({ number }) => number === headerRow);
  return heading !== undefined && hasFigures(heading, figureColumns(rows.filter(({ number }) => number > headerRow)));
}

function firstDatedRow(rows: readonly TableRow[]): { at: number; column: number } | null {
  for (let at = 0; at < Math.min(rows.length, rowsLookedAt); at++) {
    const { cells } = rows[at] as TableRow;
    for (let column = 0; column < cells.length; column++) {
      if (!isDated(cells[column])) continue;
      const next = rows
        .slice(at + 1)
        .filter((row) => filled(row).length > 0)
        .slice(0, rowsAlike);
      if (next.filter((row) => isDated(row.cells[column])).length * 2 >= next.length) return { at, column };
    }
  }
  return null;
}

/** The nearest row above that is not empty; -1 where there is none. */
function rowAbove(rows: readonly TableRow[], at: number): number {
  let above = at - 1;
  while (above >= 0 && filled(rows[above] as TableRow).length === 0) above--;
  return above;
}

/** Columns in which most of the first rows of data hold a number. */
function figureColumns(data: readonly TableRow[]): number[] {
  const alike = data.filter((row) => filled(row).length > 0).slice(0, rowsAlike);
  const width = Math.max(0, ...alike.map(({ cells }) => cells.length));
  return Array.from({ length: width }, (_, column) => column).filter(
    (column) => alike.filter(({ cells }) => isFigure(cells[column])).length * 2 > alike.length,
  );
}

/** With names above it a row with a word for its date is data too. */
function isData(rows: readonly TableRow[], at: number, dateColumn: number, figures: readonly number[]): boolean {
  const row = rows[at] as TableRow;
  const date = row.cells[dateColumn];
  const isBelowNames = rows.slice(0, at).some((above) => hasNames(above, figures));
  // Nothing but a date that cannot be read, below a column that has its name: a row cut short, and no second row of the heading.
  const above = rows[rowAbove(rows, at)];
  if (isBelowNames && isName(above?.cells[dateColumn]) && filled(row).length === 1 && cellText(date).trim() !== '') return true;
  if (isName(date)) return hasFigures(row, figures) && isBelowNames;
  return hasFigures(row, figures) || (/[\d#]/.test(cellText(date)) && isBelowNames);
}

/** Numbers that count on, one by one, are the hours of a day and name their columns. */
function hasFigures({ cells }: TableRow, figures: readonly number[]): boolean {
  const found = figures.map((column) => cells[column]).filter(isFigure);
  const isCounting = found.length >= hoursMin && found.every((cell, at) => at === 0 || Number(cell) === Number(found[at - 1]) + 1);
  return found.length > 0 && !isCounting;
}

function hasNames(row: TableRow, figures: readonly number[]): boolean {
  return filled(row).length > 1 && figures.some((column) => isName(row.cells[column])) && !hasFigures(row, figures);
}

const isFigure = (cell: Cell | undefined): boolean =>
  typeof cell === 'number' || (typeof cell === 'string' && /^\s*[-+]?\d[\d.,\s]*$/.test(cell));

/** A word, and neither a date that cannot be one nor what a spreadsheet shows for an error. */
const isName = (cell: Cell | undefined): boolean => typeof cell === 'string' && /\p{L}/u.test(cell) && !/^\s*#|\d{4}/.test(cell);

function filled({ cells }: TableRow): string[] {
  return cells.map(cellText).filter((text) => text.trim() !== '');
}

/** The upper of two rows of a heading: it has names, and the lower one leaves places free below them. */
function isAbove(upper: TableRow | undefined, lower: TableRow): boolean {
  if (!upper || upper.number !== lower.number - 1 || filled(upper).length < 2) return false;
  return upper.cells.some((cell, column) => cellText(cell).trim() !== '' && cellText(lower.cells[column]).trim() === '');
}

export interface TableColumn {
  readonly index: number;
  /** Empty where the heading has none. */
  readonly name: string;
  readonly samples: readonly string[];
}

/** The columns with their names: of a heading of several rows the parts put together, a name over merged cells given to each of them. */
export function columnsOf(rows: readonly TableRow[], { headerRow, headerRows }: Heading): TableColumn[] {
  const heading = rows.filter(({ number }) => number > headerRow - headerRows && number <= headerRow);
  const data = rows.filter(({ number }) => number > headerRow);
  const width = Math.max(0, ...rows.map(({ cells }) => cells.length));
  const names = Array.from({ length: width }, (_, column) => nameOf(heading, column));
  return names.map((name, index) => ({
    index,
    name:
      names.indexOf(name) < index && name !== '' ? `${name} (${names.slice(0, index).filter((other) => other === name).length + 1})` : name,
    samples: samplesOf(data, index),
  }));
}

function nameOf(heading: readonly TableRow[], column: number): string {
  const text = (row: TableRow, at: number) => cellText(row.cells[at]).replace(/\s+/g, ' ').trim();
  const parts = heading.map((row, level) => {
    const own = text(row, column);
    const isLowest = level === heading.length - 1;
    // Of merged cells the first alone has the name: what is named below it belongs to the name at its left.
    if (own !== '' || isLowest || text(heading[heading.length - 1] as TableRow, column) === '') return own;
    for (let left = column - 1; left >= 0; left--) if (text(row, left) !== '') return text(row, left);
    return '';
  });
  return parts
    .filter((part, at) => part !== '' && parts.indexOf(part) === at)
    .join(' / ')
    .slice(0, 200);
}

function samplesOf(data: readonly TableRow[], column: number): string[] {
  const samples = new Set<string>();
  for (const { cells } of data) {
    const text = cellText(cells[column]).trim().slice(0, sampleLengthMax);
    if (text !== '') samples.add(text);
    if (samples.size >= samplesMax) break;
  }
  return [...samples];
}

/** Names of columns that we put at the end of a file of refused rows; a file with them is the one without them. */
export const refusalColumns = ['거절된 행', '거절 사유'] as const;

const isOwn = ({ name }: Pick<TableColumn, 'name'>): boolean => !refusalColumns.some((added) => name.endsWith(added));

/** How many columns a file has up to its last name; 0 where none has one. */
export function namedWidth(columns: readonly Pick<TableColumn, 'name'>[]): number {
  return columns.findLastIndex((column) => column.name !== '' && isOwn(column)) + 1;
}

/** By what a file is known again: the names of its columns, whatever case, spaces and title it has. */
export function fingerprintOf(columns: readonly Pick<TableColumn, 'name'>[]): string {
  const names = columns.filter(isOwn).map(({ name }) => name);
  while (names.at(-1) === '') names.pop();
  const plain = names.map((name) => name.normalize('NFC').toLowerCase().replace(/\s+/g, ''));
  return createHash('sha256').update(JSON.stringify(plain)).digest('hex');
}
