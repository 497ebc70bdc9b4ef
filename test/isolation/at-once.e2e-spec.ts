import { newId } from '@maru/kernel';
import { EventRunner, Subscriptions } from '@maru/platform';
import { eventually } from '@maru/platform/testing';
import { ApiUnderTest, type TestPerson } from '../support/api-under-test';
import { CuttableProxy } from '../support/cuttable-proxy';
import { tenantNumber } from '../support/estate';
import { asAdmin, databaseWithProbe, entriesWithProbe, WorkerUnderTest } from '../support/house-under-test';

const AT_ONCE_MS = 1_000;

/** What is decided on one replica holds on every other, and in every running job, at once. */
describe('a decision made on one replica', () => {
  let here: ApiUnderTest;
  let there: ApiUnderTest;
  let worker: WorkerUnderTest;
  let owner: TestPerson;

  beforeAll(async () => {
    const database = await databaseWithProbe();
    here = await ApiUnderTest.on(database, entriesWithProbe);
    there = await ApiUnderTest.on(database, entriesWithProbe);
    worker = await WorkerUnderTest.on(database);
    owner = await here.organisation({ modules: ['probe'] });
  });
  afterAll(async () => {
    await worker.stop();
    await there.stop();
    await here.close();
  });

  const change = (kind: 'start' | 'end', effectiveAt?: string) =>
    here.request('POST', '/api/workspace/subscription-changes', {
      token: owner.token,
      body: { module: 'probe', kind, ...(effectiveAt ? { effectiveAt } : {}) },
    });
  const statusThere = async () => (await there.request('GET', '/api/probe/things', { token: owner.token })).status;
  const isSubscribed = async () =>
    worker.get(Subscriptions).isSubscribed(await tenantNumber(here, owner.organisationId), 'probe', new Date());

  /** Waits for the other replica, and tells in how many milliseconds it knew. */
  const within = async (known: () => Promise<boolean>) => {
    const before = performance.now();
    await eventually(known, AT_ONCE_MS);
    return performance.now() - before;
  };

  it('to end a subscription, and to begin it again', async () => {
    expect(await statusThere()).toBe(200);
    expect(await isSubscribed()).toBe(true);
    expect((await change('end')).status).toBe(201);
    expect(await within(async () => (await statusThere()) === 403)).toBeLessThan(AT_ONCE_MS);
    expect(await within(async () => !(await isSubscribed()))).toBeLessThan(AT_ONCE_MS);
    expect((await change('start')).status).toBe(201);
    expect(await within(async () => (await statusThere()) === 200)).toBeLessThan(AT_ONCE_MS);
    expect(await within(isSubscribed)).toBeLessThan(AT_ONCE_MS);
  });

  it('to end a subscription stops the jobs of the module, which wait', async () => {
    const tenantId = await tenantNumber(here, owner.organisationId);
    const made = await here.request<{ id: string }>('POST', '/api/probe/things', {
      token: owner.token,
      body: { name: `waits ${newId()}` },
    });
    expect(made.status).toBe(201);
    const events = () =>
      asAdmin(
        here.database,
        async (client) =>
          (await client.query<{ event_id: string }>('select event_id from platform.outbox where tenant_id = $1', [tenantId])).rows,
      );
    const effects = () =>
      asAdmin(
        here.database,
        async (client) => (await client.query('select 1 from probe.effect where tenant_id = $1', [tenantId])).rowCount,
      );
    const [{ event_id: eventId }] = await events();
    const job = { tenantId, eventId, consumer: 'probe.count-things', attempt: 1 };
    await change('end');
    await within(async () => !(await isSubscribed()));
    await worker.get(EventRunner).run(job);
    expect(await effects()).toBe(0);
    await change('start');
    await within(isSubscribed);
    await worker.get(EventRunner).run(job);
    expect(await effects()).toBe(1);
  });

  it('to end a subscription at a time holds from that time on, without any news', async () => {
    const inAMoment = new Date(Date.now() + 700);
    expect((await change('end', inAMoment.toISOString())).status).toBe(201);
    expect(await statusThere()).toBe(200);
    await eventually(async () => (await statusThere()) === 403, 700 + AT_ONCE_MS);
    expect(Date.now()).toBeGreaterThanOrEqual(inAMoment.getTime());
    await change('start');
  });

  it('to revoke a device key', async () => {
    const { body } = await here.request<{ id: string; key: string }>('POST', '/api/workspace/device-keys', {
      token: owner.token,
      body: { name: 'gateway', scopes: ['probe.thing.write'] },
    });
    const send = async () => (await there.request('POST', '/api/probe/things', { token: body.key, body: { name: newId() } })).status;
    expect(await send()).toBe(201);
    expect((await here.request('DELETE', `/api/workspace/device-keys/${body.id}`, { token: owner.token })).status).toBe(204);
    expect(await within(async () => (await send()) === 401)).toBeLessThan(AT_ONCE_MS);
  });

  it('holds on that replica for the very next request', async () => {
    const statusHere = async (token: string) => (await here.request('GET', '/api/probe/things', { token })).status;
    for (let round = 0; round < 5; round++) {
      await change('end');
      expect(await statusHere(owner.token)).toBe(403);
      await change('start');
      expect(await statusHere(owner.token)).toBe(200);
      const second = await here.signIn(owner.email);
      expect(await statusHere(second.token)).toBe(200);
      await here.request('DELETE', '/api/sessions/current', { token: second.token });
      expect(await statusHere(second.token)).toBe(401);
      const { body } = await here.request<{ id: string; key: string }>('POST', '/api/workspace/device-keys', {
        token: owner.token,
        body: { name: 'gateway', scopes: ['probe.thing.write'] },
      });
      const send = async () => (await here.request('POST', '/api/probe/things', { token: body.key, body: { name: newId() } })).status;
      expect(await send()).toBe(201);
      await here.request('DELETE', `/api/workspace/device-keys/${body.id}`, { token: owner.token });
      expect(await send()).toBe(401);
    }
  });

  it('to sign out', async () => {
    const second = await here.signIn(owner.email);
    const status = async () => (await there.request('GET', '/api/me', { token: second.token })).status;
    expect(await status()).toBe(200);
    await here.request('DELETE', '/api/sessions/current', { token: second.token });
    expect(await within(async () => (await status()) === 401)).toBeLessThan(AT_ONCE_MS);
  });

  it('holds although the news of it cannot be heard', async () => {
    expect(await statusThere()).toBe(200);
    const deaf =
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'maru_notifications'";
    await asAdmin(here.database, (client) => client.query(deaf));
    await change('end');
    expect(await within(async () => (await statusThere()) === 403)).toBeLessThan(AT_ONCE_MS);
    await change('start');
    expect(await within(async () => (await statusThere()) === 200)).toBeLessThan(AT_ONCE_MS);
  });
});

describe('a replica whose news no longer come through', () => {
  it('finds out by itself and asks the database instead', async () => {
    const database = await databaseWithProbe();
    const { hostname, port } = database.config.databaseUrl;
    const proxy = await CuttableProxy.to(hostname, Number(port));
    const databaseUrl = new URL(database.config.databaseUrl);
    databaseUrl.port = String(proxy.port);
    const here = await ApiUnderTest.on(database, entriesWithProbe);
    const there = await ApiUnderTest.on({ ...database, config: { ...database.config, databaseUrl } }, entriesWithProbe);
    try {
      const owner = await here.organisation({ modules: ['probe'] });
      const statusThere = async () => (await there.request('GET', '/api/probe/things', { token: owner.token })).status;
      expect(await statusThere()).toBe(200);
      expect(proxy.freeze('maru_notifications')).toBeGreaterThan(0);
      await here.request('POST', '/api/workspace/subscription-changes', { token: owner.token, body: { module: 'probe', kind: 'end' } });
      await eventually(async () => (await statusThere()) === 403, 8_000);
    } finally {
      await there.stop();
      await here.close();
      await proxy.cut();
    }
  });
});
