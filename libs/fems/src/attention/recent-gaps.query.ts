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

interface LatestRow {
  point_number: number;
  /** How many readings follow each other up to the newest one; null where all do. */
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
 * Back from the newest reading to the first one that is not where it would be if none was missing: no further is looked. Each point with the
 * length of an interval ($7), and whether any of its readings was taken back ($8), since else there is none to look for.
 */
const latest = `
  select point_number, (
    select place - 1 from (
      select r.interval_start, row_number() over (order by r.interval_start desc)::integer as place
      ${written} and (not asked.withdrawn or ${stands})
    ) walked
    where interval_start <> asked.newest_start - make_interval(secs => (place - 1) * asked.seconds)
    order by interval_start desc limit 1
  ) as following
  from unnest($2::integer[], $3::timestamptz[], $4::timestamptz[], $7::integer[], $8::boolean[])
    as asked (point_number, from_start, newest_start, seconds, withdrawn)`;

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
      const missing = first ? missingOf(point, written - withdrawn, first) : 0;
      return first && missing > 0 ? [{ point, missing, first, withdrawn }] : [];
    });
    if (lacking.length === 0) return [];
    const found = await this.database.query<LatestRow>(
      latest,
      [
        ...windowsOf(lacking.map(({ point }) => point)),
        lacking.map(({ point }) => point.activity.intervalSeconds),
        lacking.map(({ withdrawn }) => withdrawn > 0),
      ],
      'fems_recent_gaps',
    );
    const following = new Map(found.map((row) => [row.point_number, row.following]));
    return lacking.map(({ point, missing, first }) => {
      const endMs = endOf(point, following.get(point.pointNumber) ?? null, first);
      return { point, missing, endMs };
    });
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
function missingOf(point: ActivePoint, readings: number, first: Date): number {
  const fromMs = point.accepted > readings ? windowFromMs(point) : first.getTime();
  const { newestStartMs, intervalSeconds } = point.activity;
  return (newestStartMs - fromMs) / (intervalSeconds * 1000) + 1 - readings;
}

/** Where the latest stretch without readings ends: before those that follow each other, or before the first one of all. */
function endOf({ activity: { newestStartMs, intervalSeconds } }: ActivePoint, following: number | null, first: Date): number {
  return following === null ? first.getTime() : newestStartMs - (following - 1) * intervalSeconds * 1000;
}
