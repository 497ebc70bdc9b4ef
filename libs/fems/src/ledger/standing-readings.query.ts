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

/** From $3 up to $4, which counts. */
const inPeriod = 'interval_start between $3 and $4';

/** The intervals of a point ($2) whose reading was taken back. */
const withdrawn = takenBack(`point_number = $2 and ${inPeriod}`);

/** So many readings are asked one by one whether they stand. Where none does, a large import may have been taken back: then all are at once. */
const ONE_BY_ONE = 1_000;

/**
 * That a reading `r` was not taken back: one look-up. To be asked on the way to the first reading or the last, which is mostly the first that is
 * looked at: then no correction is read but its own.
 */
export const stands = `(select c.value is null from (${newestCorrectionOf('r')}) c) is not true`;

/**
 * The first interval of a point ($2) whose reading stands, or the last, if it is among the outermost ones.
 * @param where which intervals, by interval_start
 */
export const outermostStanding = (order: 'asc' | 'desc', where = 'true') => `
  select interval_start from (
    select point_number, interval_start from fems.reading
    where tenant_id = $1 and point_number = $2 and ${where} order by interval_start ${order} limit ${ONE_BY_ONE}
  ) r where ${stands} order by interval_start ${order} limit 1`;

/** All intervals of a point ($2) whose reading stands: in one pass over the readings and one over their corrections. */
export const allStanding = (where: string) => `
  select interval_start from fems.reading where tenant_id = $1 and point_number = $2 and ${where}
  except
  ${takenBack(`point_number = $2 and ${where}`)}`;

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
      first: first.withdrawn === 0 ? first.first.getTime() : ((await this.ends(pointNumber, periodOf(first))) as Period).from,
      last: last.withdrawn === 0 ? last.last.getTime() : ((await this.ends(pointNumber, periodOf(last))) as Period).to,
      months: rows.map((row) => ({ period: periodOf(row), readings: row.readings })),
    };
  }

  /** Starts of the first and the last interval that has a reading; null where the point has none. */
  async span(pointNumber: number): Promise<Period | null> {
    const [row] = await this.database.query<{ first: Date | null; last: Date | null }>(
      `select (${outermostStanding('asc')}) as first, (${outermostStanding('desc')}) as last`,
      [pointNumber],
      'fems_standing_span',
    );
    if (row.first && row.last) return { from: row.first.getTime(), to: row.last.getTime() };
    const written = await this.written(pointNumber);
    return written && this.ends(pointNumber, { from: written.from, to: written.to + 1 });
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

  /** Starts of the first and the last interval of a period that stands; null where none is left. */
  private async ends(pointNumber: number, { from, to }: Period): Promise<Period | null> {
    const [row] = await this.database.query<{ first: Date | null; last: Date | null }>(
      `select min(interval_start) as first, max(interval_start) as last from (${allStanding(inPeriod)}) left_over`,
      [pointNumber, new Date(from), new Date(to - 1)],
      'fems_standing_ends',
    );
    return row.first && row.last && { from: row.first.getTime(), to: row.last.getTime() };
  }
}
