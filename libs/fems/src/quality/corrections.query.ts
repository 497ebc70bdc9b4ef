import type { Period } from '@maru/kernel';
import { Database } from '@maru/platform';
import { Injectable } from '@nestjs/common';
import type { AuthorRow } from '../ledger/correction-author';
import { type SourceRow, sourceColumns, sourceJoins } from '../ledger/statement-source';

export interface CorrectionRow extends SourceRow, AuthorRow {
  readonly correction_number: string;
  readonly point_number: number;
  readonly interval_start: Date;
  readonly before: string | null;
  readonly before_quality: number;
  readonly value: string | null;
  readonly quality: number;
  readonly reason: string | null;
  readonly recorded_at: Date;
}

@Injectable()
export class CorrectionsQuery {
  constructor(private readonly database: Database) {}

  /**
   * Corrections of intervals of the period, newest first, each with what counted before it: the correction before, else what was written first.
   * Those of the period are sorted for each page: half a million take a fifth of a second. An index by number would spare that, and would be
   * taken for the look-ups of single corrections as well where statistics are old: thousands of them would then each read all corrections.
   * @param before those with a lower number alone; null for all
   */
  newest(pointNumbers: readonly number[], { from, to }: Period, before: number | null, limit: number): Promise<CorrectionRow[]> {
    return this.database.query<CorrectionRow>(
      `with x as materialized (
         select * from fems.reading_correction
         where tenant_id = $1 and point_number = any($2::integer[]) and interval_start >= $3 and interval_start < $4
           and ($5::bigint is null or correction_number < $5)
         order by correction_number desc limit $6
       )
       select x.correction_number, x.point_number, x.interval_start, former.value as before, former.quality as before_quality,
         x.value, x.quality, x.reason, x.recorded_at, x.actor_kind, x.actor_id, ${sourceColumns}
       from x
       cross join lateral (
         select value, quality from (
           (select value, quality from fems.reading_correction c
            where c.tenant_id = $1 and c.point_number = x.point_number and c.interval_start = x.interval_start
              and c.correction_number < x.correction_number
            order by c.correction_number desc limit 1)
           union all
           (select value, quality from fems.reading r
            where r.tenant_id = $1 and r.point_number = x.point_number and r.interval_start = x.interval_start)
         ) statement limit 1
       ) former
       ${sourceJoins}
       order by x.correction_number desc`,
      [pointNumbers, new Date(from), new Date(to), before, limit],
      'fems_corrections',
    );
  }
}
