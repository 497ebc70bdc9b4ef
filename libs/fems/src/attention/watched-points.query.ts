import { Database } from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { newestEndMs, type WatchedActivity } from '../metering/liveliness';

export interface WatchedPoint {
  readonly id: string;
  readonly pointNumber: number;
  /** Meter and point, as people call them. */
  readonly name: string;
  readonly siteId: string;
  /** Intervals with a reading. */
  readonly accepted: number;
  /** Null as long as nothing has come, and where all that came was taken back. */
  readonly activity: WatchedActivity | null;
  /** Whether something had come, and all of it was taken back. */
  readonly isWithdrawn: boolean;
}

export type ActivePoint = WatchedPoint & { readonly activity: WatchedActivity };

interface Row {
  point_id: string;
  point_number: number;
  name: string;
  site_id: string;
  interval_seconds: number;
  is_automatic: boolean;
  newest_start: Date | null;
  accepted: string | null;
}

/** Every point of the organisation with what has come from it, those of main meters first. */
@Injectable()
export class WatchedPointsQuery {
  constructor(private readonly database: Database) {}

  async all(): Promise<WatchedPoint[]> {
    const rows = await this.database.query<Row>(
      `select p.point_id, p.point_number, m.name || ' · ' || p.name as name, m.site_id, p.interval_seconds,
         p.acquisition_mode = 'automatic' as is_automatic, a.newest_start, a.accepted
       from fems.meter_point p
       join fems.energy_meter m on m.tenant_id = $1 and m.meter_id = p.meter_id
       left join fems.point_activity a on a.tenant_id = $1 and a.point_id = p.point_id
       where p.tenant_id = $1
       order by m.main desc, p.point_number`,
      [],
      'fems_watched_points',
    );
    return rows.map(({ newest_start, ...row }) => {
      const accepted = Number(row.accepted ?? 0);
      const known = newest_start && {
        intervalSeconds: row.interval_seconds,
        isAutomatic: row.is_automatic,
        newestStartMs: newest_start.getTime(),
      };
      return {
        id: row.point_id,
        pointNumber: row.point_number,
        name: row.name,
        siteId: row.site_id,
        accepted,
        activity: accepted > 0 ? known : null,
        isWithdrawn: known !== null && accepted <= 0,
      };
    });
  }
}

export const hasActivity = (point: WatchedPoint): point is ActivePoint => point.activity !== null;

/** By the end of its newest interval, the latest first; of equal ones as they were. */
export const latestFirst = (points: readonly ActivePoint[]): ActivePoint[] =>
  [...points].sort((a, b) => newestEndMs(b.activity) - newestEndMs(a.activity));
