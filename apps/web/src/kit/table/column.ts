import type { ReactNode } from 'react';
import type { Formats } from '../format';
import { homeZone, wallOf, zonedText } from '../zoned';

/** A time: searched as it is shown, sorted and written into files by its wall clock ('2018-11-22 09:45:00', or a day alone). */
export interface CellTime {
  wall: string;
  text: string;
}

/** What a cell says beside its looks; null where there is nothing to say. */
export type CellValue = string | number | CellTime | null;

export interface Column<T> {
  /** 'keys' for what can be done with the row: those stay in sight. */
  key: string;
  title: string;
  /** What the column says: it is searched, sorted and exported. Without it a column is for the eye alone. */
  value?: (row: T) => CellValue;
  /** How it is shown, where that is more than its text. */
  render?: (row: T) => ReactNode;
  /** Figures stand to the right, so that their digits stand below each other. */
  isFigure?: boolean;
  /** Digits behind the point of a number; none without it. */
  digits?: 2;
  /** Makes the column sortable by something else than its value. */
  sortBy?: (row: T) => number | string | null;
  /** What a file has in its place, where one cell shows several things; of nothing, the file has none. */
  inFile?: readonly Pick<Column<T>, 'key' | 'title' | 'value' | 'digits'>[];
  /** The code of a value, for columns of a few values among which a person may choose: the same in every language. */
  choice?: (row: T) => string;
}

/** An instant on the service's home clock, shown as `show` says; null stays null. */
export function timeCell(instant: string | null, show: (text: string) => string): CellTime | null {
  if (instant === null) return null;
  return { wall: zonedText(Date.parse(instant), homeZone).slice(0, 19).replace('T', ' '), text: show(instant) };
}

/** A time on the clock that its own text shows, such as a site's, shown as `show` says; null stays null. */
export const wallCell = (text: string | null, show: (text: string) => string): CellTime | null =>
  text === null ? null : { wall: wallOf(text).replace('T', ' '), text: show(text) };

/** A calendar day ('2018-11-22'), shown as `show` says; null stays null. */
export const dayCell = (day: string | null, show: (wall: string) => string): CellTime | null =>
  day === null ? null : { wall: day.slice(0, 10), text: show(day) };

/** The text of a cell; empty where there is nothing to say. */
export function cellText<T>({ value, digits }: Column<T>, row: T, formats: Pick<Formats, 'count' | 'figure'>): string {
  const said = value?.(row) ?? null;
  if (said === null) return '';
  if (typeof said === 'number') return digits ? formats.figure(said) : formats.count(said);
  return typeof said === 'string' ? said : said.text;
}

/** What the column is sorted by; null where it cannot be told. */
export function sortKey<T>({ value, sortBy }: Column<T>, row: T): number | string | null {
  if (sortBy) return sortBy(row);
  const said = value?.(row) ?? null;
  return typeof said === 'object' && said !== null ? said.wall : said;
}

/** The columns that a file has of those in sight: what is for the eye alone is left out. */
export const fileColumns = <T>(columns: readonly Column<T>[]) =>
  columns.flatMap((column) => column.inFile ?? [column]).filter(({ value }) => value);

export const isSortable = <T>({ value, sortBy }: Column<T>): boolean => Boolean(value ?? sortBy);
