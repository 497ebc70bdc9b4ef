import { EventRunner, Events } from '@maru/platform';
import { eventually, type TestDatabase } from '@maru/platform/testing';
import { Redis } from 'ioredis';
import { EventQueue } from '../../libs/platform/src/outbox/event-queue';
import { Relay } from '../../libs/platform/src/outbox/relay';
import { databaseWithProbe, WorkerUnderTest } from '../support/house-under-test';
import { OutboxScene } from '../support/outbox-scene';
import { ProbeRecord } from '../support/probe';
import { testRedisUrl } from '../support/redis-for-tests';

const BOTH = (mark: string) => [`count-things ${mark}`, `taste-things ${mark}`];
/** Jobs of a tenant that may stand in line before another's: 50 events of two consumers, and what runs already. */
const LINE_MAX = 50 * 2 + 16;

function newGate(): { promise: Promise<void>; open: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { promise, open: resolve };
}

describe('events between modules', () => {
  let database: TestDatabase;
  let worker: WorkerUnderTest;
  let scene: OutboxScene;
  let redis: Redis;

  const relay = () => worker.get(Relay);
  const record = () => worker.get(ProbeRecord);

  beforeAll(async () => {
    const url = testRedisUrl('outbox');
    redis = new Redis(url);
    await redis.flushdb();
    database = await databaseWithProbe({ REDIS_URL: url, DATABASE_POOL_SIZE: '12' });
    worker = await WorkerUnderTest.on(database);
    scene = new OutboxScene(database, worker);
    worker.start();
  });
  afterAll(async () => {
    await worker.stop();
    await database.drop();
    redis.disconnect();
  });

  it('reach every consumer once, and are closed when the last is done', async () => {
    const tenant = await scene.tenant();
    await scene.publish(tenant, { mark: 'a' });
    await eventually(async () => (await scene.open(tenant)) === 0);
    expect(await scene.effects(tenant)).toEqual(BOTH('a'));
  });

  it('that nobody consumes are closed at once', async () => {
    const tenant = await scene.tenant();
    await scene.publish(tenant, { mark: 'a' }, 'probe.thing-noted.v1');
    await eventually(async () => (await scene.outbox(tenant)).every(({ closed }) => closed));
    expect(await scene.effects(tenant)).toEqual([]);
  });

  it('of a change that was undone were never there', async () => {
    const tenant = await scene.tenant();
    const undone = scene.within(tenant, async () => {
      worker.get(Events).publish({ type: 'probe.thing-made.v1', payload: { mark: 'undone' } });
      throw new Error('undo it');
    });
    await expect(undone).rejects.toThrow('undo it');
    expect(await scene.outbox(tenant)).toEqual([]);
  });

  it('are effective once although they are delivered many times at once', async () => {
    const tenant = await scene.tenant({ subscribed: false });
    await scene.publish(tenant, { mark: 'many times' });
    await scene.subscription(tenant, 'start');
    const [{ event_id: eventId }] = await scene.outbox(tenant);
    const job = { tenantId: tenant.tenantId, eventId, consumer: 'probe.count-things', attempt: 1 };
    await Promise.all(Array.from({ length: 10 }, () => worker.get(EventRunner).run(job)));
    await worker.get(EventRunner).run(job);
    expect((await scene.effects(tenant)).filter((effect) => effect.startsWith('count-things'))).toEqual(['count-things many times']);
  });

  it('survive a process that dies between taking them and putting them in line', async () => {
    const tenant = await scene.tenant();
    const add = jest.spyOn(worker.get(EventQueue), 'add').mockRejectedValue(new Error('the process died here'));
    await scene.publish(tenant, { mark: 'dropped' });
    await eventually(async () => (await scene.outbox(tenant))[0].attempts === 1);
    await eventually(() => add.mock.calls.length > 0);
    add.mockRestore();
    await relay().sweep();
    expect(await scene.effects(tenant)).toEqual([]);
    await scene.skipPause(tenant);
    await relay().sweep();
    await eventually(async () => (await scene.open(tenant)) === 0);
    expect(await scene.effects(tenant)).toEqual(BOTH('dropped'));
  });

  it('survive an emptied queue', async () => {
    const tenant = await scene.tenant();
    const gate = newGate();
    record().gate = gate.promise;
    record().waiting = 0;
    await scene.publishMany(tenant, 30);
    relay().wake([tenant.tenantId]);
    // The handlers that may run at a time stand in the middle of their work, the other jobs wait in Redis.
    await eventually(async () => record().waiting > 0 && (await redis.dbsize()) > 0);
    await eventually(async () => (await scene.outbox(tenant)).every(({ attempts }) => attempts === 1));
    await redis.flushdb();
    record().gate = null;
    gate.open();
    await scene.skipPause(tenant);
    await relay().sweep();
    await eventually(async () => (await scene.open(tenant)) === 0);
    const effects = await scene.effects(tenant);
    expect(effects).toHaveLength(60);
    expect(new Set(effects).size).toBe(60);
  });

  it('are relayed in whatever order they are committed', async () => {
    const tenant = await scene.tenant();
    const gate = newGate();
    const begun = newGate();
    const slow = scene.within(tenant, async () => {
      worker.get(Events).publish({ type: 'probe.thing-made.v1', payload: { mark: 'began first' } });
      begun.open();
      await gate.promise;
    });
    await begun.promise;
    await scene.publish(tenant, { mark: 'began later' });
    await eventually(async () => (await scene.effects(tenant)).length === 2);
    gate.open();
    await slow;
    await eventually(async () => (await scene.effects(tenant)).length === 4);
    expect(await scene.effects(tenant)).toEqual([...BOTH('began first'), ...BOTH('began later')].sort());
    const [first, second] = await scene.outbox(tenant);
    expect(first.event_id < second.event_id).toBe(true);
  });

  it('that one consumer cannot handle stop neither the other consumer nor the events behind them', async () => {
    const tenant = await scene.tenant();
    // More of them than a tenant may have under way.
    await scene.publishMany(tenant, 70, { poison: true });
    relay().wake([tenant.tenantId]);
    await eventually(async () => (await scene.effects(tenant)).length >= 50);
    await scene.publish(tenant, { mark: 'sound' });
    await eventually(async () => (await scene.effects(tenant)).includes('taste-things sound'));
    await eventually(async () => (await scene.effects(tenant)).length === 72);
    expect(await scene.open(tenant)).toBe(70);
    expect((await scene.effects(tenant)).filter((effect) => effect.startsWith('taste-things'))).toEqual(['taste-things sound']);
  });

  it('of one tenant do not stand behind the backlog of another', async () => {
    const [large, small] = [await scene.tenant(), await scene.tenant()];
    await scene.publishMany(large, 2_000);
    record().handled.length = 0;
    relay().wake([large.tenantId]);
    const handledOf = ({ tenantId }: { tenantId: number }) => record().handled.filter((entry) => entry.tenantId === tenantId).length;
    await eventually(() => handledOf(large) >= 100);
    const before = record().handled.length;
    await scene.publish(small, { mark: 'small' });
    await eventually(() => handledOf(small) === 1);
    const place = record().handled.findIndex(({ tenantId }) => tenantId === small.tenantId);
    expect(place - before).toBeLessThan(LINE_MAX);
    expect(handledOf(large)).toBeLessThan(2_000);
    await eventually(() => handledOf(large) >= 400, 30_000);
  });

  it('wait for a module that is not subscribed, and are handled once it is', async () => {
    const tenant = await scene.tenant({ subscribed: false });
    await scene.publish(tenant, { mark: 'early' });
    await eventually(async () => (await scene.outbox(tenant))[0].attempts === 1);
    await scene.subscription(tenant, 'start');
    await scene.subscription(tenant, 'end');
    await scene.skipPause(tenant);
    relay().wake([tenant.tenantId]);
    await eventually(async () => (await scene.outbox(tenant))[0].attempts === 2);
    expect(await scene.effects(tenant)).toEqual([]);
    await scene.subscription(tenant, 'start');
    await scene.skipPause(tenant);
    relay().wake([tenant.tenantId]);
    await eventually(async () => (await scene.open(tenant)) === 0);
    expect(await scene.effects(tenant)).toEqual(BOTH('early'));
  });
});
