import { wallOfSerial } from './spreadsheet-dates';
import { type Cell, FaultyCell, WallCell } from './table';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

/** In which order a date that does not begin with its year of four digits is written. */
export const dateOrders = ['ymd', 'dmy', 'mdy'] as const;
export type DateOrder = (typeof dateOrders)[number];

export type TimeFaultCode =
  | 'no-time'
  | 'not-a-date'
  | 'not-a-time'
  | 'date-order'
  | 'out-of-range'
  | 'formula-without-value'
  | 'error-value';
export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly code: TimeFaultCode };

/** A time of a day, or the stretch that a text such as `00:00~00:15` names. In milliseconds since midnight; 24:00 is the day's end. */
export interface DayTime {
  readonly atMs: number;
  /** Where a stretch ends; `atMs` is where it begins. */
  readonly untilMs?: number;
  /** Of a time that says its own offset from UTC. */
  readonly offsetMs?: number;
}

/** A date with a time; `day` counts from 1970-01-01. */
export interface DateTime extends DayTime {
  readonly day: number;
}

const fault = (code: TimeFaultCode) => ({ ok: false, code }) as const;
const found = <T>(value: T) => ({ ok: true, value }) as const;

/** Spreadsheets count days; this many lie between 1927 and 2119. */
const serialMin = 10_000;
const serialMax = 80_000;

const datePattern =
  /^(\d{1,4})\s*[-/.년]\s*(\d{1,2})\s*[-/.월]\s*(\d{1,4})\s*[.일]?(?:\s*(?:\([^)]{1,3}\)|[월화수목금토일]요일))?(?:[T\s,]\s*(\S.*))?$/i;
const compactPattern = /^(\d{4})(\d{2})(\d{2})[T\s_-]?(?:(\d{2}):?(\d{2})?:?(\d{2}(?:\.?\d{3})?)?)?$/i;
const timePattern =
  /^(오전|오후|[ap]\.?m\.?)?\s*(\d{1,2})\s*(?:(?::|시)\s*(\d{1,2})?\s*(?:(?::|분)\s*(?:(\d{1,2}(?:\.\d{1,9})?)초?)?)?)?\s*([ap]\.?m\.?)?\s*(z|[+-]\d{2}:?\d{2})?$/i;
const rangePattern = /^(.+?)\s*(?:~|∼|〜|–|—|부터|(?<=[\d시분])\s*-)\s*(.+?)(?:까지)?$/;

/** A cell that holds a date and a time: `2018-01-01 00:15`, `2018.1.1 오전 12:15`, `201801010015`, a spreadsheet's own date. */
export function dateTimeOf(cell: Cell | undefined, order: DateOrder): Parsed<DateTime> {
  const parts = datedParts(cell, order);
  if (!parts.ok) return parts;
  const { day, time, atMs } = parts.value;
  if (atMs !== undefined) return found({ day, atMs });
  if (time === undefined) return found({ day, atMs: 0 });
  const parsed = timeOfText(time);
  return parsed.ok ? found({ day, ...parsed.value }) : parsed;
}

/** A cell that holds a date; a time of midnight that a spreadsheet writes behind it is part of it. */
export function dateOf(cell: Cell | undefined, order: DateOrder): Parsed<number> {
  const parts = datedParts(cell, order);
  if (!parts.ok) return parts;
  const { day, time, atMs = 0 } = parts.value;
  if (atMs !== 0) return fault('not-a-date');
  if (time === undefined) return found(day);
  const parsed = timeOfText(time);
  return parsed.ok && parsed.value.atMs === 0 && parsed.value.untilMs === undefined ? found(day) : fault('not-a-date');
}

/** A cell that holds a time or a stretch of a day: `0:15`, `24:00`, `오후 1:00`, `0015`, `00:00~00:15`. */
export function timeOf(cell: Cell | undefined): Parsed<DayTime> {
  if (cell instanceof WallCell) return cell.timeMs === null ? fault('not-a-time') : found({ atMs: cell.timeMs });
  // A part of a day, as spreadsheets keep times whose format was lost.
  if (typeof cell === 'number' && cell >= 0 && cell <= 1 && !(Number.isInteger(cell) && cell === 0))
    return found({ atMs: Math.round(cell * 86_400) * 1000 });
  const text = textOf(cell);
  if (!text.ok) return text;
  const compact = /^(\d{2})(\d{2})$/.exec(text.value);
  return compact ? clock(Number(compact[1]), Number(compact[2]), 0) : timeOfText(text.value);
}

/** A cell that names an hour: `1`, `01시`, `24`, `0~1`. The number is the clock's: which end of the interval it is, the stamp says. */
export function hourOf(cell: Cell | undefined): Parsed<DayTime> {
  if (cell instanceof WallCell) return timeOf(cell);
  const text = textOf(cell);
  if (!text.ok) return text;
  const plain = /^h?\s*(\d{1,2})\s*(?:시(?:간대)?|h|hr)?$/i.exec(text.value);
  return plain ? clock(Number(plain[1]), 0, 0) : timeOfText(text.value);
}

