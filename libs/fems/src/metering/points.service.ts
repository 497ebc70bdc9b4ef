import { newId, Problem } from '@maru/kernel';
import { changedOne, invalidField, type PageQuery, platformProblems } from '@maru/platform';
import { SiteDirectory } from '@maru/workspace/contract';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, Repository } from 'typeorm';
import { EnergyMeter } from './energy-meter.entity';
import { pageById } from './id-pages';
import { gridOffsetSeconds } from './interval-grid';
import { MeterPoint } from './meter-point.entity';
import { NumberSeries } from './number-series';
import { PointActivity } from './point-activity.entity';
import { fits } from './point-quantity';
import type { PointActivityItem, PointBody, PointItem, PointPage, PointPatch } from './points.dto';
import { unknownReference } from './unknown-reference';

@Injectable()
export class PointsService {
  constructor(
    @InjectRepository(MeterPoint) private readonly points: Repository<MeterPoint>,
    @InjectRepository(EnergyMeter) private readonly meters: Repository<EnergyMeter>,
    @InjectRepository(PointActivity) private readonly activities: Repository<PointActivity>,
    private readonly numbers: NumberSeries,
    private readonly sites: SiteDirectory,
  ) {}

  page(query: PageQuery): Promise<PointPage> {
    return pageById(this.points, query, async (points) => {
      const activities = await this.activities.findBy({ pointId: In(points.map(({ id }) => id)) });
      const byPoint = new Map(activities.map((activity) => [activity.pointId, activity]));
      return points.map((point) => itemOf(point, byPoint.get(point.id) ?? null));
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
    return itemOf(point, null);
  }

  async read(id: string): Promise<PointItem> {
    const point = await this.points.findOneBy({ id });
    if (!point) throw new Problem(platformProblems.notFound);
    return itemOf(point, await this.activities.findOneBy({ pointId: id }));
  }

  async change(id: string, version: number, { name }: PointPatch): Promise<PointItem> {
    const { affected } = await this.points.update({ id, version }, { name, version: version + 1 });
    changedOne(affected, affected === 1 || (await this.points.findOneBy({ id })) !== null);
    return this.read(id);
  }
}

function itemOf(point: Omit<MeterPoint, 'tenantId'>, activity: PointActivity | null): PointItem {
  const { id, meterId, name, quantity, unit, intervalSeconds, acquisitionMode, version } = point;
  return {
    id,
    meterId,
    name,
    quantity,
    unit: unit as PointItem['unit'],
    intervalSeconds,
    acquisitionMode,
    version,
    activity: activity && activityOf(activity),
  };
}

function activityOf({ lastReceivedAt, newestStart, accepted, corrected }: PointActivity): PointActivityItem {
  return {
    lastReceivedAt: lastReceivedAt.toISOString(),
    newestStart: newestStart.toISOString(),
    accepted: Number(accepted),
    corrected: Number(corrected),
  };
}
