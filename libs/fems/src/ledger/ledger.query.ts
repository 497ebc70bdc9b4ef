import { currentScope, Database, sqlState, UNIQUE_VIOLATION } from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { int4Array, numericArray, timestamptzArray } from './array-parameters';
import type { RowColumns } from './row-columns';

export interface Origin {
  readonly recordedAt: Date;
  readonly sourceNumber: number;
}

export interface CorrectionOrigin extends Origin {
  readonly actorKind: string;
  readonly actorId: string | null;
  readonly reason: string;
}

export interface WrittenRow {
  readonly point_number: number;
  readonly interval_start: Date;
}

const rowsSent = 'unnest($2::integer[], $3::timestamptz[], $4::numeric[], $5::integer[])';

const insert = `
  insert into fems.reading (tenant_id, point_number, interval_start, recorded_at, source_number, quality, value)
  select $1, point_number, interval_start, $6::timestamptz, $7::integer, quality, value
  from ${rowsSent} as sent (point_number, interval_start, value, quality)`;

/** What an interval is worth now: its newest correction, else what was written first. */
const differing = `
  from ${rowsSent} with ordinality as sent (point_number, interval_start, value, quality, place)
  join fems.reading r on r.tenant_id = $1 and r.point_number = sent.point_number and r.interval_start = sent.interval_start
  left join (
    select distinct on (point_number, interval_start) point_number, interval_start, value, quality
    from fems.reading_correction
    where tenant_id = $1 and (point_number, interval_start) in (select * from unnest($2::integer[], $3::timestamptz[]))
    order by point_number, interval_start, correction_number desc
  ) c on c.point_number = sent.point_number and c.interval_start = sent.interval_start
  where sent.value <> coalesce(c.value, r.value) or sent.quality <> coalesce(c.quality, r.quality)`;

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
      // Sent together: the savepoint needs no answer of its own.
      await Promise.all([
        scope.query({ text: 'savepoint readings' }),
        this.database.query(
          `with written as (${insert} returning 1) select count(*) from written`,
          [...parameters(rows), recordedAt, sourceNumber],
          'fems_reading_insert_all',
        ),
      ]);
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
      `${insert} on conflict do nothing returning point_number, interval_start`,
      [...parameters(rows), recordedAt, sourceNumber],
      'fems_reading_insert_new',
    );
  }

  /** @returns places among the rows, from 0, whose interval has another value or quality */
  async differing(rows: RowColumns): Promise<number[]> {
    const found = await this.database.query<{ place: string }>(
      `select place ${differing} order by place`,
      parameters(rows),
      'fems_reading_differing',
    );
    return found.map(({ place }) => Number(place) - 1);
  }

  /** Makes others who would correct these points wait until the transaction ends. Taken in the order of the numbers. */
  async lockPoints(pointNumbers: readonly number[]): Promise<void> {
    await this.database.query('select pg_advisory_xact_lock(($1::bigint << 32) + number) from unnest($2::integer[]) as number', [
      pointNumbers,
    ]);
  }

  /**
   * Corrects those rows that still differ.
   * @returns what was corrected
   */
  correct(rows: RowColumns, origin: CorrectionOrigin): Promise<WrittenRow[]> {
    return this.database.query(
      `insert into fems.reading_correction
         (tenant_id, point_number, interval_start, value, quality, recorded_at, source_number, actor_kind, actor_id, reason)
       select $1, sent.point_number, sent.interval_start, sent.value, sent.quality, $6::timestamptz, $7::integer, $8, $9::uuid, $10
       ${differing}
       on conflict do nothing
       returning point_number, interval_start`,
      [...parameters(rows), origin.recordedAt, origin.sourceNumber, origin.actorKind, origin.actorId, origin.reason],
      'fems_reading_correct',
    );
  }
}

function parameters({ count, pointNumber, start, value, quality }: RowColumns): unknown[] {
  return [int4Array(pointNumber, count), timestamptzArray(start, count), numericArray(value), int4Array(quality, count)];
}
