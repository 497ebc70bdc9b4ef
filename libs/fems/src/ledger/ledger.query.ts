import { currentScope, Database, sqlState, UNIQUE_VIOLATION } from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { int4Array, numericArray, timestamptzArray } from './array-parameters';
import { effectiveValue, isTakenBack, newestCorrectionOf } from './newest-correction';
import type { RowColumns } from './row-columns';

export interface Origin {
  readonly recordedAt: Date;
  /** Under which the rows are written. */
  readonly sourceNumber: number;
}

export interface CorrectionOrigin extends Origin {
  /** Whose number it is. */
  readonly sourceId: string;
  readonly actorKind: string;
  readonly actorId: string | null;
  /** Null where the sender did not say why. */
  readonly reason: string | null;
}

export interface WrittenRow {
  readonly point_number: number;
  readonly interval_start: Date;
}

export interface CorrectedRow extends WrittenRow {
  /** Its reading had been taken back before. */
  readonly missing: boolean;
}

/** What storing rows would do. */
export interface Comparison {
  readonly accepted: number;
  readonly corrected: number;
}

const rowsSent = 'unnest($2::integer[], $3::timestamptz[], $4::numeric[], $5::integer[])';

/** Taken apart row by row as they are written: in the place of a table they would first be put down whole, which costs as much as their keys. */
const columnsAndRows = `
  (tenant_id, recorded_at, source_number, point_number, interval_start, value, quality)
  select $1, $6::timestamptz, $7::integer, unnest($2::integer[]), unnest($3::timestamptz[]), unnest($4::numeric[]), unnest($5::integer[])`;

/** The numbers under which a source ($8) has written: its own, and one for each file of it that was imported. */
const family = `
  family as materialized (
    select source_number from fems.reading_source where tenant_id = $1 and source_id = $8::uuid
    union all
    select source_number from fems.reading_import where tenant_id = $1 and source_id = $8::uuid and source_number is not null)`;

/**
 * The rows sent, with what was written first (r), the newest correction (c) and the newest that the source itself made (own). Each is one
 * look-up for each row: a batch may hold two intervals that lie years apart, and just after a large import the planner knows nothing of what
 * it wrote and would try each with each. The period of the batch ($6 to $7) is said apart, so that months that it does not touch are never
 * looked at.
 */
const compared = (join: 'join' | 'left join') => `
  from ${rowsSent} with ordinality as sent (point_number, interval_start, value, quality, place)
  ${join} lateral (
    select interval_start, value, quality, source_number from fems.reading
    where tenant_id = $1 and point_number = sent.point_number and interval_start = sent.interval_start and interval_start between $6 and $7
    limit 1
  ) r on true
  left join lateral (${newestCorrectionOf('sent', { more: ['quality'] })}) c on true
  left join lateral (
    ${newestCorrectionOf('sent', { more: ['quality'], where: 'source_number in (select source_number from family)' })}
  ) own on true`;

/**
 * The interval is worth something else now: its newest correction, else what was written first. What the source itself said last is not news
 * when it says it again: a device that sends its store once more must not undo what another source corrected. A batch that gives its
 * reason ($9) means what it says.
 */
const isNews = `
  (sent.value is distinct from ${effectiveValue} or sent.quality <> coalesce(c.quality, r.quality))
  and ($9::boolean or case
    when own.interval_start is not null then sent.value is distinct from own.value or sent.quality <> own.quality
    when r.source_number in (select source_number from family) then sent.value <> r.value or sent.quality <> r.quality
    else true
  end)`;

/** The statements that write the ledger. Rows come in the order of point and time. */
@Injectable()
export class LedgerQuery {
  constructor(private readonly database: Database) {}

  /**
   * Writes all the rows or none: it is not asked of each row whether its interval has a reading, which nearly halves the work.
   * @returns false when one of them had; the transaction is then as it was before
   */
  async insertAll(rows: RowColumns, { recordedAt, sourceNumber }: Origin): Promise<boolean> {
    const scope = currentScope();
    try {
      await scope.ahead({ text: 'savepoint readings' });
      // A sharded database wants RETURNING; of what it returns nothing is asked for, so that nothing is kept.
      await this.database.query(
        `with written as (insert into fems.reading ${columnsAndRows} returning 1) select 1 from written limit 0`,
        [...parameters(rows), recordedAt, sourceNumber],
        'fems_reading_insert_all',
      );
      return true;
    } catch (error) {
      if (sqlState(error) !== UNIQUE_VIOLATION) throw error;
      await scope.query({ text: 'rollback to savepoint readings' });
      return false;
    }
  }

