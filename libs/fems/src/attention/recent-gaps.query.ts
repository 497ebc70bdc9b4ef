import { Database } from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { takenBack } from '../ledger/newest-correction';
import { stands } from '../ledger/standing-readings.query';
import type { ActivePoint } from './watched-points.query';

const WINDOW_MS = 7 * 86_400_000;

/** Readings that are missing in the seven days of data that end with a point's newest interval. */
export interface RecentGap {
  readonly point: ActivePoint;
  readonly missing: number;
  /** Start of the first interval without a reading. */
  readonly fromMs: number;
  /** End of the latest stretch without readings. */
  readonly endMs: number;
}

interface CountRow {
  point_number: number;
  /** Those that were taken back too. */
  written: number;
  withdrawn: number;
  /** The first that stands. */
  first: Date | null;
}

interface RunRow {
  point_number: number;
  /** How many readings follow each other from the first one on, and up to the newest; null where all do. */
  leading: number | null;
  following: number | null;
}

/** The readings of a point that is asked for. The period of all ($5 to $6) is said apart, so that months in which none is newest are left alone. */
const written = `
  from fems.reading r where r.tenant_id = $1 and r.point_number = asked.point_number
    and r.interval_start between asked.from_start and asked.newest_start and r.interval_start between $5 and $6`;
const ofPoint = 'point_number = asked.point_number and interval_start between asked.from_start and asked.newest_start';

/**
 * The points ($2), each with the first ($3) and the last ($4) interval of its window. Counts are taken from the index alone: of some hundred
 * points that are read every minute there are millions in a week.
 */
const counts = `
  select point_number, (select count(*)::integer ${written}) as written, (select count(*)::integer from (${takenBack(ofPoint)}) gone) as withdrawn,
    (select r.interval_start ${written} and ${stands} order by r.interval_start limit 1) as first
  from unnest($2::integer[], $3::timestamptz[], $4::timestamptz[]) as asked (point_number, from_start, newest_start)`;

/**
 * From the first reading on and back from the newest to the first one that is not where it would be if none was missing: no further is looked.
 * Each point with the length of an interval ($7), whether any of its readings was taken back ($8), since else there is none to look for, and
 * its first reading ($9).
 */
const runs = `
  select point_number, ${run('asc', 'asked.first_start + make_interval(secs => (place - 1) * asked.seconds)')} as leading,
    ${run('desc', 'asked.newest_start - make_interval(secs => (place - 1) * asked.seconds)')} as following
  from unnest($2::integer[], $3::timestamptz[], $4::timestamptz[], $7::integer[], $8::boolean[], $9::timestamptz[])
    as asked (point_number, from_start, newest_start, seconds, withdrawn, first_start)`;

function run(order: 'asc' | 'desc', expected: string): string {
  return `(
    select place - 1 from (
      select r.interval_start, row_number() over (order by r.interval_start ${order})::integer as place
      ${written} and (not asked.withdrawn or ${stands})
    ) walked
    where interval_start <> ${expected}
    order by interval_start ${order} limit 1
  )`;
}

/** Counts the readings there are instead of listing those that are not: a point's newest interval is known to be there. */
@Injectable()
export class RecentGapsQuery {
  constructor(private readonly database: Database) {}

  async of(points: readonly ActivePoint[]): Promise<RecentGap[]> {
    if (points.length === 0) return [];
    const rows = await this.database.query<CountRow>(counts, windowsOf(points), 'fems_recent_counts');
    const counted = new Map(rows.map((row) => [row.point_number, row]));
    const lacking = points.flatMap((point) => {
      const { written, withdrawn, first } = counted.get(point.pointNumber) as CountRow;
      if (!first) return [];
      const readings = written - withdrawn;
      const expectedFromMs = expectedFrom(point, readings, first);
      const missing = missingOf(point, readings, expectedFromMs);
      return missing > 0 ? [{ point, missing, first, readings, withdrawn, expectedFromMs }] : [];
    });
    if (lacking.length === 0) return [];
    const found = await this.database.query<RunRow>(
      runs,
      [
        ...windowsOf(lacking.map(({ point }) => point)),
        lacking.map(({ point }) => point.activity.intervalSeconds),
        lacking.map(({ withdrawn }) => withdrawn > 0),
        lacking.map(({ first }) => first),
      ],
      'fems_recent_gaps',
    );
    const runsOf = new Map(found.map((row) => [row.point_number, row]));
    return lacking.map(({ point, missing, first, readings, expectedFromMs }) => ({
      point,
      missing,
      ...stretchOf(point, runsOf.get(point.pointNumber) as RunRow, readings, first.getTime(), expectedFromMs),
    }));
  }
}

const windowFromMs = ({ activity: { newestStartMs, intervalSeconds } }: ActivePoint): number =>
  newestStartMs + intervalSeconds * 1000 - WINDOW_MS;

/** $2 to $6 of both statements. */
function windowsOf(points: readonly ActivePoint[]): unknown[] {
  const from = points.map(windowFromMs);
  const newest = points.map(({ activity }) => activity.newestStartMs);
  return [
    points.map(({ pointNumber }) => pointNumber),
    from.map((time) => new Date(time)),
    newest.map((time) => new Date(time)),
    new Date(Math.min(...from)),
    new Date(Math.max(...newest)),
  ];
}

/** A point that has earlier readings had to have one from the window's start on; one whose readings begin in it, from there on. */
const expectedFrom = (point: ActivePoint, readings: number, first: Date): number =>
  point.accepted > readings ? windowFromMs(point) : first.getTime();

function missingOf({ activity: { newestStartMs, intervalSeconds } }: ActivePoint, readings: number, fromMs: number): number {
  return (newestStartMs - fromMs) / (intervalSeconds * 1000) + 1 - readings;
}

/**
 * From where the first reading is missing to where the latest stretch without readings ends. Where all follow each other, that is before the
 * first or after the last: the newest one may have been taken back a moment ago.
 */
function stretchOf(
  { activity: { newestStartMs, intervalSeconds } }: ActivePoint,
  { leading, following }: RunRow,
  readings: number,
  firstMs: number,
  expectedFromMs: number,
): Pick<RecentGap, 'fromMs' | 'endMs'> {
  const intervalMs = intervalSeconds * 1000;
  return {
    fromMs: firstMs > expectedFromMs ? expectedFromMs : firstMs + (leading ?? readings) * intervalMs,
    endMs: following === null ? firstMs : newestStartMs - (following - 1) * intervalMs,
  };
}
