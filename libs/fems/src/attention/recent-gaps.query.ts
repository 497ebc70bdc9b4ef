import { Database } from '@maru/platform';
import { Injectable } from '@nestjs/common';
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

interface Row {
  point_number: number;
  readings: number;
  first: Date;
  /** Where the first stretch without readings begins, of those after the first reading; null where they follow each other. */
  left_off: Date | null;
  /** Where readings go on after the latest stretch without any; null where they follow each other. */
  resumed: Date | null;
}

/** Counts the readings there are instead of listing those that are not: a point's newest interval is known to be there. */
@Injectable()
export class RecentGapsQuery {
  constructor(private readonly database: Database) {}

  async of(points: readonly ActivePoint[]): Promise<RecentGap[]> {
    if (points.length === 0) return [];
    const newest = points.map(({ activity }) => activity.newestStartMs);
    const from = points.map(({ activity }) => activity.newestStartMs + activity.intervalSeconds * 1000 - WINDOW_MS);
    const dates = (times: readonly number[]) => times.map((time) => new Date(time));
    // The period of all is said apart, so that months in which no point is newest are never looked at.
    const rows = await this.database.query<Row>(
      `select point_number, count(*)::integer as readings, min(interval_start) as first,
         min(before + make_interval(secs => seconds)) filter (where interval_start - before > make_interval(secs => seconds)) as left_off,
         max(interval_start) filter (where interval_start - before > make_interval(secs => seconds)) as resumed
       from (
         select r.point_number, r.interval_start, asked.seconds,
           lag(r.interval_start) over (partition by r.point_number order by r.interval_start) as before
         from unnest($2::integer[], $3::timestamptz[], $4::timestamptz[], $5::integer[]) as asked (point_number, from_start, newest_start, seconds)
         join fems.reading r on r.tenant_id = $1 and r.interval_start between $6 and $7
           and r.point_number = asked.point_number and r.interval_start between asked.from_start and asked.newest_start
         where (r.point_number, r.interval_start) not in (
           select point_number, interval_start from (
             select distinct on (point_number, interval_start) point_number, interval_start, value from fems.reading_correction
             where tenant_id = $1 and point_number = any($2::integer[]) and interval_start between $6 and $7
             order by point_number, interval_start, correction_number desc
           ) newest where value is null)
       ) as seen
       group by point_number`,
      [
        points.map(({ pointNumber }) => pointNumber),
        dates(from),
        dates(newest),
        points.map(({ activity }) => activity.intervalSeconds),
        new Date(Math.min(...from)),
        new Date(Math.max(...newest)),
      ],
      'fems_recent_gaps',
    );
    const found = new Map(rows.map((row) => [row.point_number, row]));
    return points.flatMap((point, at) => {
      const row = found.get(point.pointNumber);
      return row ? gapOf(point, row, from[at]) : [];
    });
  }
}

/** A point that has earlier readings had to have one from the window's start on; one whose readings begin in it, from there on. */
function gapOf(point: ActivePoint, { readings, first, left_off, resumed }: Row, windowFromMs: number): RecentGap[] {
  const expectedFromMs = point.accepted > readings ? windowFromMs : first.getTime();
  const { newestStartMs, intervalSeconds } = point.activity;
  const missing = (newestStartMs - expectedFromMs) / (intervalSeconds * 1000) + 1 - readings;
  if (missing <= 0) return [];
  const fromMs = first.getTime() > expectedFromMs ? expectedFromMs : (left_off ?? first).getTime();
  return [{ point, missing, fromMs, endMs: (resumed ?? first).getTime() }];
}
