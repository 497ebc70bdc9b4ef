import { Problem } from '@maru/kernel';
import { invalidField, unknownReference } from '@maru/platform';
import { SiteDirectory, type SiteSummary } from '@maru/workspace/contract';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { femsProblems } from '../fems.problems';
import { askedSite } from './asked-site';
import { EnergyMeter } from './energy-meter.entity';
import { MeterPoint } from './meter-point.entity';

export interface PlacedPoint {
  readonly point: MeterPoint;
  /** Where its meter stands: days and months are cut in the site's zone. */
  readonly site: SiteSummary;
}

/** Finds the point that a question is about, and the site in whose zone it is answered. */
@Injectable()
export class PointFinder {
  constructor(
    @InjectRepository(MeterPoint) private readonly points: Repository<MeterPoint>,
    @InjectRepository(EnergyMeter) private readonly meters: Repository<EnergyMeter>,
    private readonly sites: SiteDirectory,
  ) {}

  /** @throws Problem 404 naming ?pointId */
  async find(pointId: string): Promise<PlacedPoint> {
    const point = await this.points.findOneBy({ id: pointId.toLowerCase() });
    const meter = point && (await this.meters.findOneBy({ id: point.meterId }));
    const site = meter && (await this.sites.find(meter.siteId));
    if (!point || !site) throw unknownReference('?pointId', { ko: '이런 계측 항목이 없습니다.', en: 'There is no such point.' });
    return { point, site };
  }

  /**
   * The point that energy and demand are asked of: the one named, else the active import of the main meter of a site.
   * @throws Problem 404, 422 where the point measures something else, 400 where both are named
   */
  async activeImport(pointId: string | undefined, siteId: string | undefined): Promise<PlacedPoint> {
    if (pointId === undefined) return this.mainImport(siteId);
    if (siteId !== undefined)
      throw invalidField('?siteId', 'not-with-point-id', {
        ko: 'pointId와 함께 보낼 수 없습니다.',
        en: 'It cannot be sent together with pointId.',
      });
    const placed = await this.find(pointId);
    if (placed.point.quantity === 'activeEnergyImport') return placed;
    throw new Problem(femsProblems.notActiveImport, {
      errors: [
        {
          pointer: '?pointId',
          code: 'not-active-import',
          detail: { ko: '유효전력량(수전) 계측 항목이 아닙니다.', en: `This point measures ${placed.point.quantity}.` },
        },
      ],
    });
  }

  /**
   * The active import of the main meter of a site, or of the organisation's main site.
   * @throws Problem 404 that says what is missing
   */
  private async mainImport(siteId: string | undefined): Promise<PlacedPoint> {
    const site = await askedSite(this.sites, siteId);
    if (!site)
      throw new Problem(femsProblems.noMainImport, { detail: { ko: '먼저 사업장을 등록해 주세요.', en: 'Register a site first.' } });
    const meter = await this.meters.findOneBy({ siteId: site.id, main: true });
    const point =
      meter && (await this.points.findOne({ where: { meterId: meter.id, quantity: 'activeEnergyImport' }, order: { pointNumber: 'ASC' } }));
    if (point) return { point, site };
    throw new Problem(femsProblems.noMainImport, {
      detail: meter
        ? {
            ko: `${site.name}의 대표 계량기 '${meter.name}'에 유효전력량(수전) 계측 항목을 추가해 주세요.`,
            en: `Add a point for active energy import (activeEnergyImport) to '${meter.name}', the main meter of ${site.name}.`,
          }
        : {
            ko: `${site.name}에 대표 계량기를 등록하고 유효전력량(수전) 계측 항목을 추가해 주세요.`,
            en: `Register a main meter for ${site.name} and add a point for active energy import (activeEnergyImport) to it.`,
          },
    });
  }
}
