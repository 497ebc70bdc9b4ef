import { eventually } from '@maru/platform/testing';
import { ApiUnderTest, type TestPerson } from '../support/api-under-test';
import { databaseWithProbe, entriesWithProbe } from '../support/house-under-test';

const CONNECTIONS = 8;
const SLOW_REQUESTS = 100;
/** Twenty sleeps of a request that holds a connection: 0.3 s at least, so that the hundred of them take many seconds. */
const SLOW = Array(20).fill('sleep');
const BUDGET_MS = 300;
const ASKS = 20;

/** Failure mode 54. */
describe('54: 100 slow requests of one organisation', () => {
  let api: ApiUnderTest;
  let loud: TestPerson;
  let quiet: TestPerson;

  beforeAll(async () => {
    api = await ApiUnderTest.on(await databaseWithProbe({ DATABASE_POOL_SIZE: String(CONNECTIONS) }), entriesWithProbe);
    [loud, quiet] = [await api.organisation({ modules: ['probe'] }), await api.organisation({ modules: ['probe'] })];
  });
  afterAll(() => api.close());

  const slow = () => api.request('POST', '/api/probe/runs', { token: loud.token, body: { steps: SLOW, mark: 'slow' } });
  const sleeping = async () =>
    (await api.database.query("select from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'")).length;

  it("leave the 95th percentile of another's within its budget, and are answered or told to come again", async () => {
    let underWay = SLOW_REQUESTS;
    const all = Promise.all(
      Array.from({ length: SLOW_REQUESTS }, async () => {
        const reply = await slow();
        underWay--;
        return reply;
      }),
    );
    await eventually(async () => (await sleeping()) >= CONNECTIONS / 2);
    const waits: number[] = [];
    const others: number[] = [];
    while (waits.length < ASKS) {
      const before = performance.now();
      const reply = await api.request('GET', '/api/probe/things', { token: quiet.token });
      waits.push(performance.now() - before);
      expect(reply.status).toBe(200);
      others.push(underWay);
    }
    // The loud one was loud until the last of them.
    expect(Math.min(...others)).toBeGreaterThan(CONNECTIONS);
    const sorted = waits.sort((a, b) => a - b);
    expect(sorted[Math.ceil(sorted.length * 0.95) - 1]).toBeLessThan(BUDGET_MS);
    const replies = await all;
    expect(replies.filter(({ status }) => status === 200).length).toBeGreaterThan(CONNECTIONS);
    for (const { status, body, headers } of replies)
      if (status !== 200)
        expect([status, body.type, headers.get('retry-after')]).toEqual([503, '/problems/platform/busy', expect.stringMatching(/^[1-9]/)]);
  });

  it('hold no connection when they are over', async () => {
    expect((await Promise.all(Array.from({ length: CONNECTIONS }, slow))).map(({ status }) => status)).toEqual(
      Array(CONNECTIONS).fill(200),
    );
    expect(await sleeping()).toBe(0);
  });
});
