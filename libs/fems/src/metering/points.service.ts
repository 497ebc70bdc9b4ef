import { newId, Problem } from '@maru/kernel';
import {
  changedOne,
  Findable,
  type FindableProvider,
  type FoundThing,
  invalidField,
  nameLike,
  type PageQuery,
  platformProblems,
  unknownReference,
} from '@maru/platform';
import { SiteDirectory } from '@maru/workspace/contract';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, Repository } from 'typeorm';
import { EnergyMeter } from './energy-meter.entity';
import { pageById } from './id-pages';
import { gridOffsetSeconds } from './interval-grid';
import { MeterPoint } from './meter-point.entity';
import { NewestReadingQuery } from './newest-reading.query';
import { NumberSeries } from './number-series';
import { PointActivity } from './point-activity.entity';
import { fits } from './point-quantity';
import type { PointBody, PointItem, PointPage, PointPatch } from './points.dto';
import { siteNames } from './site-names';

@Injectable()
@Findable({ kind: 'fems.point', permission: 'fems.meter.read' })
export class PointsService implements FindableProvider {
  constructor(
    @InjectRepository(MeterPoint) private readonly points: Repository<MeterPoint>,
    @InjectRepository(EnergyMeter) private readonly meters: Repository<EnergyMeter>,
    @InjectRepository(PointActivity) private readonly activities: Repository<PointActivity>,
    private readonly newest: NewestReadingQuery,
    private readonly numbers: NumberSeries,
    private readonly sites: SiteDirectory,
  ) {}

  page(query: PageQuery): Promise<PointPage> {
    return pageById(this.points, query, (points) => this.items(points));
  }

  /** Points are named alike from meter to meter: each says which meter's, and at which site. */
  async named(pattern: string, atMost: number): Promise<FoundThing[]> {
    const points = await this.points.find({ where: { name: nameLike(pattern) }, order: { name: 'ASC', id: 'ASC' }, take: atMost });
    const meters = await this.meters.findBy({ id: In(points.map(({ meterId }) => meterId)) });
    const sites = await siteNames(this.sites, meters);
    return points.flatMap(({ id, name, meterId, quantity }) => {
      const meter = meters.find((each) => each.id === meterId);
      if (!meter) return [];
      const { siteId } = meter;
      const sub = [sites.get(siteId), meter.name].filter(Boolean).join(' · ');
      return [{ id, name, sub, place: { siteId, meterId, quantity } }];
    });
  }

  private async items(points: readonly MeterPoint[]): Promise<PointItem[]> {
    const activities = await this.activities.findBy({ pointId: In(points.map(({ id }) => id)) });
    const numbers = new Map(points.map(({ id, pointNumber }) => [id, pointNumber]));
    const values = await this.newest.values(
      activities.map(({ pointId, newestStart }) => ({ pointNumber: numbers.get(pointId) as number, start: newestStart })),
    );
    const byPoint = new Map(activities.map((activity) => [activity.pointId, activity]));
    return points.map((point) => {
      const activity = byPoint.get(point.id);
      return itemOf(point, activity ? activityOf(activity, values.get(point.pointNumber) ?? null) : nothingCame);
    });
  }

  async create(body: PointBody): Promise<PointItem> {
    const { name, quantity, unit, intervalSeconds, acquisitionMode } = body;
    if (!fits(unit, quantity))
      throw invalidField('/unit', 'unit-of-other-quantity', {
        ko: '이 양을 재는 단위가 아닙니다. 유효전력량은 Wh, kWh, MWh, 무효전력량은 varh, kvarh, Mvarh입니다.',
        en: 'It is no unit of this quantity. Active energy is in Wh, kWh or MWh, reactive energy in varh, kvarh or Mvarh.',
      });
    const meter = await this.meters.findOneBy({ id: body.meterId.toLowerCase() });
    const site = meter && (await this.sites.find(meter.siteId));
    if (!meter || !site) throw unknownReference('/meterId', { ko: '이런 계량기가 없습니다.', en: 'There is no such meter.' });
    const point = {
      id: newId(),
      pointNumber: await this.numbers.next('meter_point'),
      meterId: meter.id,
      name,
      quantity,
      unit,
      intervalSeconds,
      gridOffsetSeconds: gridOffsetSeconds(intervalSeconds, site.zone, Date.now()),
      acquisitionMode,
      version: 1,
    };
    await this.points.insert(point);
    return itemOf(point, nothingCame);
  }

  async read(id: string): Promise<PointItem> {
    const point = await this.points.findOneBy({ id });
    if (!point) throw new Problem(platformProblems.notFound);
    const [item] = await this.items([point]);
    return item;
  }

  async change(id: string, version: number, { name }: PointPatch): Promise<PointItem> {
    const { affected } = await this.points.update({ id, version }, { name, version: version + 1 });
    changedOne(affected, affected === 1 || (await this.points.findOneBy({ id })) !== null);
    return this.read(id);
  }
}

type Came = Pick<PointItem, 'activity' | 'withdrawn'>;

const nothingCame: Came = { activity: null, withdrawn: null };

function itemOf(point: Omit<MeterPoint, 'tenantId'>, came: Came): PointItem {
  const { id, meterId, name, quantity, unit, intervalSeconds, acquisitionMode, version } = point;
  return { id, meterId, name, quantity, unit: unit as PointItem['unit'], intervalSeconds, acquisitionMode, version, ...came };
}

/** A point whose every reading was taken back has none, and is not one that nothing has come from. */
function activityOf(activity: PointActivity, newestValue: string | null): Came {
  const times = { lastReceivedAt: activity.lastReceivedAt.toISOString(), newestStart: activity.newestStart.toISOString() };
  const [accepted, corrected] = [Number(activity.accepted), Number(activity.corrected)];
  if (accepted <= 0) return { activity: null, withdrawn: times };
  return { activity: { ...times, newestValue, accepted, corrected }, withdrawn: null };
}
