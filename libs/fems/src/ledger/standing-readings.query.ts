import { type Period, zonedPeriods } from '@maru/kernel';
import { Database } from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { timestamptzArray } from './array-parameters';
import { newestCorrectionOf, takenBack } from './newest-correction';

/** A stretch of time of which a point has readings. */
export interface StandingMonth {
  readonly period: Period;
  readonly readings: number;
}

/** What a point has readings of: not of what was taken back, unless it has been given again. */
export interface Standing {
  /** Starts of its first and its last interval, epoch milliseconds. */
  readonly first: number;
  readonly last: number;
  /** The months that have readings, in order. */
  readonly months: readonly StandingMonth[];
}

interface MonthRow {
  month: number;
  readings: number;
  withdrawn: number;
  first: Date;
  last: Date;
}

/** The intervals of a point ($2) from $3 up to $4, which counts, whose reading was taken back. */
const withdrawn = takenBack('point_number = $2 and interval_start between $3 and $4');

/**
 * That a reading `r` was not taken back: one look-up. To be asked on the way to the first reading or the last, which is mostly the first that is
 * looked at: then no correction is read but its own.
 */
export const stands = `(select c.value is null from (${newestCorrectionOf('r')}) c) is not true`;

/**
 * Readings and those taken back are counted apart and subtracted, since every interval that was taken back has its reading. A join of the two
 * would go by what the planner knows of them, which just after a large import is nothing: it would try each with each.
 */
const months = `
  select month, sum(readings)::integer as readings, sum(withdrawn)::integer as withdrawn, min(first) as first, max(last) as last from (
    select width_bucket(interval_start, $5::timestamptz[]) - 1 as month, count(*) as readings, 0 as withdrawn,
      min(interval_start) as first, max(interval_start) as last
    from fems.reading where tenant_id = $1 and point_number = $2 and interval_start between $3 and $4 group by 1
    union all
    select width_bucket(interval_start, $5::timestamptz[]) - 1, -count(*), count(*), null, null from (${withdrawn}) taken_back group by 1
  ) counted group by 1 having sum(readings) > 0 order by 1`;

/** Which readings of points stand. */
@Injectable()
export class StandingReadings {
  constructor(private readonly database: Database) {}

  /** @returns null where the point has no reading */
  async of(pointNumber: number, zone: string): Promise<Standing | null> {
    const written = await this.written(pointNumber);
    if (!written) return null;
    const periods = zonedPeriods('month', written.from, written.to + 1, zone);
    const rows = await this.database.query<MonthRow>(
      months,
      [pointNumber, new Date(written.from), new Date(written.to), timestamptzArray(Float64Array.from(periods, ({ from }) => from))],
      'fems_standing_months',
    );
    const [first, last] = [rows[0], rows.at(-1)];
    if (!first || !last) return null;
    const periodOf = ({ month }: MonthRow) => periods[month] as Period;
    return {
      first: first.withdrawn === 0 ? first.first.getTime() : (await this.ends(pointNumber, periodOf(first))).from,
      last: last.withdrawn === 0 ? last.last.getTime() : (await this.ends(pointNumber, periodOf(last))).to,
      months: rows.map((row) => ({ period: periodOf(row), readings: row.readings })),
    };
  }

  /** Starts of the first and the last interval that has a reading; null where the point has none. */
  async span(pointNumber: number): Promise<Period | null> {
    const standing = `select interval_start from fems.reading r where tenant_id = $1 and point_number = $2 and ${stands}`;
    const [row] = await this.database.query<{ first: Date | null; last: Date | null }>(
      `select (${standing} order by interval_start limit 1) as first, (${standing} order by interval_start desc limit 1) as last`,
      [pointNumber],
      'fems_standing_span',
    );
    return row.first && row.last && { from: row.first.getTime(), to: row.last.getTime() };
  }

  /** Starts of the first and the last interval that was ever written. */
  private async written(pointNumber: number): Promise<Period | null> {
    const [row] = await this.database.query<{ first: Date | null; last: Date | null }>(
      `select
         (select interval_start from fems.reading where tenant_id = $1 and point_number = $2 order by interval_start limit 1) as first,
         (select interval_start from fems.reading where tenant_id = $1 and point_number = $2 order by interval_start desc limit 1) as last`,
      [pointNumber],
      'fems_written_span',
    );
    return row.first && row.last && { from: row.first.getTime(), to: row.last.getTime() };
  }

  /** Starts of the first and the last interval of a month that stands; it has one. */
  private async ends(pointNumber: number, { from, to }: Period): Promise<Period> {
    const [row] = await this.database.query<{ first: Date; last: Date }>(
      `select min(interval_start) as first, max(interval_start) as last from (
         select interval_start from fems.reading where tenant_id = $1 and point_number = $2 and interval_start between $3 and $4
         except
         ${withdrawn}
       ) left_over`,
      [pointNumber, new Date(from), new Date(to - 1)],
      'fems_standing_ends',
    );
    return { from: row.first.getTime(), to: row.last.getTime() };
  }
}
