import { randomBytes } from 'node:crypto';
import { IdentityDatabase } from '@maru/platform';
import { testDatabase } from '@maru/platform/testing';
import type { EmbeddedRedis } from '../../tools/embedded-redis.mjs';
import { ApiUnderTest, PASSWORD, type TestPerson } from '../support/api-under-test';
import { testRedisUrl } from '../support/redis-for-tests';
import { makeTestFolder, removeTestFolder, startTestRedis } from '../support/test-servers.mjs';

const LIMIT = 60;
const HALF_A_MINUTE_MS = 31_000;
const TOO_MANY = '/problems/platform/too-many-requests';

/** A made-up token costs a look into the database, and a stranger gets so many of them a minute. */
describe('strangers with made-up tokens', () => {
  let folder: string;
  let redis: EmbeddedRedis;
  let replicas: ApiUnderTest[];
  let owner: TestPerson;
  let looks: jest.SpyInstance[];

  beforeAll(async () => {
    testRedisUrl('strangers');
    folder = makeTestFolder();
    redis = (await startTestRedis(folder)) as EmbeddedRedis;
    const database = await testDatabase({
      REDIS_URL: redis.url,
      MARU_RATE_LIMIT_PER_MINUTE: String(LIMIT),
      TRUST_PROXY: '127.0.0.1',
    });
    replicas = [];
    for (let i = 0; i < 3; i++) replicas.push(await ApiUnderTest.on(database));
    owner = await replicas[0].organisation();
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(async () => {
    const [first, ...others] = replicas;
    for (const replica of others) await replica.stop();
    await first.close();
    await removeTestFolder(folder);
  });

  /** Each test has a stranger's network of its own: the counters of a minute outlive it. */
  const ask = (address: string, token: string = randomBytes(32).toString('base64url'), api = replicas[0], path = '/api/workspace/sites') =>
    api.request('GET', path, { token, headers: { 'x-forwarded-for': address } });
  const flood = async (count: number, over: readonly ApiUnderTest[], address: (n: number) => string, path?: string) => {
    const replies = await Promise.all(Array.from({ length: count }, (_, n) => ask(address(n), undefined, over[n % over.length], path)));
    const refused = replies.filter(({ status }) => status === 429);
    for (const { body, headers } of refused) {
      expect(body.type).toBe(TOO_MANY);
      expect(Number(headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
      expect(Number(headers.get('retry-after'))).toBeLessThanOrEqual(60);
    }
    expect(replies.length - refused.length).toBe(replies.filter(({ status }) => [401, 404].includes(status)).length);
    return { lookedUp: replies.length - refused.length, refused: refused.length };
  };
  const countLooks = () => looks.reduce((sum, look) => sum + look.mock.calls.filter(([text]) => /token_hash = /.test(text)).length, 0);

  it('cost no more looks than the limit over all replicas, and are told when to come again', async () => {
    looks = replicas.map(({ app }) => jest.spyOn(app.get(IdentityDatabase), 'query'));
    expect(await flood(300, replicas, () => '198.51.100.1')).toEqual({ lookedUp: LIMIT, refused: 300 - LIMIT });
    expect(countLooks()).toBe(LIMIT);
    // Nor by asking for what does not exist.
    expect(await flood(50, replicas, () => '198.51.100.1', '/api/nowhere')).toEqual({ lookedUp: 0, refused: 50 });
    expect(countLooks()).toBe(LIMIT);
  });

  it('do not keep out who is signed in at the same address, even when that must be looked up anew', async () => {
    const address = '198.51.100.2';
    expect((await ask(address, owner.token)).status).toBe(200);
    await flood(LIMIT + 20, [replicas[0]], () => address);
    expect((await ask(address)).status).toBe(429);
    expect((await ask(address, owner.token)).status).toBe(200);
    looks = [jest.spyOn(replicas[0].app.get(IdentityDatabase), 'query')];
    const now = Date.now();
    jest.spyOn(Date, 'now').mockImplementation(() => now + HALF_A_MINUTE_MS);
    const anew = await Promise.all(Array.from({ length: 8 }, () => ask(address, owner.token)));
    expect(anew.map(({ status }) => status)).toEqual(Array(8).fill(200));
    expect(countLooks()).toBeGreaterThan(0);
  });

  it('do not include who has signed in elsewhere and comes with many requests at once', async () => {
    const address = '198.51.100.6';
    await flood(LIMIT - 1, [replicas[1]], () => address);
    looks = [jest.spyOn(replicas[1].app.get(IdentityDatabase), 'query')];
    const replies = await Promise.all(Array.from({ length: 30 }, () => ask(address, owner.token, replicas[1])));
    expect(replies.map(({ status }) => status)).toEqual(Array(30).fill(200));
    expect(countLooks()).toBe(1);
  });

  it('and a session that has ended are strangers again', async () => {
    const address = '198.51.100.3';
    const leaving = await replicas[0].signIn(owner.email);
    expect((await ask(address, leaving.token)).status).toBe(200);
    await flood(LIMIT, [replicas[0]], () => address);
    await replicas[0].request('DELETE', '/api/sessions/current', { token: leaving.token });
    expect((await ask(address, leaving.token)).status).toBe(429);
  });

  it('share one pace with those who have none, and each request counts once', async () => {
    const address = '198.51.100.4';
    await flood(LIMIT - 2, [replicas[0]], () => address);
    const bare = () => replicas[0].request('GET', '/api/workspace/sites', { headers: { 'x-forwarded-for': address } });
    expect([(await bare()).status, (await bare()).status, (await bare()).status]).toEqual([401, 401, 429]);
  });

  it('are known by the network of their IPv6 address, of which they have all others', async () => {
    const of = (network: string) => (n: number) => `${network}:${n.toString(16)}:${randomBytes(2).toString('hex')}::${n}`;
    expect(await flood(LIMIT + 40, [replicas[0]], of('2001:db8:0:1'))).toEqual({ lookedUp: LIMIT, refused: 40 });
    expect((await flood(1, [replicas[0]], of('2001:db8:0:2'))).refused).toBe(0);
    const signIn = (address: string) =>
      replicas[0].request('POST', '/api/sessions', {
        body: { email: 'nobody@nowhere.example', password: PASSWORD },
        headers: { 'x-forwarded-for': address },
      });
    expect((await signIn('2001:db8:0:1:ffff::1')).status).toBe(429);
    expect((await signIn('2001:db8:0:2:ffff::1')).status).toBe(401);
  });

  it('are counted by each replica alone while Redis is away, and never let in without end', async () => {
    await redis.stop();
    for (const replica of replicas) {
      looks = [jest.spyOn(replica.app.get(IdentityDatabase), 'query')];
      expect((await flood(LIMIT + 100, [replica], () => '198.51.100.5')).lookedUp).toBe(LIMIT);
      expect(countLooks()).toBe(LIMIT);
    }
  });
});
