import { formatInZone, type Period, zonedPeriods } from '@maru/kernel';
import { currentScope } from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { StandingReadings } from '../ledger/standing-readings.query';
import { PointFinder } from '../metering/point-finder';
import { intervalsIn } from './coverage';
import type { CoverageAnswer, CoverageMonth } from './coverage.dto';

/** What there is of a point's readings, month by month. */
@Injectable()
export class CoverageService {
  constructor(
    private readonly standing: StandingReadings,
    private readonly finder: PointFinder,
  ) {}

  async answer(pointId: string): Promise<CoverageAnswer> {
    const { point, site } = await this.finder.find(pointId);
    const { intervalSeconds, gridOffsetSeconds, pointNumber } = point;
    const lengthMs = intervalSeconds * 1000;
    const standing = await this.standing.of(pointNumber, site.zone);
    const counts = new Map(standing?.months.map(({ period, readings }) => [period.from, readings]));
    const grid = { lengthMs, offsetMs: gridOffsetSeconds * 1000 };
    const nowMs = Date.now();
    const monthOf = (period: Period): CoverageMonth => ({
      month: formatInZone(period.from, site.zone).slice(0, 7),
      readings: counts.get(period.from) ?? 0,
      expected: intervalsIn(period, grid, nowMs),
    });
    return {
      pointId: point.id,
      siteId: site.id,
      zone: site.zone,
      intervalSeconds,
      simulated: currentScope().tenant.simulated,
      first: standing && formatInZone(standing.first, site.zone),
      last: standing && formatInZone(standing.last + lengthMs, site.zone),
      months: standing ? zonedPeriods('month', standing.first, standing.last + 1, site.zone).map(monthOf) : [],
    };
  }
}
