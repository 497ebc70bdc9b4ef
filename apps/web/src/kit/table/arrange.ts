import type { Formats } from '../format';
import { type Column, cellText, sortKey } from './column';

/** What a person wants to see of a table's rows. */
export interface Wanted {
  /** Words that a row must all contain, in whatever columns. */
  find: string;
  /** By column: the code that its rows must have. */
  choices: Readonly<Record<string, string>>;
  sort: { key: string; isDescending: boolean } | null;
}

/** Hangul before Latin as in a Korean dictionary, and 2 before 10 inside a text. */
const collator = new Intl.Collator('ko', { numeric: true });

/** A minus is typed as a hyphen. */
const folded = (text: string) => text.normalize('NFC').replaceAll('−', '-').toLocaleLowerCase();

/** What is not known has no place in an order: it comes last whichever way one sorts. */
function compared(a: number | string | null, b: number | string | null, isDescending: boolean): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  const order = typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b));
  return isDescending ? -order : order;
}

function sorted<T>(rows: readonly T[], column: Column<T>, isDescending: boolean): T[] {
  const keyed = rows.map((row) => ({ row, key: sortKey(column, row) }));
  return keyed.sort((a, b) => compared(a.key, b.key, isDescending)).map(({ row }) => row);
}

/** A number is found as it is shown (1,234) and as it is typed (1234). */
function textsOf<T>(column: Column<T>, row: T, formats: Formats): string {
  const said = column.value?.(row);
  const text = cellText(column, row, formats);
  return typeof said === 'number' ? `${text} ${said}` : text;
}

interface Table<T> {
  columns: readonly Column<T>[];
  rows: readonly T[];
  formats: Formats;
  /** A row that is no entry (something is not known here): no filter takes it out of sight. */
  isAcross?: (row: T) => boolean;
}

/** The rows that a person wants, in their order. A choice or order of a column that is not there counts for nothing. */
export function arranged<T>({ columns, rows, formats, isAcross = () => false }: Table<T>, { find, choices, sort }: Wanted): T[] {
  const words = folded(find).split(/\s+/).filter(Boolean);
  const chosen = columns.filter(({ key, choice }) => choice && key in choices);
  const isWanted = (row: T) => {
    if (!chosen.every(({ key, choice }) => choice?.(row) === choices[key])) return false;
    if (words.length === 0) return true;
    const text = folded(columns.map((column) => textsOf(column, row, formats)).join('\n'));
    return words.every((word) => text.includes(word));
  };
  const isFiltered = words.length > 0 || chosen.length > 0;
  const found = isFiltered ? rows.filter((row) => isAcross(row) || isWanted(row)) : rows;
  const by = sort && columns.find(({ key }) => key === sort.key);
  return by ? sorted(found, by, sort.isDescending) : [...found];
}

/** The codes that a column has, each with its text, in the order of the texts. */
export function choicesOf<T>(column: Column<T>, { rows, formats, isAcross = () => false }: Omit<Table<T>, 'columns'>) {
  const texts = new Map<string, string>();
  for (const row of rows) {
    const code = isAcross(row) ? undefined : column.choice?.(row);
    if (code !== undefined && !texts.has(code)) texts.set(code, cellText(column, row, formats) || '–');
  }
  return [...texts].map(([value, label]) => ({ value, label })).sort((a, b) => collator.compare(a.label, b.label));
}
