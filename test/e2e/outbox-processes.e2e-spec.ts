import { eventually, type TestDatabase } from '@maru/platform/testing';
import { Redis } from 'ioredis';
import { Relay } from '../../libs/platform/src/outbox/relay';
import type { EmbeddedRedis } from '../../tools/embedded-redis.mjs';
import { asAdmin, databaseWithProbe, WorkerUnderTest } from '../support/house-under-test';
import { OutboxScene } from '../support/outbox-scene';
import { ProbeRecord } from '../support/probe';
import { testRedisUrl } from '../support/redis-for-tests';
import { makeTestFolder, removeTestFolder, startTestRedis } from '../support/test-servers.mjs';

/** Workers come, go and meet; the queue goes away and comes back. */
describe('workers that carry events', () => {
  let database: TestDatabase;
  let folder: string;
  let redis: EmbeddedRedis;

  beforeAll(async () => {
    testRedisUrl('outbox');
    folder = makeTestFolder();
    redis = (await startTestRedis(folder)) as EmbeddedRedis;
    database = await databaseWithProbe({ REDIS_URL: redis.url, DATABASE_POOL_SIZE: '10' });
  });
  afterAll(async () => {
    await database.drop();
    await removeTestFolder(folder);
  });

  /** A worker that has not begun yet, and an organisation whose events it is to carry. */
  const prepared = async () => {
    const worker = await WorkerUnderTest.on(database);
    const scene = new OutboxScene(database, worker);
    return { worker, scene, tenant: await scene.tenant() };
  };
  /** A worker at work: it has carried the organisation's first event. */
  const atWork = async () => {
    const { worker, scene, tenant } = await prepared();
    worker.start();
    await scene.publish(tenant, { mark: 'before' });
    await eventually(async () => (await scene.open(tenant)) === 0);
    return { worker, scene, tenant };
  };
  /** Ends the queue's server, and hands out what begins it again at the same address. */
  const takeQueueAway = async () => {
    const { port, url } = redis;
    await redis.stop();
    return async () => {
      redis = (await startTestRedis(folder, { port, password: new URL(url).password })) as EmbeddedRedis;
    };
  };
  const twice = (effects: string[]) => effects.filter((effect, position) => effects.indexOf(effect) !== position);

  it('share the work, and none of it is done twice', async () => {
    const workers = [await WorkerUnderTest.on(database), await WorkerUnderTest.on(database), await WorkerUnderTest.on(database)];
    const scene = new OutboxScene(database, workers[0]);
    const tenants = await Promise.all([scene.tenant(), scene.tenant(), scene.tenant()]);
    for (const tenant of tenants) await scene.publishMany(tenant, 60);
    for (const worker of workers) worker.start();
    for (const tenant of tenants) {
      await eventually(async () => (await scene.open(tenant)) === 0, 30_000);
      const effects = await scene.effects(tenant);
      expect(effects).toHaveLength(120);
      expect(twice(effects)).toEqual([]);
    }
    const shares = workers.map((worker) => worker.get(ProbeRecord).handled.length);
    expect(shares.reduce((sum, share) => sum + share)).toBe(180);
    for (const share of shares) expect(share).toBeGreaterThan(0);
    for (const worker of workers) await worker.stop();
  });

  it('finish what they are at before they stop, and leave the rest to the next', async () => {
    const first = await WorkerUnderTest.on(database);
    const scene = new OutboxScene(database, first);
    const tenant = await scene.tenant();
    const gate = Promise.withResolvers<void>();
    first.get(ProbeRecord).gate = gate.promise;
    await scene.publishMany(tenant, 40);
    first.start();
    await eventually(() => first.get(ProbeRecord).waiting > 2);
    const begun = first.get(ProbeRecord).waiting;
    const stopped = first.stop();
    gate.resolve();
    await stopped;
    const done = (await scene.effects(tenant)).filter((effect) => effect.startsWith('count-things')).length;
    expect(done).toBeGreaterThanOrEqual(begun);
    const next = await WorkerUnderTest.on(database);
    next.start();
    await scene.skipPause(tenant);
    next.get(Relay).wake([tenant.tenantId]);
    await eventually(async () => (await scene.open(tenant)) === 0, 30_000);
    const effects = await scene.effects(tenant);
    expect(effects).toHaveLength(80);
    expect(twice(effects)).toEqual([]);
    await next.stop();
  });

  it('go on by themselves when the queue was away for a while', async () => {
    const { worker, scene, tenant } = await atWork();
    const bringQueueBack = await takeQueueAway();
    await scene.publish(tenant, { mark: 'meanwhile' });
    await bringQueueBack();
    await scene.skipPause(tenant);
    worker.get(Relay).wake([tenant.tenantId]);
    await eventually(async () => (await scene.open(tenant)) === 0, 30_000);
    const effects = await scene.effects(tenant);
    expect(effects).toHaveLength(4);
    expect(twice(effects)).toEqual([]);
    await worker.stop();
  });

  it('stop in bounded time although the queue is away', async () => {
    const { worker, scene, tenant } = await atWork();
    const bringQueueBack = await takeQueueAway();
    await scene.publish(tenant, { mark: 'never put in line' });
    worker.get(Relay).wake([tenant.tenantId]);
    const before = performance.now();
    await worker.stop();
    expect(performance.now() - before).toBeLessThan(15_000);
    expect(await scene.open(tenant)).toBe(1);
    await bringQueueBack();
  });

  it('put ids into the queue and no data of a tenant', async () => {
    const { worker, scene, tenant } = await prepared();
    const gate = Promise.withResolvers<void>();
    worker.get(ProbeRecord).gate = gate.promise;
    await scene.publishMany(tenant, 30);
    await scene.publish(tenant, { mark: 'a trade secret' });
    worker.start();
    const client = new Redis(redis.url);
    await eventually(async () => (await client.keys('*')).length > 10);
    const dump = async (key: string) => ((await client.type(key)) === 'hash' ? JSON.stringify(await client.hgetall(key)) : '');
    const kept = (await Promise.all((await client.keys('*')).map(dump))).join('\n');
    expect(kept).toContain('probe.count-things');
    expect(kept).not.toContain('many 1');
    expect(kept).not.toContain('a trade secret');
    client.disconnect();
    gate.resolve();
    await worker.stop();
  });

  it('forget closed events of more than a month ago, and nothing that is open', async () => {
    const { worker, scene, tenant } = await prepared();
    await scene.publishMany(tenant, 3);
    const [old, fresh, open] = await scene.outbox(tenant);
    await asAdmin(database, async (client) => {
      const inbox =
        "insert into platform.inbox (tenant_id, event_id, consumer, handled_at) values ($1, $2, 'probe.count-things', now() - interval '31 days')";
      for (const { event_id } of [old, open]) await client.query(inbox, [tenant.tenantId, event_id]);
      const close =
        'update platform.outbox set published_at = now() - $3::interval, closed_at = now() - $3::interval where tenant_id = $1 and event_id = $2';
      await client.query(close, [tenant.tenantId, old.event_id, '31 days']);
      await client.query(close, [tenant.tenantId, fresh.event_id, '29 days']);
      await client.query("update platform.outbox set published_at = now() - interval '90 days' where tenant_id = $1 and event_id = $2", [
        tenant.tenantId,
        open.event_id,
      ]);
    });
    await worker.get(Relay).forgetOld();
    expect((await scene.outbox(tenant)).map(({ event_id }) => event_id)).toEqual([fresh.event_id, open.event_id].sort());
    const inbox = await asAdmin(
      database,
      async (client) => (await client.query('select event_id from platform.inbox where tenant_id = $1', [tenant.tenantId])).rows,
    );
    expect(inbox).toEqual([{ event_id: open.event_id }]);
    await worker.stop();
  });
});
