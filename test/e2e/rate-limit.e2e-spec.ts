import { testDatabase } from '@maru/platform/testing';
import { Redis } from 'ioredis';
import type { EmbeddedRedis } from '../../tools/embedded-redis.mjs';
import { ApiUnderTest, PASSWORD, type TestPerson } from '../support/api-under-test';
import { testRedisUrl } from '../support/redis-for-tests';
import { makeTestFolder, removeTestFolder, startTestRedis } from '../support/test-servers.mjs';

const LIMIT = 100;

describe('the pace of an organisation', () => {
  let folder: string;
  let redis: EmbeddedRedis;
  let replicas: ApiUnderTest[];

  beforeEach(async () => {
    testRedisUrl('rateLimit');
    folder = makeTestFolder();
    redis = (await startTestRedis(folder)) as EmbeddedRedis;
    const database = await testDatabase({ REDIS_URL: redis.url, MARU_RATE_LIMIT_PER_MINUTE: String(LIMIT), DATABASE_POOL_SIZE: '4' });
    replicas = [];
    for (let i = 0; i < 3; i++) replicas.push(await ApiUnderTest.on(database));
  });
  afterEach(async () => {
    const [first, ...others] = replicas;
    for (const replica of others) await replica.stop();
    await first.close();
    await removeTestFolder(folder);
  });

  const flood = async (owner: TestPerson, count: number, over: readonly ApiUnderTest[]) => {
    const ask = (_: unknown, n: number) => over[n % over.length].request('GET', '/api/workspace/sites', { token: owner.token });
    const replies = await Promise.all(Array.from({ length: count }, ask));
    const let_in = replies.filter(({ status }) => status === 200).length;
    const refused = replies.filter(({ status }) => status === 429);
    expect(let_in + refused.length).toBe(count);
    return { letIn: let_in, refused };
  };

  it('is exactly the limit under 300 requests at once over three replicas', async () => {
    const [owner, other] = [await replicas[0].organisation(), await replicas[0].organisation()];
    const { letIn, refused } = await flood(owner, 300, replicas);
    expect(letIn).toBe(LIMIT);
    for (const { body, headers } of refused) {
      expect(body).toMatchObject({ type: '/problems/platform/too-many-requests', status: 429 });
      expect(Number(headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
      expect(Number(headers.get('retry-after'))).toBeLessThanOrEqual(60);
    }
    // Another organisation has a pace of its own.
    expect((await flood(other, 50, replicas)).letIn).toBe(50);
  });

  it('begins anew with the next minute', async () => {
    const owner = await replicas[0].organisation();
    expect((await flood(owner, LIMIT + 20, replicas)).letIn).toBe(LIMIT);
    const client = new Redis(redis.url);
    const keys = (await client.keys('maru:rate:tenant:*')) as string[];
    expect(keys).toHaveLength(1);
    expect(await client.pttl(keys[0])).toBeGreaterThan(0);
    // As if the minute had passed: Redis forgets the counter by itself then.
    await client.pexpire(keys[0], 1);
    while (await client.exists(keys[0]));
    client.disconnect();
    expect((await flood(owner, LIMIT + 20, replicas)).letIn).toBe(LIMIT);
  });

  it('is held by each replica alone while Redis is away, and never open', async () => {
    const owner = await replicas[0].organisation();
    await flood(owner, 10, replicas);
    const { port } = redis;
    const password = new URL(redis.url).password;
    await redis.stop();
    // Each goes on from what it knew when Redis went away, so that nothing is given out twice.
    for (const replica of replicas) {
      const { letIn } = await flood(owner, 300, [replica]);
      expect(letIn).toBeGreaterThanOrEqual(LIMIT - 10);
      expect(letIn).toBeLessThan(LIMIT);
    }
    redis = (await startTestRedis(folder, { port, password })) as EmbeddedRedis;
    // A Redis that comes back empty renews nothing that is known to be used up.
    for (const replica of replicas) expect((await flood(owner, 50, [replica])).letIn).toBe(0);
  });

  it('is held although Redis hangs, without making everybody wait for it', async () => {
    const owner = await replicas[0].organisation();
    await flood(owner, 3, [replicas[0]]);
    process.kill(redis.pid, 'SIGSTOP');
    try {
      const before = performance.now();
      expect((await flood(owner, 300, [replicas[0]])).letIn).toBe(LIMIT - 3);
      expect(performance.now() - before).toBeLessThan(8_000);
    } finally {
      process.kill(redis.pid, 'SIGCONT');
    }
  });

  it('of strangers is that of their address, whatever they say it is', async () => {
    const [api] = replicas;
    const tries = Array.from({ length: LIMIT + 30 }, (_, n) =>
      api.request('POST', '/api/sessions', {
        body: { email: `nobody${n}@nowhere.example`, password: PASSWORD },
        headers: { 'x-forwarded-for': `10.0.0.${n}`, 'x-real-ip': `10.0.0.${n}`, forwarded: `for=10.0.0.${n}` },
      }),
    );
    const statuses = (await Promise.all(tries)).map(({ status, body }) => [status, body.type]);
    expect(statuses.filter(([status]) => status === 401)).toHaveLength(LIMIT);
    expect(statuses.filter(([, type]) => type === '/problems/platform/too-many-requests')).toHaveLength(30);
  });
});

describe('the pace without Redis', () => {
  it('is counted in the process', async () => {
    const api = await ApiUnderTest.start({ MARU_RATE_LIMIT_PER_MINUTE: '20' });
    try {
      const owner = await api.organisation();
      const replies = await Promise.all(
        Array.from({ length: 60 }, () => api.request('GET', '/api/workspace/sites', { token: owner.token })),
      );
      expect(replies.filter(({ status }) => status === 200)).toHaveLength(20);
    } finally {
      await api.close();
    }
  });
});
