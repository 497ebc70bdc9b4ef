import { newId } from '@maru/kernel';
import { IdentityDatabase, RolePool } from '@maru/platform';
import { ApiUnderTest, type TestPerson } from '../support/api-under-test';
import { tenantNumber } from '../support/estate';

interface Row {
  id: string;
  name: string;
  kind: string;
  companyCode: string;
  simulated: boolean;
  createdAt: string;
  subscriptions: { module: string; name: { ko: string }; since: string }[];
  health: { lastSignInDay: string | null; eventWaitingSince: string | null; failedTasks: number };
}
interface Page {
  items: Row[];
  next: string | null;
  service: { status: string; checks: Record<string, string> };
}

describe("the provider's list of organisations", () => {
  let api: ApiUnderTest;
  let provider: TestPerson;
  let factory: TestPerson;
  let office: TestPerson;

  beforeAll(async () => {
    api = await ApiUnderTest.start();
    provider = await api.organisation({ kind: 'provider' });
    factory = await api.organisation({ modules: ['fems'] });
    office = await api.organisation({ kind: 'programmeOffice', simulated: true });
  });
  afterAll(() => api.close());

  const page = async (query = '') =>
    (await api.request<Page>('GET', `/api/workspace/organisations${query}`, { token: provider.token })).body;
  const rowOf = async ({ organisationId }: TestPerson) => (await page('?limit=1000')).items.find(({ id }) => id === organisationId) as Row;

  it('says who takes part since when, subscribed to what, and how the service works for them', async () => {
    const today = new Date(Date.now() + 9 * 3_600_000).toISOString().slice(0, 10);
    expect(await rowOf(factory)).toEqual({
      id: factory.organisationId,
      name: expect.any(String),
      kind: 'manufacturer',
      companyCode: expect.any(String),
      simulated: false,
      createdAt: expect.any(String),
      subscriptions: [{ module: 'fems', name: expect.objectContaining({ ko: '에너지관리(FEMS)' }), since: expect.any(String) }],
      health: { lastSignInDay: today, eventWaitingSince: null, failedTasks: 0 },
    });
    expect(await rowOf(office)).toMatchObject({ simulated: true, kind: 'programmeOffice', subscriptions: [] });
    expect((await page()).service).toEqual({ status: 'ok', checks: { process: 'ok', database: 'ok' } });
  });

  it('shows what waits and what failed, of each organisation its own, and nothing of what it is', async () => {
    const number = await tenantNumber(api, factory.organisationId);
    await api.database.query(
      `insert into platform.outbox (tenant_id, event_id, type, payload, published_at)
       values ($1, $2, 'fems.secret-name.v1', '{"secret": "a trade secret"}', '2026-11-01T00:00:00Z'), ($1, $3, 'x', '{}', now())`,
      [number, newId(), newId()],
    );
    const failed = (ago: string) =>
      api.database.query(
        `insert into platform.task (tenant_id, task_id, kind, name, permission, input, requested_by, state, ended_at)
         values ($1, $2, 'fems.x', 'a secret file', 'fems.x.y', '{}', $2, 'failed', now() - $3::interval)`,
        [number, newId(), ago],
      );
    await failed('1 day');
    await failed('6 days');
    await failed('8 days');
    expect((await rowOf(factory)).health).toMatchObject({ eventWaitingSince: '2026-11-01T00:00:00.000Z', failedTasks: 2 });
    expect((await rowOf(office)).health).toMatchObject({ eventWaitingSince: null, failedTasks: 0 });
    expect(JSON.stringify(await page('?limit=1000'))).not.toContain('secret');
    await api.database.query("update platform.outbox set closed_at = now() where tenant_id = $1 and type <> 'x'", [number]);
    expect((await rowOf(factory)).health.eventWaitingSince).not.toBe('2026-11-01T00:00:00.000Z');
    await api.database.query('update platform.outbox set closed_at = now() where tenant_id = $1', [number]);
    expect((await rowOf(factory)).health.eventWaitingSince).toBeNull();
  });

  it('is found by a part of name or code, and by kind; signs of patterns are what they are', async () => {
    const { name, companyCode } = await rowOf(factory);
    expect((await page(`?text=${companyCode.slice(2)}`)).items.map(({ id }) => id)).toEqual([factory.organisationId]);
    expect((await page(`?text=${encodeURIComponent(name.toUpperCase())}`)).items.map(({ id }) => id)).toEqual([factory.organisationId]);
    expect((await page('?kind=programmeOffice')).items.map(({ id }) => id)).toEqual([office.organisationId]);
    expect((await page(`?kind=programmeOffice&text=${companyCode}`)).items).toEqual([]);
    for (const sign of ['_', '%', '\\']) expect((await page(`?text=${encodeURIComponent(sign)}`)).items).toEqual([]);
    for (const query of ['kind=nothing', 'text=', 'text=%ff', `text=${'x'.repeat(101)}`])
      expect((await api.request('GET', `/api/workspace/organisations?${query}`, { token: provider.token })).status).toBe(400);
  });

  it('goes on from page to page under a filter, each once', async () => {
    for (let n = 0; n < 5; n++) await api.organisation({ kind: 'supplier' });
    const seen: string[] = [];
    let query = '?kind=supplier&limit=2';
    for (let next: string | null = ''; next !== null; query = `?kind=supplier&limit=2&cursor=${next}`) {
      const found: Page = await page(query);
      seen.push(...found.items.map(({ id }) => id));
      next = found.next;
      if (next === null) break;
    }
    expect([seen.length, new Set(seen).size]).toEqual([5, 5]);
  });

  it('is the provider’s alone', async () => {
    for (const person of [factory, office])
      expect((await api.request('GET', '/api/workspace/organisations', { token: person.token })).status).toBe(403);
  });

  it('is read by a role that could not read more of events and tasks, and of no organisation without its number', async () => {
    const pool = new RolePool(api.database.config, 'maru_identity', 1);
    const number = await tenantNumber(api, factory.organisationId);
    try {
      for (const statement of [
        'select payload from platform.outbox where tenant_id = $1',
        'select type from platform.outbox where tenant_id = $1',
        'select name from platform.task where tenant_id = $1',
        'select input, outcome from platform.task where tenant_id = $1',
        'select event_id from platform.usage_event where tenant_id = $1',
      ])
        await expect(pool.transaction((transaction) => transaction.query(statement, [number]), number)).rejects.toMatchObject({
          code: '42501',
        });
      const other = await tenantNumber(api, office.organisationId);
      const seen = await pool.transaction(
        (transaction) => transaction.query('select state from platform.task where tenant_id = $1', [number]),
        other,
      );
      expect(seen).toEqual([]);
    } finally {
      await pool.close();
    }
    expect(await api.app.get(IdentityDatabase).ofTenants([], 'select 1')).toEqual(new Map());
  });
});
