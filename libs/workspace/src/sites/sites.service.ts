import { formatBusinessRegistrationNumber, HOME_ZONE, newId, Problem, parseBusinessRegistrationNumber } from '@maru/kernel';
import {
  changedOne,
  currentScope,
  Findable,
  type FindableProvider,
  type FoundThing,
  Notifications,
  nameLike,
  notifyStatement,
  platformProblems,
} from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { LessThanOrEqual, Repository } from 'typeorm';
import { SiteDirectory, type SiteSummary } from '../contract';
import { Site } from './site.entity';
import type { SiteBody, SiteItem, SitePatch } from './sites.dto';
import { SITES_TOPIC } from './working-sites';

@Injectable()
@Findable({ kind: 'workspace.site', permission: 'workspace.site.read' })
export class SitesService extends SiteDirectory implements FindableProvider {
  constructor(
    @InjectRepository(Site) private readonly sites: Repository<Site>,
    private readonly notifications: Notifications,
  ) {
    super();
  }

  async list(): Promise<SiteItem[]> {
    return (await this.sites.find({ order: { createdAt: 'ASC', id: 'ASC' } })).map(itemOf);
  }

  async listAsOf(at: Date): Promise<SiteSummary[]> {
    return (await this.sites.find({ where: { createdAt: LessThanOrEqual(at) }, order: { createdAt: 'ASC', id: 'ASC' } })).map(itemOf);
  }

  async named(pattern: string, atMost: number): Promise<FoundThing[]> {
    const sites = await this.sites.find({ where: { name: nameLike(pattern) }, order: { name: 'ASC', id: 'ASC' }, take: atMost });
    return sites.map(({ id, name, address }) => ({ id, name, sub: address, place: {} }));
  }

  async create(body: SiteBody): Promise<SiteItem> {
    const site = {
      id: newId(),
      name: body.name,
      businessRegistrationNumber: digitsOf(body.businessRegistrationNumber),
      ksicCode: body.ksicCode ?? null,
      zone: body.zone ?? HOME_ZONE,
      address: body.address ?? null,
      version: 1,
    };
    await this.sites.insert(site);
    await this.tell();
    return itemOf(site);
  }

  /** Every replica asks anew which sites the organisation's people may work for. */
  private async tell(): Promise<void> {
    const scope = currentScope();
    const made = { topic: SITES_TOPIC, key: String(scope.tenant.tenantId) };
    scope.afterCommit(() => this.notifications.here(made));
    await scope.query(notifyStatement(made));
  }

  async read(id: string): Promise<SiteItem> {
    const site = await this.sites.findOneBy({ id });
    if (!site) throw new Problem(platformProblems.notFound);
    return itemOf(site);
  }

  async change(id: string, version: number, patch: SitePatch): Promise<SiteItem> {
    const { businessRegistrationNumber: number, ...rest } = patch;
    const values = { ...rest, ...(number === undefined ? {} : { businessRegistrationNumber: digitsOf(number) }) };
    const { affected } = await this.sites.update({ id, version }, { ...values, version: version + 1 });
    changedOne(affected, affected === 1 || (await this.sites.findOneBy({ id })) !== null);
    return this.read(id);
  }

  async find(siteId: string): Promise<SiteSummary | null> {
    const site = await this.sites.findOneBy({ id: siteId });
    return site && itemOf(site);
  }

  async main(): Promise<SiteSummary | null> {
    const site = await this.sites.findOne({ where: {}, order: { createdAt: 'ASC', id: 'ASC' } });
    return site && itemOf(site);
  }
}

function digitsOf(text: string): string {
  const parsed = parseBusinessRegistrationNumber(text);
  if (!parsed.ok) throw new Error('the field was checked before');
  return parsed.digits;
}

function itemOf(site: Omit<Site, 'tenantId' | 'createdAt'>): SiteItem {
  return {
    id: site.id,
    name: site.name,
    businessRegistrationNumber: formatBusinessRegistrationNumber(site.businessRegistrationNumber),
    ksicCode: site.ksicCode,
    zone: site.zone,
    address: site.address,
    version: site.version,
  };
}
