import { newId } from '@maru/kernel';
import { currentScope, Database, IdentityDatabase, sqlState, Tenancy, type TenantIdentity } from '@maru/platform';
import { newTenant, somebodyIn, type TestDatabase } from '@maru/platform/testing';
import { asAdmin, databaseWithProbe, WorkerUnderTest } from '../support/house-under-test';

const ATTEMPTS = 4;

/** A place where two that work at the same time wait for each other. */
function meeting(size: number): () => Promise<void> {
  let open: () => void = () => undefined;
  const met = new Promise<void>((resolve) => {
    open = resolve;
  });
  let here = 0;
  return () => {
    if (++here >= size) open();
    return met;
  };
}

describe('the transaction of a scope', () => {
  let database: TestDatabase;
  let worker: WorkerUnderTest;
  let tenant: TenantIdentity;

  const within = <T>(work: () => Promise<T>, inTenant = tenant) => worker.get(Tenancy).run(somebodyIn(inTenant), work);
  const write = (mark: string) =>
    worker
      .get(Database)
      .execute("insert into probe.effect (tenant_id, effect_id, consumer, mark) values ($1, $2, 'run', $3)", [newId(), mark]);
  const stored = (mark: string) =>
    asAdmin(database, async (client) => (await client.query('select 1 from probe.effect where mark = $1', [mark])).rowCount);
  /** States of the connections of the application's role, as the server sees them. */
  const connections = () =>
    asAdmin(database, async (client) => {
      const { rows } = await client.query<{ state: string }>(
        "select state from pg_stat_activity where datname = current_database() and usename = 'maru_app' and application_name = 'maru_app'",
      );
      return rows.map(({ state }) => state);
    });
  const failure = (state: string) => Object.assign(new Error(`planted ${state}`), { code: state });

  beforeAll(async () => {
    database = await databaseWithProbe({ DATABASE_POOL_SIZE: '2' });
    worker = await WorkerUnderTest.on(database);
    tenant = await newTenant(worker.get(IdentityDatabase));
  });
  afterEach(async () => {
    for (const state of await connections()) expect(state).toBe('idle');
  });
  afterAll(async () => {
    await worker.stop();
    await database.drop();
  });

  it('takes no connection for work that touches no table', async () => {
    const many = Array.from({ length: 20 }, () => within(async () => expect(await connections()).not.toContain('active')));
    await Promise.all(many);
    expect((await connections()).length).toBeLessThanOrEqual(2);
  });

  it('undoes everything when the work fails', async () => {
    const failing = within(async () => {
      await write('undone');
      throw new Error('the work failed');
    });
    await expect(failing).rejects.toThrow('the work failed');
    expect(await stored('undone')).toBe(0);
  });

  it('does not pretend success when an error of the database was hidden', async () => {
    const hiding = within(async () => {
      await write('hidden before');
      await worker
        .get(Database)
        .query('select 1 / ($1 - $1)')
        .catch(() => undefined);
      return 'done';
    });
    await expect(hiding).rejects.toThrow('a statement in it had failed and its error was not passed on');
    expect(await stored('hidden before')).toBe(0);
  });

  it.each(['40001', '40P01'])('is begun again from the start on %s', async (state) => {
    let attempts = 0;
    const result = await within(async () => {
      attempts++;
      await write(`tries ${state}`);
      if (attempts < ATTEMPTS) throw failure(state);
      return attempts;
    });
    expect(result).toBe(ATTEMPTS);
    expect(await stored(`tries ${state}`)).toBe(1);
  });

  it('is given up after a bounded number of tries, and the client is told to come again', async () => {
    let attempts = 0;
    const hopeless = within(async () => {
      attempts++;
      await write('hopeless');
      throw failure('40001');
    });
    await expect(hopeless).rejects.toMatchObject({ type: { type: 'platform/busy', status: 503 } });
    expect(attempts).toBe(ATTEMPTS);
    expect(await stored('hopeless')).toBe(0);
  });

  it('is not begun again for any other error', async () => {
    let attempts = 0;
    const once = within(async () => {
      attempts++;
      throw failure('23505');
    });
    await expect(once).rejects.toThrow('planted');
    expect(attempts).toBe(1);
  });

  it('ends a real deadlock with both pieces of work done', async () => {
    const ids = [newId(), newId()];
    for (const id of ids)
      await within(() =>
        worker.get(Database).execute('insert into probe.thing (tenant_id, thing_id, name) values ($1, $2, $3)', [id, `start ${id}`]),
      );
    const meet = meeting(2);
    let attempts = 0;
    const rename = (id: string, mark: string) =>
      worker
        .get(Database)
        .execute('update probe.thing set name = name || $3, version = version + 1 where tenant_id = $1 and thing_id = $2', [id, mark]);
    const crossing = (order: readonly string[], mark: string) =>
      within(async () => {
        attempts++;
        await rename(order[0], mark);
        await meet();
        await rename(order[1], mark);
      });
    await Promise.all([crossing(ids, ' a'), crossing([...ids].reverse(), ' b')]);
    expect(attempts).toBe(3);
    const { rows } = await asAdmin(database, (client) =>
      client.query('select version, name from probe.thing where thing_id = any($1)', [ids]),
    );
    for (const { version, name } of rows) {
      expect(version).toBe(3);
      expect(name).toMatch(/ a b$| b a$/);
    }
  });

  it('a conflict of serializable transactions is begun again and nothing is lost', async () => {
    const meet = meeting(2);
    let attempts = 0;
    const count = () =>
      within(async () => {
        attempts++;
        await currentScope().query({ text: 'set transaction isolation level serializable' });
        const [{ n }] = await worker
          .get(Database)
          .query<{ n: number }>("select count(*)::integer as n from probe.effect where tenant_id = $1 and consumer = 'counted'");
        await meet();
        await worker
          .get(Database)
          .execute("insert into probe.effect (tenant_id, effect_id, consumer, mark) values ($1, $2, 'counted', $3)", [
            newId(),
            `number ${n}`,
          ]);
      });
    await Promise.all([count(), count()]);
    expect(attempts).toBe(3);
    expect([await stored('number 0'), await stored('number 1')]).toEqual([1, 1]);
  });

  it('lost with its connection is an error, and the next one has a sound connection', async () => {
    const killed = within(async () => {
      await write('lost');
      const { rows } = await currentScope().query<{ pid: number }>({ text: 'select pg_backend_pid() as pid' });
      await asAdmin(database, (client) => client.query('select pg_terminate_backend($1)', [rows[0].pid]));
      await write('after the loss');
    });
    await expect(killed).rejects.toThrow();
    expect(await stored('lost')).toBe(0);
    for (let i = 0; i < 4; i++) await within(() => write(`sound ${i}`));
    expect(await stored('sound 3')).toBe(1);
  });

  it('lost while it commits is an error and never a success', async () => {
    const killed = within(async () => {
      await write('lost at commit');
      const { rows } = await currentScope().query<{ pid: number }>({ text: 'select pg_backend_pid() as pid' });
      await asAdmin(database, (client) => client.query('select pg_terminate_backend($1)', [rows[0].pid]));
    });
    await expect(killed).rejects.toThrow();
    expect(await stored('lost at commit')).toBe(0);
    await within(() => write('sound again'));
  });

  it('ends by itself when somebody forgets it, and the limits are those of the role', async () => {
    const limits = await within(async () => {
      const { rows } = await currentScope().query({
        text: "select current_setting('statement_timeout') s, current_setting('lock_timeout') l, current_setting('idle_in_transaction_session_timeout') i, current_setting('timezone') z",
      });
      return rows[0];
    });
    expect(limits).toEqual({ s: '30s', l: '10s', i: '30s', z: 'UTC' });
    const state = await within(async () => {
      await currentScope().query({ text: "set local statement_timeout = '20ms'" });
      await currentScope().query({ text: 'select pg_sleep(5)' });
    }).then(() => null, sqlState);
    expect(state).toBe('57014');
  });

  it('does what follows a commit after it, once, and not when it was undone', async () => {
    const heard: string[] = [];
    let attempts = 0;
    await within(async () => {
      attempts++;
      currentScope().afterCommit(() => heard.push(`attempt ${attempts}`));
      await write('followed');
      if (attempts === 1) throw failure('40001');
    });
    await within(async () => {
      currentScope().afterCommit(() => heard.push('undone'));
      throw new Error('no');
    }).catch(() => undefined);
    expect(heard).toEqual(['attempt 2']);
  });

  it("of another tenant's scope inside is for reading alone", async () => {
    const other = await newTenant(worker.get(IdentityDatabase));
    const writing = within(() => worker.get(Tenancy).inScopeOf(other, () => write('written into a stranger')));
    expect(await writing.then(() => null, sqlState)).toBe('25006');
    expect(await stored('written into a stranger')).toBe(0);
  });

  it("of another tenant's scope inside is its own and leaves the outer one as it was", async () => {
    const other = await newTenant(worker.get(IdentityDatabase));
    await within(() => write('theirs'), other);
    const seen = await within(async () => {
      await write('mine');
      const ask = async () =>
        (
          await currentScope().query<{ mark: string; id: number }>({
            text: "select mark, tenant_id as id from probe.effect where mark in ('mine', 'theirs')",
          })
        ).rows;
      const inside = await worker.get(Tenancy).inScopeOf(other, ask);
      return { inside, outside: await ask() };
    });
    expect(seen).toEqual({ inside: [{ mark: 'theirs', id: other.tenantId }], outside: [{ mark: 'mine', id: tenant.tenantId }] });
  });
});