  /**
   * Writes the rows whose interval has no reading yet.
   * @returns what was written
   */
  insertNew(rows: RowColumns, { recordedAt, sourceNumber }: Origin): Promise<WrittenRow[]> {
    return this.database.query(
      `insert into fems.reading ${columnsAndRows} on conflict do nothing returning point_number, interval_start`,
      [...parameters(rows), recordedAt, sourceNumber],
      'fems_reading_insert_new',
    );
  }

  /** @returns places among the rows, from 0, that say something new of an interval that has a reading */
  async differing(rows: RowColumns, origin: CorrectionOrigin): Promise<number[]> {
    const found = await this.database.query<{ place: string }>(
      `with ${family} select place ${compared('join')} where ${isNews} order by place`,
      comparison(rows, origin),
      'fems_reading_differing',
    );
    return found.map(({ place }) => Number(place) - 1);
  }

  /** What storing the rows would do as the ledger stands; the rows that are neither are known already. */
  async compare(rows: RowColumns, origin: CorrectionOrigin): Promise<Comparison> {
    const [row] = await this.database.query<{ accepted: number; corrected: number }>(
      `with ${family}
       select count(*) filter (where r.interval_start is null or ${isTakenBack} and news)::integer as accepted,
         count(*) filter (where r.interval_start is not null and not ${isTakenBack} and news)::integer as corrected
       ${compared('left join')} cross join lateral (select ${isNews} as news) as judged`,
      comparison(rows, origin),
      'fems_reading_compare',
    );
    return row;
  }

  /** Makes others who would correct the points of these rows wait until the transaction ends. Taken in the order of the numbers. */
  async lockPoints(rows: RowColumns): Promise<void> {
    await this.database.query('select pg_advisory_xact_lock(($1::bigint << 32) + number) from unnest($2::integer[]) as number', [
      pointsOf(rows),
    ]);
  }

  /**
   * Corrects those rows that still differ.
   * @returns what was corrected
   */
  correct(rows: RowColumns, origin: CorrectionOrigin): Promise<CorrectedRow[]> {
    return this.database.query(
      `with ${family}, news as (
         select sent.point_number, sent.interval_start, sent.value, sent.quality, ${isTakenBack} as missing ${compared('join')} where ${isNews}
       ), written as (
         insert into fems.reading_correction
           (tenant_id, point_number, interval_start, value, quality, recorded_at, source_number, actor_kind, actor_id, reason)
         select $1, point_number, interval_start, value, quality, $10::timestamptz, $11::integer, $12, $13::uuid, $14 from news
         on conflict do nothing
       )
       select point_number, interval_start, missing from news`,
      [...comparison(rows, origin), origin.recordedAt, origin.sourceNumber, origin.actorKind, origin.actorId, origin.reason],
      'fems_reading_correct',
    );
  }
}

function parameters({ count, pointNumber, start, value, quality }: RowColumns): unknown[] {
  return [int4Array(pointNumber, count), timestamptzArray(start, count), numericArray(value), int4Array(quality, count)];
}

/** $2 to $9 of the statements that compare. */
function comparison(rows: RowColumns, { sourceId, reason }: CorrectionOrigin): unknown[] {
  return [...parameters(rows), ...extent(rows), sourceId, reason !== null];
}

function pointsOf({ pointNumber, count }: RowColumns): number[] {
  return [...new Set(pointNumber.subarray(0, count))];
}

/** The earliest and the latest start. */
function extent(rows: RowColumns): unknown[] {
  let first = rows.start[0];
  let last = first;
  for (const start of rows.start.subarray(0, rows.count)) {
    if (start < first) first = start;
    if (start > last) last = start;
  }
  return [new Date(first).toISOString(), new Date(last).toISOString()];
}
