import { Database } from '@maru/platform';
import { Injectable } from '@nestjs/common';

export interface SourceActivityRow {
  readonly source_id: string;
  readonly points: number;
  readonly first_received_at: Date;
  readonly last_received_at: Date;
  /** End of the newest interval. */
  readonly newest: Date;
  readonly accepted: string;
  readonly corrected: string;
}

export interface DelayRow {
  readonly source_id: string;
  readonly readings: number;
  readonly median: number;
  readonly percentile95: number;
}

/** The newest readings of a point that a source's delay is taken from. */
const newestLooked = 200;

@Injectable()
export class SourceActivityQuery {
  constructor(private readonly database: Database) {}

  sums(sourceIds: readonly string[], pointIds: readonly string[]): Promise<SourceActivityRow[]> {
    return this.database.query<SourceActivityRow>(
      `select a.source_id, count(*)::integer as points, min(a.first_received_at) as first_received_at, max(a.last_received_at) as last_received_at,
         max(a.newest_start + make_interval(secs => p.interval_seconds)) as newest, sum(a.accepted) as accepted, sum(a.corrected) as corrected
       from fems.source_activity a join fems.meter_point p on p.tenant_id = $1 and p.point_id = a.point_id
       where a.tenant_id = $1 and a.source_id = any($2::uuid[]) and a.point_id = any($3::uuid[])
       group by a.source_id`,
      [sourceIds, pointIds],
      'fems_source_activity',
    );
  }

  /** Of what was sent: a file that was imported says when somebody imported it. */
  delays(sourceIds: readonly string[], pointIds: readonly string[]): Promise<DelayRow[]> {
    return this.database.query<DelayRow>(
      `with sent as (
         select a.source_id, extract(epoch from newest.recorded_at - newest.interval_start)::double precision - p.interval_seconds as delay
         from fems.source_activity a
         join fems.meter_point p on p.tenant_id = $1 and p.point_id = a.point_id
         join fems.reading_source s on s.tenant_id = $1 and s.source_id = a.source_id
         cross join lateral (
           select r.interval_start, r.recorded_at, r.source_number from fems.reading r
           where r.tenant_id = $1 and r.point_number = p.point_number and r.interval_start <= a.newest_start
           order by r.interval_start desc limit $4
         ) newest
         where a.tenant_id = $1 and a.source_id = any($2::uuid[]) and a.point_id = any($3::uuid[]) and newest.source_number = s.source_number
       )
       select source_id, count(*)::integer as readings, percentile_disc(0.5) within group (order by delay) as median,
         percentile_disc(0.95) within group (order by delay) as percentile95
       from sent group by source_id`,
      [sourceIds, pointIds, newestLooked],
      'fems_source_delay',
    );
  }
}
