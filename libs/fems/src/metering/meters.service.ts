import { newId, Problem } from '@maru/kernel';
import {
  changedOne,
  Findable,
  type FindableProvider,
  type FoundThing,
  nameLike,
  type PageQuery,
  platformProblems,
  sqlState,
  UNIQUE_VIOLATION,
  unknownReference,
} from '@maru/platform';
import { SiteDirectory } from '@maru/workspace/contract';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { femsProblems } from '../fems.problems';
import { EnergyMeter } from './energy-meter.entity';
import { pageById } from './id-pages';
import type { MeterBody, MeterItem, MeterPage, MeterPatch } from './meters.dto';
import { siteNames } from './site-names';

@Injectable()
@Findable({ kind: 'fems.meter', permission: 'fems.meter.read' })
export class MetersService implements FindableProvider {
  constructor(
    @InjectRepository(EnergyMeter) private readonly meters: Repository<EnergyMeter>,
    private readonly sites: SiteDirectory,
  ) {}

  page(query: PageQuery): Promise<MeterPage> {
    return pageById(this.meters, query, (rows) => rows.map(itemOf));
  }

  async named(pattern: string, atMost: number): Promise<FoundThing[]> {
    const meters = await this.meters.find({ where: { name: nameLike(pattern) }, order: { name: 'ASC', id: 'ASC' }, take: atMost });
    const sites = await siteNames(this.sites, meters);
    return meters.map(({ id, name, siteId }) => ({ id, name, sub: sites.get(siteId) ?? null, place: { siteId } }));
  }

  async create({ siteId, name, main = false }: MeterBody): Promise<MeterItem> {
    const site = await this.sites.find(siteId.toLowerCase());
    if (!site) throw unknownReference('/siteId', { ko: '이런 사업장이 없습니다.', en: 'There is no such site.' });
    const meter = { id: newId(), siteId: site.id, name, main, version: 1 };
    await onlyMain(this.meters.insert(meter));
    return itemOf(meter);
  }

  async read(id: string): Promise<MeterItem> {
    const meter = await this.meters.findOneBy({ id });
    if (!meter) throw new Problem(platformProblems.notFound);
    return itemOf(meter);
  }

  async change(id: string, version: number, { name, main }: MeterPatch): Promise<MeterItem> {
    // A field that was not sent is undefined, which an update leaves as it is.
    const { affected } = await onlyMain(this.meters.update({ id, version }, { name, main, version: version + 1 }));
    changedOne(affected, affected === 1 || (await this.meters.findOneBy({ id })) !== null);
    return this.read(id);
  }
}

/** The one unique key beside the id, which is always new, is the site's main meter. */
async function onlyMain<T>(written: Promise<T>): Promise<T> {
  try {
    return await written;
  } catch (error) {
    if (sqlState(error) !== UNIQUE_VIOLATION) throw error;
    const detail = {
      ko: '이 사업장에는 이미 대표 계량기가 있습니다. 먼저 그 계량기를 대표에서 빼 주세요.',
      en: 'The site has a main meter already. First make that one an ordinary meter.',
    };
    throw new Problem(femsProblems.mainMeterExists, { errors: [{ pointer: '/main', code: 'taken', detail }] });
  }
}

function itemOf({ id, siteId, name, main, version }: Omit<EnergyMeter, 'tenantId'>): MeterItem {
  return { id, siteId, name, main, version };
}
