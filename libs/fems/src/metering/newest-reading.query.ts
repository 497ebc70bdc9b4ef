import { Database } from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { effectiveValue, newestCorrectionOf } from '../ledger/newest-correction';

export interface NewestPlace {
  readonly pointNumber: number;
  /** Start of the point's newest interval. */
  readonly start: Date;
}

/** What the newest intervals of some points are worth now. */
@Injectable()
export class NewestReadingQuery {
  constructor(private readonly database: Database) {}

  /** @returns exact decimals as text by point number: the newest correction of the interval, else what was written first; null when it was taken back */
  async values(places: readonly NewestPlace[]): Promise<Map<number, string | null>> {
    if (places.length === 0) return new Map();
    const numbers = places.map(({ pointNumber }) => pointNumber);
    const starts = places.map(({ start }) => start.getTime());
    // The period is said apart, so that months in which no point is newest are never looked at.
    const rows = await this.database.query<{ point_number: number; value: string | null }>(
      `select r.point_number, ${effectiveValue} as value
       from unnest($2::integer[], $3::timestamptz[]) as newest (point_number, interval_start)
       join fems.reading r on r.tenant_id = $1 and r.interval_start between $4 and $5
         and r.point_number = newest.point_number and r.interval_start = newest.interval_start
       left join lateral (${newestCorrectionOf('newest')}) c on true`,
      [numbers, places.map(({ start }) => start), new Date(Math.min(...starts)), new Date(Math.max(...starts))],
    );
    return new Map(rows.map((row) => [row.point_number, row.value]));
  }
}
