import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { newId } from '@maru/kernel';
import { eventually, testDatabase } from '@maru/platform/testing';
import { freePort } from '../../tools/launch/ports.mjs';
import { ApiUnderTest, type TestPerson } from '../support/api-under-test';
import { SITE } from '../support/estate';
import { apiWithProbe, asAdmin } from '../support/house-under-test';

const API = join(__dirname, '../../dist/apps/api/apps/api/src/main.js');
const DELAY_MS = 2_500;
const CLIENTS = 8;

describe('a process that is told to end', () => {
  it('under load loses no request, no change and no event: readiness goes first', async () => {
    const api = await ApiUnderTest.on(await testDatabase({ MARU_RATE_LIMIT_PER_MINUTE: '1000000' }));
    const owner = await api.organisation();
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const process_ = begin(api, port);
    try {
      await eventually(async () => (await fetch(`${url}/readyz`)).status === 200, 20_000);
      const load = new Load(url, owner);
      const finished = load.run();
      await eventually(() => load.succeeded.length > 200, 20_000);
      const exit = once(process_, 'exit');
      process_.kill('SIGTERM');
      await finished;
      expect(await exit).toEqual([0, null]);
      expect(load.failures).toEqual([]);
      expect(load.afterSignalOff).toBeGreaterThan(0);
      const found = await asAdmin(
        api.database,
        async (client) => (await client.query<{ request_id: string }>('select request_id from platform.usage_event')).rows,
      );
      const logged = new Set(found.map(({ request_id }) => request_id));
      expect(load.succeeded.filter((id) => !logged.has(id))).toEqual([]);
      const sites = await asAdmin(api.database, async (client) => (await client.query('select 1 from workspace.site')).rowCount);
      expect(sites).toBe(load.created);
      const open = await asAdmin(api.database, async (client) => (await client.query('select 1 from platform.usage_gap')).rowCount);
      expect(open).toBe(0);
    } finally {
      process_.kill('SIGKILL');
      await api.close();
    }
  });

  it('finishes the requests that are under way before it closes anything', async () => {
    const api = await apiWithProbe();
    const owner = await api.organisation({ modules: ['probe'] });
    const steps = [...Array(18).fill('sleep'), 'write', 'read'];
    const slow = Array.from({ length: 4 }, () =>
      api.request('POST', '/api/probe/runs', { token: owner.token, body: { steps, mark: 'slow' } }),
    );
    const sleeping = "select 1 from pg_stat_activity where datname = current_database() and query like '%pg_sleep%' and state = 'active'";
    await eventually(() => asAdmin(api.database, async (client) => (await client.query(sleeping)).rowCount));
    const before = performance.now();
    await api.stop();
    // A client that keeps its connection alive holds nobody up.
    expect(performance.now() - before).toBeLessThan(10_000);
    for (const reply of await Promise.all(slow))
      expect([reply.status, reply.body]).toEqual([200, expect.objectContaining({ marks: ['slow'] })]);
    await expect(fetch(`${api.url}/livez`)).rejects.toThrow();
    await api.database.drop();
  });

  it('does not wait for connections that were opened ahead of use', async () => {
    const api = await ApiUnderTest.start();
    const unused = connect(Number(new URL(api.url).port), '127.0.0.1');
    await once(unused, 'connect');
    const closed = once(unused, 'close');
    const before = performance.now();
    await api.close();
    await closed;
    expect(performance.now() - before).toBeLessThan(10_000);
  });

  it('by impatient signals ends once, in order', async () => {
    const api = await ApiUnderTest.start();
    const port = await freePort();
    const process_ = begin(api, port);
    await eventually(async () => (await fetch(`http://127.0.0.1:${port}/readyz`)).status === 200, 20_000);
    const exit = once(process_, 'exit');
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGINT'] as const) process_.kill(signal);
    expect(await exit).toEqual([0, null]);
    const writers = await asAdmin(
      api.database,
      async (client) =>
        (await client.query('select stopped_at is not null as stopped from platform.usage_writer where process_id = $1', [process_.pid]))
          .rows,
    );
    expect(writers).toEqual([{ stopped: true }]);
    await api.close();
  });
});

/** The built api as a process of its own, on the database of the test. */
function begin(api: ApiUnderTest, port: number): ChildProcess {
  const { databaseUrl, secret } = api.database.config;
  return spawn(process.execPath, ['--no-warnings', API], {
    env: {
      PATH: process.env.PATH,
      DATABASE_URL: databaseUrl.href,
      MARU_SECRET: secret,
      PORT: String(port),
      LOG_LEVEL: 'warn',
      SHUTDOWN_DELAY_MS: String(DELAY_MS),
      MARU_RATE_LIMIT_PER_MINUTE: '1000000',
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
}

/** Clients behind a balancer, which asks for readiness and sends nothing any more once it is off. */
class Load {
  readonly failures: string[] = [];
  /** Request ids of what was answered well. */
  readonly succeeded: string[] = [];
  created = 0;
  /** Answered well although readiness was off already. */
  afterSignalOff = 0;
  private ready = true;

  constructor(
    private readonly url: string,
    private readonly owner: TestPerson,
  ) {}

  async run(): Promise<void> {
    await Promise.all([this.balance(), ...Array.from({ length: CLIENTS }, (_, number) => this.client(number))]);
  }

  private async balance(): Promise<void> {
    await eventually(async () => (await fetch(`${this.url}/readyz`)).status === 503, 60_000);
    this.ready = false;
  }

  private async client(number: number): Promise<void> {
    while (this.ready)
      await this.send(number % 2 === 0).catch((error: Error) => this.failures.push(`${error.message} ${String(error.cause)}`));
    // One that was on its way when the balancer noticed.
    await this.send(false).then(
      () => this.afterSignalOff++,
      (error: Error) => this.failures.push(error.message),
    );
  }

  private async send(change: boolean): Promise<void> {
    const reply = await fetch(`${this.url}/api/workspace/sites`, {
      method: change ? 'POST' : 'GET',
      headers: { authorization: `Bearer ${this.owner.token}`, ...(change ? { 'content-type': 'application/json' } : {}) },
      body: change ? JSON.stringify({ name: newId(), ...SITE }) : undefined,
    });
    await reply.arrayBuffer();
    if (reply.status !== (change ? 201 : 200)) throw new Error(`answered ${reply.status}`);
    if (change) this.created++;
    this.succeeded.push(reply.headers.get('request-id') as string);
  }
}
