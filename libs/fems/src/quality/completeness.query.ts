import type { Period } from '@maru/kernel';
import { Database } from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { timestamptzArray } from '../ledger/array-parameters';
import { isTakenBack, newestCorrections } from '../ledger/newest-correction';

/** Readings of one bucket that count, by what their source says of them and by the source of the value that counts. */
export interface CountedReadings {
  /** Which of the buckets, from 0. */
  readonly bucket: number;
  /** Code of the quality. */
  readonly quality: number;
  readonly source_id: string;
  readonly readings: number;
}

@Injectable()
export class CompletenessQuery {
  constructor(private readonly database: Database) {}

  /** @param buckets that follow each other without a gap; those without a reading are absent from the answer */
  async counts(pointNumber: number, buckets: readonly Period[]): Promise<CountedReadings[]> {
    const from = new Date(buckets[0].from);
    const to = new Date(buckets[buckets.length - 1].to);
    await this.database.joinLargeSets();
    return this.database.query<CountedReadings>(
      `with corrected as (
         ${newestCorrections('point_number = $2 and interval_start >= $3 and interval_start < $4', ['quality', 'source_number'])}
       ), counted as (
         select width_bucket(r.interval_start, $5::timestamptz[]) - 1 as bucket, coalesce(c.quality, r.quality)::integer as quality,
           coalesce(c.source_number, r.source_number) as source_number, count(*)::integer as readings
         from fems.reading r left join corrected c on c.interval_start = r.interval_start
         where r.tenant_id = $1 and r.point_number = $2 and r.interval_start >= $3 and r.interval_start < $4
           and not ${isTakenBack}
         group by 1, 2, 3
       )
       select bucket, quality, coalesce(s.source_id, i.source_id) as source_id, sum(readings)::integer as readings
       from counted
       left join fems.reading_source s on s.tenant_id = $1 and s.source_number = counted.source_number
       left join fems.reading_import i on i.tenant_id = $1 and i.source_number = counted.source_number
       group by 1, 2, 3 order by 1, 2, 3`,
      [pointNumber, from, to, timestamptzArray(Float64Array.from(buckets, (bucket) => bucket.from))],
      'fems_completeness',
    );
  }
}
