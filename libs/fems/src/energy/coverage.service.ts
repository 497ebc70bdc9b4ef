import { formatInZone, type Period, zonedPeriods } from '@maru/kernel';
import { currentScope, Database } from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { timestamptzArray } from '../ledger/array-parameters';
import { stillThere } from '../ledger/missing-readings';
import { PointFinder } from '../metering/point-finder';
import { intervalsIn } from './coverage';
import type { CoverageAnswer, CoverageMonth } from './coverage.dto';

/** What there is of a point's readings, month by month. */
@Injectable()
export class CoverageService {
  constructor(
    private readonly database: Database,
    private readonly finder: PointFinder,
  ) {}

  async answer(pointId: string): Promise<CoverageAnswer> {
    const { point, site } = await this.finder.find(pointId);
    const { intervalSeconds, gridOffsetSeconds, pointNumber } = point;
    const lengthMs = intervalSeconds * 1000;
    const span = await this.span(pointNumber);
    const months = span ? zonedPeriods('month', span.from, span.to + 1, site.zone) : [];
    const counts = span ? await this.counts(pointNumber, span, months) : new Map<number, number>();
    const grid = { lengthMs, offsetMs: gridOffsetSeconds * 1000 };
    const nowMs = Date.now();
    const monthOf = (period: Period, index: number): CoverageMonth => ({
      month: formatInZone(period.from, site.zone).slice(0, 7),
      readings: counts.get(index) ?? 0,
      expected: intervalsIn(period, grid, nowMs),
    });
    return {
      pointId: point.id,
      siteId: site.id,
      zone: site.zone,
      intervalSeconds,
      simulated: currentScope().tenant.simulated,
      first: span && formatInZone(span.from, site.zone),
      last: span && formatInZone(span.to + lengthMs, site.zone),
      months: months.map(monthOf),
    };
  }

  /** Starts of the first and the last interval with a reading. */
  private async span(pointNumber: number): Promise<Period | null> {
    const [row] = await this.database.query<{ first: Date | null; last: Date | null }>(
      `select
         (select interval_start from fems.reading r where tenant_id = $1 and point_number = $2 and ${stillThere} order by interval_start limit 1) as first,
         (select interval_start from fems.reading r where tenant_id = $1 and point_number = $2 and ${stillThere} order by interval_start desc limit 1) as last`,
      [pointNumber],
      'fems_coverage_span',
    );
    return row.first && row.last && { from: row.first.getTime(), to: row.last.getTime() };
  }

  private async counts(pointNumber: number, { from, to }: Period, months: readonly Period[]): Promise<Map<number, number>> {
    const rows = await this.database.query<{ month: number; readings: number }>(
      `select width_bucket(interval_start, $5::timestamptz[]) - 1 as month, count(*)::integer as readings
       from fems.reading r where tenant_id = $1 and point_number = $2 and interval_start between $3 and $4 and ${stillThere}
       group by 1`,
      [pointNumber, new Date(from), new Date(to), timestamptzArray(Float64Array.from(months, (month) => month.from))],
      'fems_coverage_counts',
    );
    return new Map(rows.map(({ month, readings }) => [month, readings]));
  }
}
