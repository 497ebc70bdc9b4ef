import type { Period } from '@maru/kernel';
import { instantOf, invalidField } from '@maru/platform';
import { SiteDirectory, type SiteSummary } from '@maru/workspace/contract';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, Repository } from 'typeorm';
import { periodFault } from '../energy/energy-period';
import { StandingReadings } from '../ledger/standing-readings.query';
import { type ArrivalState, arrivalState } from '../metering/arrival';
import { askedSite } from '../metering/asked-site';
import { EnergyMeter } from '../metering/energy-meter.entity';
import { MeterPoint } from '../metering/meter-point.entity';
import { PointActivity } from '../metering/point-activity.entity';
import { PointFinder } from '../metering/point-finder';
import type { Known } from './completeness';

const dayMs = 86_400_000;
const reviewDaysMax = 400;

export interface ReviewedPoints {
  readonly site: SiteSummary | null;
  /** In the order of their numbers. */
  readonly points: readonly MeterPoint[];
}

export interface KnownPoint extends Known {
  readonly arrival: ArrivalState;
  readonly lastReceivedAt: Date | null;
}

/** The points that a question about data quality is about, and what is known of each. */
@Injectable()
export class ReviewedPointsFinder {
  constructor(
    @InjectRepository(MeterPoint) private readonly points: Repository<MeterPoint>,
    @InjectRepository(EnergyMeter) private readonly meters: Repository<EnergyMeter>,
    @InjectRepository(PointActivity) private readonly activities: Repository<PointActivity>,
    private readonly sites: SiteDirectory,
    private readonly finder: PointFinder,
    private readonly standing: StandingReadings,
  ) {}

  /**
   * One point, or all of a site; of the organisation's first site where neither is named.
   * @throws Problem 404 naming what the organisation does not have
   */
  async find({ pointId, siteId }: { pointId?: string; siteId?: string }): Promise<ReviewedPoints> {
    if (pointId !== undefined) {
      const { point, site } = await this.finder.find(pointId);
      if (siteId !== undefined && siteId.toLowerCase() !== site.id)
        throw invalidField('?siteId', 'other-site', { ko: '이 계측 항목의 사업장이 아닙니다.', en: 'The point is not of this site.' });
      return { site, points: [point] };
    }
    const site = await askedSite(this.sites, siteId);
    if (!site) return { site, points: [] };
    const meters = await this.meters.findBy({ siteId: site.id });
    const points = await this.points.find({ where: { meterId: In(meters.map(({ id }) => id)) }, order: { pointNumber: 'ASC' } });
    return { site, points };
  }

  async known({ id, pointNumber, intervalSeconds, gridOffsetSeconds, acquisitionMode }: MeterPoint, nowMs: number): Promise<KnownPoint> {
    const starts = await this.standing.span(pointNumber);
    const activity = await this.activities.findOneBy({ pointId: id });
    const lengthMs = intervalSeconds * 1000;
    const newestStart = starts && new Date(starts.to);
    const lastReceivedAt = activity?.lastReceivedAt ?? null;
    return {
      grid: { lengthMs, offsetMs: gridOffsetSeconds * 1000 },
      span: starts && { from: starts.from, to: starts.to + lengthMs },
      arrival: arrivalState({ intervalSeconds, acquisitionMode, newestStart, lastReceivedAt, nowMs }),
      lastReceivedAt,
      nowMs,
    };
  }
}

/** @throws Problem 400 naming the field at fault */
export function reviewedPeriod(question: { from: string; to: string }): Period {
  const period = { from: instantOf(question.from).getTime(), to: instantOf(question.to).getTime() };
  const fault = periodFault(period, 'day');
  if (fault) throw invalidField(`?${fault.field}`, fault.code, fault.detail);
  if (period.to - period.from > reviewDaysMax * dayMs)
    throw invalidField('?to', 'too-long', {
      ko: `한 번에 ${reviewDaysMax}일까지 볼 수 있습니다.`,
      en: `Ask for ${reviewDaysMax} days at most.`,
    });
  return period;
}

/** A page looks at no more intervals than this: a year of two points that are read every minute, or of 30 that are every quarter-hour. */
export const intervalsAtMost = 1_100_000;

/** So many intervals of the point lie in the period: the price of looking at all of them. */
export const priceOf = ({ intervalSeconds }: MeterPoint, { from, to }: Period): number => Math.ceil((to - from) / (intervalSeconds * 1000));