interface DatedParts {
  readonly day: number;
  /** What stands behind the date. */
  readonly time?: string;
  /** The time of day, where it is known already. */
  readonly atMs?: number;
}

function datedParts(cell: Cell | undefined, order: DateOrder): Parsed<DatedParts> {
  if (cell instanceof WallCell) return cell.timeMs === null ? wallParts(cell.wallMs) : fault('not-a-date');
  if (typeof cell === 'number' && cell >= serialMin && cell <= serialMax) return wallParts(wallOfSerial(cell).wallMs);
  const text = textOf(cell);
  if (!text.ok) return text;
  const separate = datePattern.exec(text.value);
  if (separate) {
    const [, first, second, third, time] = separate as unknown as string[];
    return withDay(dayOf(first as string, second as string, third as string, order), time);
  }
  const compact = compactPattern.exec(text.value);
  if (!compact) return fault('not-a-date');
  const [, year, month, day, hour, minute = '00', second = '00'] = compact as unknown as string[];
  return withDay(
    calendarDay(Number(year), Number(month), Number(day)),
    hour === undefined ? undefined : `${hour}:${minute}:${second.replace(/^(\d\d)(\d{3})$/, '$1.$2')}`,
  );
}

function wallParts(wallMs: number): Parsed<DatedParts> {
  const day = Math.floor(wallMs / dayMs);
  return found({ day, atMs: wallMs - day * dayMs });
}

function withDay(day: Parsed<number>, time: string | undefined): Parsed<DatedParts> {
  return day.ok ? found({ day: day.value, time }) : day;
}

function textOf(cell: Cell | undefined): Parsed<string> {
  if (cell instanceof FaultyCell) return fault(cell.code);
  if (typeof cell === 'boolean') return fault('not-a-time');
  const text = cell === null || cell === undefined ? '' : String(cell).trim();
  return text === '' ? fault('no-time') : found(text);
}

function dayOf(first: string, second: string, third: string, order: DateOrder): Parsed<number> {
  if (first.length === 4) return third.length > 2 ? fault('not-a-date') : calendarDay(Number(first), Number(second), Number(third));
  if (first.length === 3 || third.length === 3) return fault('not-a-date');
  if (order === 'ymd') return third.length === 4 ? fault('date-order') : calendarDay(2000 + Number(first), Number(second), Number(third));
  const year = third.length === 4 ? Number(third) : 2000 + Number(third);
  const [day, month] = order === 'dmy' ? [first, second] : [second, first];
  return calendarDay(year, Number(month), Number(day));
}

function calendarDay(year: number, month: number, day: number): Parsed<number> {
  const ms = Date.UTC(year, month - 1, day);
  const at = new Date(ms);
  if (year < 1900 || at.getUTCFullYear() !== year || at.getUTCMonth() !== month - 1 || at.getUTCDate() !== day)
    return fault('out-of-range');
  return found(ms / dayMs);
}

function timeOfText(text: string): Parsed<DayTime> {
  const plain = plainTime(text);
  if (plain) return plain;
  const range = rangePattern.exec(text);
  const from = range && plainTime(range[1] as string);
  const until = range && plainTime(range[2] as string);
  if (!from?.ok || !until?.ok) return from && !from.ok ? from : fault('not-a-time');
  // What ends at 00:00 ends the day.
  const untilMs = until.value.atMs === 0 ? dayMs : until.value.atMs;
  return untilMs > from.value.atMs ? found({ atMs: from.value.atMs, untilMs }) : fault('not-a-time');
}

/** @returns null where the text is no single time */
function plainTime(text: string): Parsed<DayTime> | null {
  const match = timePattern.exec(text.trim());
  if (!match) return null;
  const [, before, hourText, minute = '0', second, after, offset] = match as unknown as (string | undefined)[];
  // `01:00-02:00` is a stretch; an offset to the west follows seconds, as RFC 3339 has it.
  if (offset?.startsWith('-') && second === undefined) return null;
  let hour = Number(hourText);
  const half = (before ?? after)?.toLowerCase().replaceAll('.', '');
  if (half !== undefined) {
    if (hour < 1 || hour > 12 || (before !== undefined && after !== undefined)) return fault('out-of-range');
    hour = (hour % 12) + (half === '오후' || half === 'pm' ? 12 : 0);
  }
  const time = clock(hour, Number(minute), Number(second ?? 0));
  if (!time.ok || offset === undefined) return time;
  return found({ ...time.value, offsetMs: offsetOf(offset) });
}

/** Of a fraction of a second the milliseconds count: nobody who writes lists has finer clocks. */
function clock(hour: number, minute: number, second: number): Parsed<DayTime> {
  const atMs = hour * hourMs + minute * minuteMs + Math.floor(Number((second * 1000).toFixed(6)));
  return minute > 59 || second >= 60 || atMs > dayMs ? fault('out-of-range') : found({ atMs });
}

function offsetOf(text: string): number {
  if (/^z$/i.test(text)) return 0;
  const minutes = Number(text.slice(1, 3)) * 60 + Number(text.slice(-2));
  return (text.startsWith('-') ? -minutes : minutes) * minuteMs;
}
