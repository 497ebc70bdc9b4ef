import { formatInZone, type Period } from '@maru/kernel';
import { currentScope } from '@maru/platform';
import { SiteDirectory, type SiteSummary } from '@maru/workspace/contract';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, Repository } from 'typeorm';
import { type BucketSum, EnergyQuery, type Total } from '../energy/energy.query';
import { StandingReadings } from '../ledger/standing-readings.query';
import { askedSite } from '../metering/asked-site';
import type { MeterPoint } from '../metering/meter-point.entity';
import { PointActivity } from '../metering/point-activity.entity';
import { type SiteMeter, SiteMeters } from '../metering/site-meters';
import { type SpanEnergy, sharePercent } from './comparison';
import { LoadOverview } from './load-overview';
import type { OverviewAnswer, OverviewLoad, OverviewMeter } from './overview.dto';
import { daySpans, monthSpans, yearMonths } from './spans';

/** How a site runs, told by its main meter, and what its other meters have of it. */
@Injectable()
export class OverviewService {
  constructor(
    @InjectRepository(PointActivity) private readonly activities: Repository<PointActivity>,
    private readonly ledger: EnergyQuery,
    private readonly standing: StandingReadings,
    private readonly meters: SiteMeters,
    private readonly sites: SiteDirectory,
  ) {}

  /** @throws Problem 404 naming ?siteId */
  async answer(siteId: string | undefined): Promise<OverviewAnswer> {
    const { simulated } = currentScope().tenant;
    const site = await askedSite(this.sites, siteId);
    if (!site) return { site: null, load: null, meters: [], simulated };
    const metered = await this.meters.of(site.id);
    const main = metered.find(({ meter }) => meter.main);
    const last = main?.point ? await this.standing.span(main.point.pointNumber) : null;
    const nowMs = Date.now();
    const load = main?.point && last ? await this.load(main.point, site, last, nowMs) : null;
    const meters = await this.meterItems(metered, site, load && { from: Date.parse(load.day.from), to: Date.parse(load.day.to) }, nowMs);
    return { site, load, meters, simulated };
  }

  /** @param starts of the first and the last interval with a reading */
  private async load(point: MeterPoint, { zone }: SiteSummary, starts: Period, nowMs: number): Promise<OverviewLoad> {
    const lastEndMs = starts.to + point.intervalSeconds * 1000;
    const overview = new LoadOverview(point, zone, nowMs);
    const day = daySpans(lastEndMs, zone);
    const month = monthSpans(lastEndMs, zone);
    const months = yearMonths(lastEndMs, zone);
    const daySum = await this.sum(point, day.soFar);
    const ofDay = overview.energy(day.soFar, daySum);
    const weekdays: SpanEnergy[] = [];
    for (const span of day.weekdaysBefore) if (span) weekdays.push(overview.energy(span, await this.sum(point, span)));
    const compared = overview.energy(month.compared, await this.sum(point, month.compared));
    const before = overview.energy(month.before, await this.sum(point, month.before));
    const monthSums = await this.ledger.sums(point, months);
    return {
      pointId: point.id,
      meterId: point.meterId,
      intervalSeconds: point.intervalSeconds,
      demandWindowSeconds: overview.demandWindowSeconds,
      definition: overview.definition,
      loadFactorDefinition: overview.loadFactorDefinition,
      first: overview.text(starts.from),
      last: overview.text(lastEndMs),
      day: overview.period(day.soFar, daySum),
      weekBefore: overview.comparison(ofDay, day.weekdaysBefore[0] ? weekdays.slice(0, 1) : []),
      // A mean of fewer than four is another figure: without one of them there is none.
      fourWeeks: overview.comparison(ofDay, weekdays.length === day.weekdaysBefore.length ? weekdays : []),
      month: overview.period(
        month.soFar,
        monthSums.find(({ bucket }) => bucket === months.length - 1),
      ),
      monthBefore: overview.comparison(compared, [before]),
      year: overview.year(months, monthSums, starts.from, lastEndMs),
    };
  }

  /** One stretch at a time: demand windows that an edge cuts then lose their demand and no energy goes astray. */
  private async sum(point: MeterPoint, span: Period): Promise<BucketSum | undefined> {
    return (await this.ledger.sums(point, [span]))[0];
  }

  /** @param day the stretch in which meters are compared; null where the site has no load to compare with */
  private async meterItems(
    metered: readonly SiteMeter[],
    { zone }: SiteSummary,
    day: Period | null,
    nowMs: number,
  ): Promise<OverviewMeter[]> {
    const points = metered.flatMap(({ point }) => point ?? []);
    const found = await this.activities.findBy({ pointId: In(points.map(({ id }) => id)) });
    const activities = new Map(found.filter(({ accepted }) => Number(accepted) > 0).map((activity) => [activity.pointId, activity]));
    const totals = day ? await this.ledger.totals(points, day) : new Map<number, Total>();
    const energies = new Map<string, SpanEnergy>();
    for (const { meter, point } of metered)
      if (point && day) energies.set(meter.id, new LoadOverview(point, zone, nowMs).energy(day, totals.get(point.pointNumber)));
    const main = metered.find(({ meter }) => meter.main);
    const whole = main && energies.get(main.meter.id);
    return metered.map(({ meter, point }) => {
      const energy = energies.get(meter.id);
      const activity = point ? activities.get(point.id) : undefined;
      const share = energy && whole && !meter.main ? sharePercent(energy, whole) : null;
      return {
        id: meter.id,
        name: meter.name,
        main: meter.main,
        pointId: point?.id ?? null,
        energyKwh: energy?.energyKwh?.toNumber() ?? null,
        readings: energy?.readings ?? 0,
        expected: energy?.expected ?? 0,
        sharePercent: share?.toNumber() ?? null,
        last: activity && point ? formatInZone(activity.newestStart.getTime() + point.intervalSeconds * 1000, zone) : null,
      };
    });
  }
}
