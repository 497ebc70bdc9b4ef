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

/** All that was ever said between the page's first and last interval; what withdrawn imports said, they have taken back themselves. */
const statements = `
  statements as (
    select interval_start, 0::bigint as place, source_number, value, quality from fems.reading
    where tenant_id = $1 and point_number = $2 and interval_start > $3 and interval_start <= (select max(interval_start) from mine)
    union all
    select interval_start, correction_number, source_number, value, quality from fems.reading_correction
    where tenant_id = $1 and point_number = $2 and interval_start > $3 and interval_start <= (select max(interval_start) from mine)),
  told as (
    select *, source_number <> all (array(
      select source_number from fems.reading_import where tenant_id = $1 and state = 'withdrawn' and source_number is not null)) as counts
    from statements)`;

/** What the newest of an interval's statements says. */
const newest = (column: string, where = 'true') => `(array_agg(${column} order by place desc) filter (where ${where}))[1]`;
const former = 'counts and source_number <> $5';

/**
 * Takes back what an import has written to some intervals of a point. An interval whose newest statement is the import's is worth again what the
 * newest statement before says; where there is none it counts as missing. Who has corrected it since is right.
 *
 * In one pass over the statements, without a join: just after a large import the planner knows nothing of what it wrote, and would try each
 * with each.
 */
const takeBack = `
  with ${mine}, ${statements}, judged as (
    select interval_start, ${newest('source_number', 'counts')} = $5 as own,
      ${newest('value')} as present_value, ${newest('quality')} as present_quality,
      ${newest('value', former)} as former_value, coalesce(${newest('quality', former)}, 0) as former_quality
    from told group by interval_start having bool_or(source_number = $5)
  ), decided as (
    select *, own and (former_value is distinct from present_value or former_quality <> present_quality and former_value is not null) as changes
    from judged
  ), written as (
    insert into fems.reading_correction
      (tenant_id, point_number, interval_start, value, quality, recorded_at, source_number, actor_kind, actor_id, reason)
    select $1, $2, interval_start, former_value, former_quality, $7, $5, $8, $9::uuid, $10 from decided where changes
    on conflict do nothing
  )
  select interval_start,
    case when not own then 'kept' when not changes then 'same' when former_value is null then 'withdrawn' else 'restored' end as outcome
  from decided order by 1`;

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
