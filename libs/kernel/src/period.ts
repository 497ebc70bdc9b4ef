import { dateOf, dayMs, epochDay } from './calendar';
import { offsetSpan } from './zone';

/** A stretch of time from its first instant up to, not including, `to`; both in epoch milliseconds. */
export interface Period {
  readonly from: number;
  readonly to: number;
}

export const buckets = ['quarter-hour', 'hour', 'day', 'month', 'year'] as const;
export type Bucket = (typeof buckets)[number];

export function isBucket(text: unknown): text is Bucket {
  return (buckets as readonly unknown[]).includes(text);
}

const clockBucketMs: Partial<Record<Bucket, number>> = { 'quarter-hour': 900_000, hour: 3_600_000 };

/**
 * The calendar bucket of a zone that an instant lies in. Quarter-hours and hours follow the wall clock within one offset, so the hour
 * that a clock repeats in autumn is two buckets; days, months and years begin at the first instant of their local date.
 */
export function periodAt(bucket: Bucket, epochMs: number, zone: string): Period {
  const span = offsetSpan(epochMs, zone);
  const local = epochMs + span.offsetMs;
  const sizeMs = clockBucketMs[bucket];
  if (sizeMs !== undefined) {
    const from = Math.floor(local / sizeMs) * sizeMs - span.offsetMs;
    return { from: Math.max(from, span.from), to: Math.min(from + sizeMs, span.to) };
  }
  const day = Math.floor(local / dayMs);
  if (bucket === 'day') return { from: startOfDay(day, zone), to: startOfDay(day + 1, zone) };
  const { year, month } = dateOf(day);
  if (bucket === 'year') return { from: startOfDay(epochDay(year, 1, 1), zone), to: startOfDay(epochDay(year + 1, 1, 1), zone) };
  const next = month === 12 ? epochDay(year + 1, 1, 1) : epochDay(year, month + 1, 1);
  return { from: startOfDay(epochDay(year, month, 1), zone), to: startOfDay(next, zone) };
}

/** All buckets that share an instant with [from, to), whole, in order. The caller bounds how many that may be. */
export function zonedPeriods(bucket: Bucket, from: number, to: number, zone: string): Period[] {
  const periods: Period[] = [];
  for (let at = from; at < to; ) {
    const period = periodAt(bucket, at, zone);
    periods.push(period);
    at = period.to;
  }
  return periods;
}

/** The first instant of a local date: midnight, or what follows where a clock jumps over midnight. */
function startOfDay(day: number, zone: string): number {
  const midnight = day * dayMs;
  // Local midnight lies within a day of the same figure read as UTC, whatever the zone: the offsets in force there are the candidates.
  const before = midnight - offsetSpan(midnight - dayMs, zone).offsetMs;
  const after = midnight - offsetSpan(midnight + dayMs, zone).offsetMs;
  const matches = [before, after].filter((candidate) => candidate + offsetSpan(candidate, zone).offsetMs === midnight);
  return matches.length > 0 ? Math.min(...matches) : offsetSpan(before, zone).from;
}
