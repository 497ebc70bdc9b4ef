import { newId } from '@maru/kernel';
import { Authenticator, type CatalogueEntry, defineModule, Subscriptions } from '@maru/platform';
import { type ModuleUnderTest, moduleUnderTest } from '@maru/platform/testing';
import { type MemberSummary, PersonDirectory, SiteDirectory, type SiteSummary } from '@maru/workspace/contract';
import { Global, Module } from '@nestjs/common';
import { fems } from '..';
import { IngestService } from '../ledger/ingest.service';
import type { IngestAnswer } from '../ledger/readings.dto';
import { MetersService } from '../metering/meters.service';
import type { PointBody } from '../metering/points.dto';
import { PointsService } from '../metering/points.service';
import { ReadingSourcesService } from '../metering/reading-sources.service';

/** Sites as the workspace's contract promises them, each in the zone that a test asks for. */
export class KnownSites extends SiteDirectory {
  private readonly sites = new Map<string, SiteSummary>();

  add(zone: string): SiteSummary {
    const site = { id: newId(), name: '제1공장', zone, businessRegistrationNumber: '999-99-00001', address: null };
    this.sites.set(site.id, site);
    return site;
  }

  async find(siteId: string): Promise<SiteSummary | null> {
    return this.sites.get(siteId) ?? null;
  }

  async main(): Promise<SiteSummary | null> {
    return this.sites.values().next().value ?? null;
  }

  async list(): Promise<SiteSummary[]> {
    return [...this.sites.values()];
  }

  listAsOf(): Promise<SiteSummary[]> {
    return this.list();
  }

  clear(): void {
    this.sites.clear();
  }
}

/** People as the workspace's contract promises them: those whom a test has named. */
export class KnownPeople extends PersonDirectory {
  readonly all = new Map<string, string>();

  async names(): Promise<ReadonlyMap<string, string>> {
    return this.all;
  }

  async members(): Promise<readonly MemberSummary[]> {
    return [...this.all].map(([personId, name]) => ({ id: personId, personId, name, employeeNumber: null }));
  }

  async employeeNumbers(): Promise<ReadonlyMap<string, string>> {
    return new Map();
  }
}

const sites = new KnownSites();
const people = new KnownPeople();

@Global()
@Module({
  providers: [
    { provide: PersonDirectory, useValue: people },
    { provide: SiteDirectory, useValue: sites },
    { provide: Authenticator, useValue: { authenticate: async () => null } },
    { provide: Subscriptions, useValue: { isSubscribed: async () => true } },
  ],
  exports: [PersonDirectory, SiteDirectory, Authenticator, Subscriptions],
})
class WorkspaceContract {}

const workspace: CatalogueEntry = {
  manifest: defineModule({
    id: 'workspace',
    name: { ko: '설정', en: 'Workspace' },
    summary: { ko: '계약만', en: 'Its contract alone' },
    version: '1.0.0',
    alwaysOn: true,
    requires: [],
    links: [],
    permissions: [],
    publishes: [],
    consumes: [],
    usageKinds: [],
    menu: [],
  }),
  module: WorkspaceContract,
  entities: [],
  migrations: [],
  problems: {},
};

type Tenant = Awaited<ReturnType<ModuleUnderTest['newTenant']>>;

/** One row of a batch as a client would write it. */
export interface SentRow {
  pointId: string;
  at: string;
  value: unknown;
  quality?: string;
}

/** FEMS on a database of its own, with what nearly every test needs first. */
export class FemsUnderTest {
  private constructor(
    readonly module: ModuleUnderTest,
    readonly sites: KnownSites,
    readonly people: KnownPeople,
  ) {}

  static async start(env: NodeJS.ProcessEnv = {}): Promise<FemsUnderTest> {
    sites.clear();
    people.all.clear();
    return new FemsUnderTest(await moduleUnderTest([workspace, fems], env), sites, people);
  }

  /** An organisation with a main meter, a point of it, and a source. */
  async plant(
    options: { zone?: string; point?: Partial<PointBody>; stamp?: 'intervalStart' | 'intervalEnd'; simulated?: boolean } = {},
  ): Promise<Plant> {
    const { zone = 'Asia/Seoul', point = {}, stamp = 'intervalStart', simulated = false } = options;
    const tenant = await this.module.newTenant({ simulated });
    const site = this.sites.add(zone);
    return this.module.asTenant(tenant, async () => {
      const meter = await this.module.get(MetersService).create({ siteId: site.id, name: '수전 계량기', main: true });
      const source = await this.module.get(ReadingSourcesService).create({ name: '한전 계량기 연계', stamp });
      const plant = new Plant(this.module, tenant, site, meter.id, source.id);
      plant.pointId = await plant.addPoint(point);
      return plant;
    });
  }

  close(): Promise<void> {
    return this.module.close();
  }
}

export class Plant {
  pointId: string;

  constructor(
    private readonly module: ModuleUnderTest,
    readonly tenant: Tenant,
    readonly site: SiteSummary,
    readonly meterId: string,
    readonly sourceId: string,
  ) {}

  /** Work in the plant's scope. */
  in<T>(work: () => Promise<T>): Promise<T> {
    return this.module.asTenant(this.tenant, work);
  }

  /** To be called in the plant's scope. */
  async addPoint(body: Partial<PointBody> = {}): Promise<string> {
    const point = await this.module.get(PointsService).create({
      meterId: this.meterId,
      name: '수전 유효전력량',
      quantity: 'activeEnergyImport',
      unit: 'kWh',
      intervalSeconds: 900,
      acquisitionMode: 'automatic',
      ...body,
    });
    return point.id;
  }

  send(readings: readonly unknown[], more: { sourceId?: string; reason?: string } = {}): Promise<IngestAnswer> {
    return this.in(() => this.module.get(IngestService).ingest({ sourceId: this.sourceId, readings, ...more }));
  }

  row(at: string, value: unknown, more: Partial<SentRow> = {}): SentRow {
    return { pointId: this.pointId, at, value, ...more };
  }
}
