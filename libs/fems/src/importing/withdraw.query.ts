import { Database } from '@maru/platform';
import { Injectable } from '@nestjs/common';

export interface WithdrawnRow {
  readonly interval_start: Date;
  /**
   * `withdrawn`: counts as missing from now on. `restored`: worth again what it was before. `kept`: somebody has corrected it since.
   * `same`: was so already.
   */
  readonly outcome: 'withdrawn' | 'restored' | 'kept' | 'same';
}

/** The intervals of a point ($2) after a time ($3) that the import ($5) has written to, as many as fit into a page ($6). */
const mine = `
  mine as (
    select interval_start from (
      (select interval_start from fems.reading
       where tenant_id = $1 and point_number = $2 and interval_start > $3 and interval_start <= $4 and source_number = $5
       order by interval_start limit $6)
      union
      (select distinct interval_start from fems.reading_correction
       where tenant_id = $1 and point_number = $2 and interval_start > $3 and interval_start <= $4 and source_number = $5
       order by interval_start limit $6)
    ) written order by interval_start limit $6)`;

/** All that was ever said of them, in order; what withdrawn imports said, they have taken back with their corrections. */
const statements = `
  statements as (
    select r.interval_start, 0::bigint as place, r.source_number, r.value, r.quality
    from mine join fems.reading r on r.tenant_id = $1 and r.point_number = $2 and r.interval_start = mine.interval_start
    union all
    select c.interval_start, c.correction_number, c.source_number, c.value, c.quality
    from mine join fems.reading_correction c on c.tenant_id = $1 and c.point_number = $2 and c.interval_start = mine.interval_start),
  effective as (
    select * from statements where source_number not in (
      select source_number from fems.reading_import where tenant_id = $1 and state = 'withdrawn' and source_number is not null))`;

const newest = (from: string, where = '') =>
  `select distinct on (interval_start) * from ${from} ${where} order by interval_start, place desc`;

/**
 * Takes back what an import has written to some intervals of a point. An interval whose newest statement is the import's is worth again what the
 * newest statement before says; where there is none it counts as missing. Who has corrected it since is right.
 */
const takeBack = `
  with ${mine}, ${statements}, judged as (
    select i.interval_start, counting.source_number = $5 as own, present.value as present_value, present.quality as present_quality,
      former.value as former_value, coalesce(former.quality, 0) as former_quality
    from mine i
    join (${newest('statements')}) present using (interval_start)
    join (${newest('effective')}) counting using (interval_start)
    left join (${newest('effective', 'where source_number <> $5')}) former using (interval_start)
  ), written as (
    insert into fems.reading_correction
      (tenant_id, point_number, interval_start, value, quality, recorded_at, source_number, actor_kind, actor_id, reason)
    select $1, $2, interval_start, former_value, former_quality, $7, $5, $8, $9::uuid, $10 from judged
    where own and (former_value is distinct from present_value or former_quality <> present_quality and former_value is not null)
    on conflict do nothing
    returning interval_start
  )
  select judged.interval_start,
    case when not own then 'kept' when written.interval_start is null then 'same' when former_value is null then 'withdrawn' else 'restored' end as outcome
  from judged left join written using (interval_start) order by 1`;

export interface WithdrawnPage {
  readonly pointNumber: number;
  /** Intervals that begin after this time, in epoch milliseconds, up to `last`. */
  readonly after: number;
  readonly last: number;
  readonly sourceNumber: number;
  readonly limit: number;
  readonly recordedAt: Date;
  readonly actorKind: string;
  readonly actorId: string | null;
  readonly reason: string | null;
}

@Injectable()
export class WithdrawQuery {
  constructor(private readonly database: Database) {}

  /** @returns what became of each interval, in the order of time; fewer than `limit` at the end */
  async takeBack(page: WithdrawnPage): Promise<WithdrawnRow[]> {
    // Others who would correct the point wait until this is committed.
    await this.database.query('select pg_advisory_xact_lock(($1::bigint << 32) + $2::integer)', [page.pointNumber]);
    return this.database.query<WithdrawnRow>(
      takeBack,
      [
        page.pointNumber,
        new Date(page.after),
        new Date(page.last),
        page.sourceNumber,
        page.limit,
        page.recordedAt,
        page.actorKind,
        page.actorId,
        page.reason,
      ],
      'fems_import_take_back',
    );
  }
}
