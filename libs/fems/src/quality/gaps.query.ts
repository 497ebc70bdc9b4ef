import type { Period } from '@maru/kernel';
import { Database } from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { isTakenBack, newestCorrections } from '../ledger/newest-correction';
import { allStanding, outermostStanding } from '../ledger/standing-readings.query';
import type { MeterPoint } from '../metering/meter-point.entity';

export interface GapRow {
  readonly start: Date;
  readonly end: Date;
}

/** Null where there is none. */
const readingBefore = beside('desc', 'max', 'interval_start < $3');
const readingAfter = beside('asc', 'min', 'interval_start >= $4');
const within = `
  select r.interval_start from fems.reading r
  left join (${newestCorrections('point_number = $2 and interval_start >= $3 and interval_start < $4')}) c on c.interval_start = r.interval_start
  where r.tenant_id = $1 and r.point_number = $2 and r.interval_start >= $3 and r.interval_start < $4 and not ${isTakenBack}`;

/** The nearest reading that stands. Only where none of the outermost ones does are all looked through. */
function beside(order: 'asc' | 'desc', nearest: 'max' | 'min', where: string): string {
  return `select coalesce(
    (${outermostStanding(order, where)}), (select ${nearest}(interval_start) from (${allStanding(where)}) left_over)
  ) as interval_start`;
}

@Injectable()
export class GapsQuery {
  constructor(private readonly database: Database) {}

  /**
   * Stretches between two readings of the point that touch the period, each whole, newest first: to the readings of the period are put the
   * one before it and the one after it.
   * @param before gaps that end before this time alone; null for all
   */
  async between(
    { pointNumber, intervalSeconds }: MeterPoint,
    { from, to }: Period,
    before: number | null,
    limit: number,
  ): Promise<GapRow[]> {
    await this.database.joinLargeSets();
    return this.database.query<GapRow>(
      `with present as (
         (${readingBefore})
         union all
         (${within})
         union all
         (${readingAfter})
       ), neighbours as (
         select lead(interval_start) over (order by interval_start desc) + make_interval(secs => $5::integer) as "start", interval_start as "end"
         from present where interval_start is not null
       )
       select "start", "end" from neighbours
       where "start" < "end" and "start" < $4 and "end" > $3 and ($6::timestamptz is null or "end" < $6) order by "end" desc limit $7`,
      [pointNumber, new Date(from), new Date(to), intervalSeconds, before === null ? null : new Date(before), limit],
      'fems_gaps',
    );
  }
}
