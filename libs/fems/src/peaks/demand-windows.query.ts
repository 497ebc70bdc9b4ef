import type { Period } from '@maru/kernel';
import { Database } from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { type DemandWindow, kwPer } from '../energy/demand';
import { effectiveReadings, windowsOfOne, windowsOfSeveral } from '../energy/demand-windows';
import { numericArray, timestamptzArray } from '../ledger/array-parameters';
import { gridOffsetSeconds } from '../metering/interval-grid';
import type { PlacedPoint } from '../metering/point-finder';

export interface HighWindow {
  readonly startMs: number;
  /** An exact decimal as text. */
  readonly kw: string;
  /** Which of the months, from 0. */
  readonly month: number;
  readonly monthRank: number;
  readonly monthWindows: number;
  /** Its place among the windows of the period; null for the highest window of a month that is not among the highest of the period. */
  readonly place: number | null;
}

/** All windows of a period together; exact decimals as text, null where no window is complete. */
export interface WindowsSummary {
  readonly windows: number;
  readonly sumKw: string | null;
  readonly highestKw: string | null;
  readonly lowestKw: string | null;
}

export interface Duration {
  /** Demands of the ranks asked for. */
  readonly demandsKw: readonly string[];
  /** How many windows are at or above each level asked for. */
  readonly counts: readonly number[];
}

/** The demand windows of a period that miss no reading, as `whole (window_start, kw)`. $5 readings fill one; $6 turns energy into demand. */
const whole = (windows: string) => `
  with effective as (${effectiveReadings}), windows as (${windows}),
  whole as (select window_start, energy * $6::numeric as kw from windows where readings = $5)`;

/** Both ranks in one reading of the months ($7 their starts): of each window in its month, and in the period ($8 to $9 its window starts). */
const highest = `, placed as (
    select window_start, kw, width_bucket(window_start, $7::timestamptz[]) - 1 as month, window_start between $8 and $9 as asked from whole
  ), ranked as (
    select *, row_number() over (partition by month order by kw desc, window_start) as month_rank,
      count(*) over (partition by month) as month_windows,
      case when asked then row_number() over (partition by asked order by kw desc, window_start) end as place
    from placed
  )
  select extract(epoch from window_start)::double precision as start, kw::text, month, month_rank::integer, month_windows::integer,
    case when place <= $10 then place::integer end as place
  from ranked where place <= $10 or month_rank = 1 order by ranked.kw desc, window_start`;

const summary = `
  select count(*)::integer as windows, sum(kw)::text as sum_kw, max(kw)::text as highest_kw, min(kw)::text as lowest_kw from whole`;

const duration = `, ranked as (select kw, row_number() over (order by kw desc) as rank from whole)
  select
    array(select kw::text from ranked where rank = any($7::integer[]) order by rank) as demands_kw,
    array(
      select count(kw)::integer from unnest($8::numeric[]) with ordinality as level (level_kw, place) left join whole on kw >= level_kw
      group by place order by place
    ) as counts`;

interface HighRow {
  start: number;
  kw: string;
  month: number;
  month_rank: number;
  month_windows: number;
  place: number | null;
}

/** Ranks demand windows in the database, in numeric: a year of quarter-hours never leaves it as a whole. */
@Injectable()
export class DemandWindowsQuery {
  constructor(private readonly database: Database) {}

  /**
   * The highest windows of a period, and the highest of each of the months.
   * @param months calendar months that follow each other and hold the period
   */
  async highest(
    placed: PlacedPoint,
    window: DemandWindow,
    period: Period,
    months: readonly Period[],
    count: number,
  ): Promise<HighWindow[]> {
    const span = { from: months[0].from, to: months[months.length - 1].to };
    const starts = timestamptzArray(Float64Array.from(months, ({ from }) => from));
    const latest = new Date(period.to - window.seconds * 1000);
    const rows = await this.read<HighRow>('highest', highest, placed, window, span, [starts, new Date(period.from), latest, count]);
    return rows.map(({ start, kw, month, month_rank, month_windows, place }) => ({
      startMs: start * 1000,
      kw,
      month,
      monthRank: month_rank,
      monthWindows: month_windows,
      place,
    }));
  }

  async summary(placed: PlacedPoint, window: DemandWindow, period: Period): Promise<WindowsSummary> {
    type Row = { windows: number; sum_kw: string | null; highest_kw: string | null; lowest_kw: string | null };
    const [row] = await this.read<Row>('summary', summary, placed, window, period, []);
    return { windows: row.windows, sumKw: row.sum_kw, highestKw: row.highest_kw, lowestKw: row.lowest_kw };
  }

  async duration(placed: PlacedPoint, window: DemandWindow, period: Period, ranks: readonly number[], levelsKw: readonly string[]) {
    type Row = { demands_kw: string[]; counts: number[] };
    const more = [ranks, numericArray(levelsKw)];
    const [row] = await this.read<Row>('duration', duration, placed, window, period, more);
    return { demandsKw: row.demands_kw, counts: row.counts } satisfies Duration;
  }

  /** Readings in [from, to) as a whole; a window that the period cuts misses some and has no demand. */
  private async read<Row extends object>(
    name: string,
    select: string,
    { point, site }: PlacedPoint,
    window: DemandWindow,
    { from, to }: Period,
    more: readonly unknown[],
  ): Promise<Row[]> {
    const { pointNumber, intervalSeconds, unit } = point;
    const latestStart = new Date(to - intervalSeconds * 1000);
    const parameters = [pointNumber, new Date(from), latestStart, window.readings, kwPer(unit, window), ...more];
    await this.database.joinLargeSets();
    if (window.readings === 1) return this.database.query(whole(windowsOfOne) + select, parameters, `fems_windows_${name}_of_one`);
    const [seconds, offset] = [`$${parameters.length + 2}`, `$${parameters.length + 3}`];
    const sql = whole(windowsOfSeveral(seconds, offset)) + select;
    const grid = gridOffsetSeconds(window.seconds, site.zone, from);
    return this.database.query(sql, [...parameters, window.seconds, grid], `fems_windows_${name}_of_several`);
  }
}
