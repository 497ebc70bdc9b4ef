import { addDays, addMonths, instantOf, zonedText } from '@maru/web/zoned';

export const granularities = ['day', 'month', 'year'] as const;
/** How long a period is. */
export type Granularity = (typeof granularities)[number];

/** How finely a period is cut, the first being what is shown unless the person chooses otherwise. */
export const bucketsOf = {
  day: ['quarter-hour', 'hour'],
  month: ['day', 'hour', 'quarter-hour'],
  year: ['month', 'day', 'hour', 'quarter-hour'],
} as const;
export type Bucket = (typeof bucketsOf)[Granularity][number];

/** Lengths of the cuts that the clock makes, in seconds; the others follow the calendar. */
const secondsOf: Partial<Record<Bucket, number>> = { 'quarter-hour': 900, hour: 3600 };

/** The cuts of a period that are not finer than the point's own intervals. */
export function bucketsFor(by: Granularity, intervalSeconds: number): Bucket[] {
  return bucketsOf[by].filter((bucket) => (secondsOf[bucket] ?? Number.POSITIVE_INFINITY) >= intervalSeconds);
}

/** Where a cut leads to: a month to that month, a day to that day. */
export const finerOf: Partial<Record<Bucket, Granularity>> = { month: 'month', day: 'day' };

/** A period in the calendar of the site, half-open: dates as 'YYYY-MM-DD'. */
export interface Period {
  by: Granularity;
  from: string;
  to: string;
}

/** One cut of a period; start and end are RFC 3339 texts with the site's offset. */
export interface Slot {
  start: string;
  end: string;
  startMs: number;
  endMs: number;
}

/** The day, month or year that a date lies in. */
export function periodOf(by: Granularity, date: string): Period {
  if (by === 'day') return { by, from: date, to: addDays(date, 1) };
  const from = by === 'month' ? `${date.slice(0, 7)}-01` : `${date.slice(0, 4)}-01-01`;
  return { by, from, to: addMonths(from, by === 'month' ? 1 : 12) };
}

/** A date in the period so many periods away: the same day of the month where that month has it. */
export function moved(by: Granularity, date: string, steps: number): string {
  if (by === 'day') return addDays(date, steps);
  const first = addMonths(date, by === 'month' ? steps : steps * 12);
  const lastDay = addDays(addMonths(first, 1), -1);
  const same = `${first.slice(0, 8)}${date.slice(8)}`;
  return same < lastDay ? same : lastDay;
}

/** True for a date that exists, as the address may hold anything. */
export function isDate(text: string | null): text is string {
  if (!text || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
}

/** The day whose interval ends here: one that ends at midnight belongs to the day before. */
export const dayClosedBy = (end: string): string => (end.slice(11, 16) === '00:00' ? addDays(end, -1) : end.slice(0, 10));

/** The instants at which a period is cut. Days and months follow the site's calendar, so the day of a clock change is 23 or 25 hours long. */
function edges(period: Period, bucket: Bucket, zone: string): number[] {
  const found: number[] = [];
  const seconds = secondsOf[bucket];
  if (seconds) {
    const end = instantOf(period.to, zone);
    for (let at = instantOf(period.from, zone); at <= end; at += seconds * 1000) found.push(at);
    return found;
  }
  const next = (date: string) => (bucket === 'day' ? addDays(date, 1) : addMonths(date, 1));
  for (let date = period.from; date <= period.to; date = next(date)) found.push(instantOf(date, zone));
  return found;
}

/** All cuts of a period, whether there is a reading in them or not. */
export function slotsOf(period: Period, bucket: Bucket, zone: string): Slot[] {
  const at = edges(period, bucket, zone);
  const text = at.map((ms) => zonedText(ms, zone));
  return at.slice(0, -1).map((startMs, index) => ({ startMs, endMs: at[index + 1], start: text[index], end: text[index + 1] }));
}
