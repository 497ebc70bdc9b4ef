import { IdentityDatabase } from '@maru/platform';
import { eventually, type TestDatabase } from '@maru/platform/testing';
import { Pool } from 'pg';
import { roleConnection } from '../../libs/platform/src/config/config';
import { ApiUnderTest, type TestPerson } from '../support/api-under-test';
import { asAdmin, databaseWithProbe, entriesWithProbe } from '../support/house-under-test';
import type { RunResult } from '../support/probe';
import { interleave, markOf, type Seen, type Task, tasks } from './interleaved';

const REQUESTS = 200;
const TENANTS = 8;
const CONNECTIONS = 4;
const LEAVES_AFTER_MS = 12;

describe('200 interleaved requests of many tenants on 4 connections', () => {
  let database: TestDatabase;
  let api: ApiUnderTest;
  const owners = new Map<number, TestPerson>();

  const rows = () => asAdmin(database, async (client) => (await client.query('select tenant_id, mark from probe.effect')).rows);
  const states = () =>
    asAdmin(database, async (client) => {
      const { rows: found } = await client.query<{ state: string }>(
        "select state from pg_stat_activity where datname = current_database() and application_name = 'maru_app'",
      );
      return found.map(({ state }) => state);
    });

  const send = async (task: Task): Promise<Seen> => {
    const { steps, mark, foreign } = task;
    const reply = await fetch(`${api.url}/api/probe/runs`, {
      method: 'POST',
      headers: { authorization: `Bearer ${owners.get(task.tenantId)?.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ steps, mark, foreign }),
      signal: task.leaves ? AbortSignal.timeout(LEAVES_AFTER_MS) : undefined,
    }).catch(() => null);
    return reply?.status === 200 ? ((await reply.json()) as RunResult) : null;
  };

  beforeAll(async () => {
    database = await databaseWithProbe({ DATABASE_POOL_SIZE: String(CONNECTIONS) });
    api = await ApiUnderTest.on(database, entriesWithProbe);
    for (let i = 0; i < TENANTS; i++) {
      const owner = await api.organisation({ modules: ['probe'] });
      const [{ tenant_id }] = await api.app
        .get(IdentityDatabase)
        .query<{ tenant_id: number }>('select tenant_id from platform.tenant where organisation_id = $1', [owner.organisationId]);
      owners.set(tenant_id, owner);
    }
  });
  afterAll(() => api.close());

  it('never cross, errors, aborts and attempts to cross among them', async () => {
    const outcome = await interleave(tasks([...owners.keys()], REQUESTS), send, rows);
    expect(outcome.leaks).toEqual([]);
    expect(outcome.answered).toBeGreaterThan(REQUESTS / 4);
    expect(outcome.failed).toBeGreaterThan(REQUESTS / 3);
  });

  it('leave no connection in a transaction and no more connections than there are', async () => {
    // Those whose client went away are still being finished: what must not be is one that stays.
    const found = await eventually(async () => {
      const now = await states();
      return now.every((state) => state === 'idle') && now;
    });
    expect(found.length).toBeGreaterThan(0);
    expect(found.length).toBeLessThanOrEqual(CONNECTIONS);
  });

  it('keep what was answered and nothing of what was refused', async () => {
    for (const { tenant_id, mark } of await rows()) expect(mark).toBe(markOf(tenant_id));
    const [first] = owners.values();
    const marks = async () => (await rows()).length;
    const before = await marks();
    const refused = await api.request('POST', '/api/probe/runs', {
      token: first.token,
      body: { steps: ['write', 'throw'], mark: 'refused' },
    });
    const hidden = await api.request('POST', '/api/probe/runs', {
      token: first.token,
      body: { steps: ['write', 'swallow', 'read'], mark: 'hidden' },
    });
    expect([refused.status, hidden.status]).toEqual([409, 500]);
    expect(await marks()).toBe(before);
  });

  it('would be seen to cross if a pool kept the tenant for a session', async () => {
    const pool = new Pool({ ...roleConnection(database.config, 'maru_app'), max: CONNECTIONS });
    try {
      const { leaks } = await interleave(tasks([...owners.keys()], REQUESTS), carelessly(pool), rows);
      expect(leaks).toEqual(expect.arrayContaining([expect.stringMatching(/saw rows of tenant/)]));
    } finally {
      await pool.end();
    }
  });

  it('would be seen to cross if the wall had a gap', async () => {
    const gap = 'alter policy effect_tenant_only on probe.effect using (true) with check (true)';
    await asAdmin(database, (client) => client.query(gap));
    const { leaks } = await interleave(tasks([...owners.keys()], REQUESTS), send, rows);
    expect(leaks).toEqual(
      expect.arrayContaining([expect.stringMatching(/saw rows of tenant/), expect.stringMatching(/wrote into tenant/)]),
    );
  });
});

/** How it must not be done: the tenant is set on one connection of a pool, and asked for on whichever comes next. */
function carelessly(pool: Pool): (task: Task) => Promise<Seen> {
  return async ({ tenantId }) => {
    await pool.query(`set app.tenant_id = '${tenantId}'`);
    const { rows } = await pool.query<{ tenant_id: number; mark: string }>('select distinct tenant_id, mark from probe.effect');
    return { tenants: rows.map((row) => row.tenant_id), marks: rows.map((row) => row.mark) };
  };
}
