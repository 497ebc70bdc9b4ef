import { eventually } from '@maru/platform/testing';
import { asAdmin, databaseWithProbe, WorkerUnderTest } from '../support/house-under-test';
import { OutboxScene } from '../support/outbox-scene';

/** Without Redis the queue stands on PostgreSQL. What events do is the same; a smoke test shows that it does. */
describe('events on the PostgreSQL queue', () => {
  it('reach every consumer once, one that fails stops nobody, and the queue is left empty', async () => {
    const database = await databaseWithProbe({ DATABASE_POOL_SIZE: '10' });
    expect(database.config.redisUrl).toBeNull();
    const worker = await WorkerUnderTest.on(database);
    try {
      const scene = new OutboxScene(database, worker);
      const [tenant, other] = [await scene.tenant(), await scene.tenant()];
      worker.start();
      await scene.publish(tenant, { mark: 'poisoned', poison: true });
      await scene.publishMany(tenant, 20);
      await scene.publish(other, { mark: 'other' });
      await eventually(async () => (await scene.open(other)) === 0);
      await eventually(async () => (await scene.open(tenant)) === 1);
      const effects = await scene.effects(tenant);
      expect(effects).toHaveLength(41);
      expect(new Set(effects).size).toBe(41);
      expect(effects).toContain('count-things poisoned');
      expect(await scene.effects(other)).toEqual(['count-things other', 'taste-things other']);
      const owner = await asAdmin(
        database,
        async (client) => (await client.query("select distinct tableowner from pg_tables where schemaname = 'bullmq'")).rows,
      );
      expect(owner).toEqual([{ tableowner: 'maru_relay' }]);
    } finally {
      await worker.stop();
      await database.drop();
    }
  });
});
