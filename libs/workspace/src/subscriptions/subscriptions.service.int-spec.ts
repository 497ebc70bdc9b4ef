import { type CatalogueEntry, defineModule, Subscriptions, type TenantIdentity } from '@maru/platform';
import { eventually, type ModuleUnderTest, moduleUnderTest } from '@maru/platform/testing';
import { workspace } from '../index';
import { SitesService } from '../sites/sites.service';
import { SubscriptionsService } from './subscriptions.service';
import { SuggestedModulesService } from './suggested-modules.service';

const entry = (id: string, requires: string[], links: string[] = []): CatalogueEntry => ({
  manifest: defineModule({
    id,
    name: { ko: `모듈 ${id}`, en: `Module ${id}` },
    summary: { ko: id, en: id },
    version: '1.0.0',
    requires: ['workspace', ...requires],
    links,
    permissions: [
      { id: `${id}.thing.read`, label: { ko: '보기', en: 'See' }, kinds: ['manufacturer'], roles: ['owner'] },
      { id: `${id}.thing.ingest`, label: { ko: '보내기', en: 'Send' }, kinds: ['manufacturer'], roles: ['owner'], device: true },
    ],
    publishes: [],
    consumes: [],
    usageKinds: ['read'],
    menu: [{ id: 'things', path: `/${id}/things`, label: { ko: '목록', en: 'Things' }, permission: `${id}.thing.read` }],
  }),
  module: class {},
  entities: [],
  migrations: [],
  problems: {},
});

/** `order` cannot do without `stock`; `fems` stands alone, as the list of suggestions knows it. */
const entries = [workspace, entry('stock', [], ['order']), entry('order', ['stock']), entry('fems', [])];

describe('subscriptions of modules that need each other', () => {
  let module: ModuleUnderTest;
  let tenant: TenantIdentity;
  let service: SubscriptionsService;

  beforeAll(async () => {
    module = await moduleUnderTest(entries);
    service = module.get(SubscriptionsService);
  });
  beforeEach(async () => {
    tenant = await module.newTenant();
  });
  afterAll(() => module.close());

  const change = (id: string, kind: 'start' | 'end', effectiveAt?: string) =>
    module.asTenant(tenant, () => service.change({ module: id, kind, effectiveAt }));
  const refusal = (id: string, kind: 'start' | 'end', effectiveAt?: string) =>
    change(id, kind, effectiveAt).then(
      () => null,
      (problem) => [problem.type.type, problem.detail?.ko],
    );
  const list = () => module.asTenant(tenant, () => service.list());
  const later = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();

  it('are listed with what each needs, is linked to, is needed by and brings', async () => {
    await change('stock', 'start');
    await change('order', 'start');
    expect((await list()).map((item) => ({ ...item, intervals: item.intervals.length }))).toEqual([
      expect.objectContaining({ module: 'stock', requires: [], links: ['order'], neededBy: ['order'], subscribed: true, intervals: 1 }),
      expect.objectContaining({ module: 'order', requires: ['stock'], links: [], neededBy: [], subscribed: true, intervals: 1 }),
      expect.objectContaining({
        module: 'fems',
        subscribed: false,
        intervals: 0,
        pages: [{ ko: '목록', en: 'Things' }],
        deviceActions: [{ ko: '보내기', en: 'Send' }],
      }),
    ]);
  });

  it('start after what they need, and end before it; the answer says which', async () => {
    expect(await refusal('order', 'start')).toEqual(['workspace/required-module-missing', '먼저 구독해야 하는 모듈: 모듈 stock']);
    await change('stock', 'start');
    await change('order', 'start');
    expect(await refusal('stock', 'end')).toEqual(['workspace/module-needed', '먼저 구독을 끝내야 하는 모듈: 모듈 order']);
    expect(await refusal('stock', 'end', later(60))).toEqual(['workspace/module-needed', '먼저 구독을 끝내야 하는 모듈: 모듈 order']);
    await change('order', 'end');
    expect(await refusal('stock', 'end')).toBeNull();
  });

  it('that end at a set time hold what they need until then and no longer', async () => {
    await change('stock', 'start');
    await change('order', 'start');
    const end = later(3_600);
    await change('order', 'end', end);
    expect(await refusal('stock', 'end', later(1_800))).toEqual(['workspace/module-needed', expect.any(String)]);
    expect(await refusal('stock', 'end', end)).toBeNull();
    // The other way round: what will end cannot be built upon.
    expect(await refusal('order', 'start', end)).toEqual(['workspace/required-module-missing', expect.any(String)]);
  });

  it('do not slip past each other when they are changed at the same time', async () => {
    for (let round = 0; round < 5; round++) {
      tenant = await module.newTenant();
      await change('stock', 'start');
      await Promise.allSettled([change('stock', 'end'), change('order', 'start')]);
      const [stock, order] = await list();
      expect([round, order.subscribed && !stock.subscribed]).toEqual([round, false]);
    }
  });

  it('count at once for whoever asks', async () => {
    const subscriptions = module.get(Subscriptions);
    expect(await subscriptions.isSubscribed(tenant.tenantId, 'fems', new Date())).toBe(false);
    await change('fems', 'start');
    await eventually(() => subscriptions.isSubscribed(tenant.tenantId, 'fems', new Date()));
    await change('fems', 'end');
    await eventually(async () => !(await subscriptions.isSubscribed(tenant.tenantId, 'fems', new Date())));
  });

  describe('suggested by the industries of sites', () => {
    const site = (name: string, ksicCode: string | null) =>
      module.asTenant(tenant, () => module.get(SitesService).create({ name, businessRegistrationNumber: '999-99-00010', ksicCode }));
    const suggested = () => module.asTenant(tenant, () => module.get(SuggestedModulesService).list());

    it('come with the reason and the sites, once for a module, and with what is known of the list', async () => {
      await site('제강', 'C24112');
      await site('압연', '24121');
      await site('식품', 'C10');
      await site('본사', null);
      await site('창고', 'H52');
      await change('fems', 'start');
      const { items, ...rest } = await suggested();
      expect(rest).toEqual({
        sitesWithoutCode: 1,
        version: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
        classification: { ko: expect.stringContaining('제11차'), en: expect.stringContaining('11th') },
      });
      expect(items).toHaveLength(1);
      expect(items[0]).toMatchObject({ module: 'fems', name: { ko: '모듈 fems' }, subscribed: true });
      expect(items[0].reasons.map(({ division, sites }) => [division, sites.map(({ name }) => name).sort()])).toEqual([
        ['24', ['압연', '제강']],
        ['10', ['식품']],
      ]);
      expect(items[0].reasons[0].reason.ko).toContain('전기로');
    });

    it('are none where no site says what it makes', async () => {
      expect(await suggested()).toMatchObject({ items: [], sitesWithoutCode: 0 });
    });
  });
});

describe('suggested modules', () => {
  it('are those that exist', async () => {
    const module = await moduleUnderTest([workspace]);
    try {
      const tenant = await module.newTenant();
      await module.asTenant(tenant, () =>
        module.get(SitesService).create({ name: '제강', businessRegistrationNumber: '999-99-00010', ksicCode: 'C24112' }),
      );
      expect((await module.asTenant(tenant, () => module.get(SuggestedModulesService).list())).items).toEqual([]);
    } finally {
      await module.close();
    }
  });
});
