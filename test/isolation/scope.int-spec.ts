import { newId } from '@maru/kernel';
import { currentScope, Database, IdentityDatabase, sqlState, Tenancy, type TenantIdentity } from '@maru/platform';
import { eventually, newTenant, somebodyIn, type TestDatabase } from '@maru/platform/testing';
import { getDataSourceToken, getRepositoryToken } from '@nestjs/typeorm';
import type { Pool } from 'pg';
import type { DataSource, Repository } from 'typeorm';
import { setTenant } from '../../libs/platform/src/database/set-tenant';
import { asAdmin, databaseWithProbe, WorkerUnderTest } from '../support/house-under-test';
import { ProbeThing } from '../support/probe/probe-thing.entity';

const READ_ALL = 'select thing_id, tenant_id from probe.thing';

describe('a tenant scope', () => {
  let database: TestDatabase;
  let worker: WorkerUnderTest;
  let dataSource: DataSource;
  let things: Repository<ProbeThing>;
  let own: TenantIdentity;
  let other: TenantIdentity;

  const within = <T>(tenant: TenantIdentity, work: () => Promise<T>) => worker.get(Tenancy).run(somebodyIn(tenant), work);
  const thing = (name: string) => ({ id: newId(), name, parentId: null });
  const stateOf = async (work: Promise<unknown>) =>
    sqlState(
      await work.then(
        () => null,
        (error: unknown) => error,
      ),
    );
  const stored = (name: string) =>
    asAdmin(database, async (client) => (await client.query('select tenant_id from probe.thing where name = $1', [name])).rows);

  beforeAll(async () => {
    database = await databaseWithProbe();
    worker = await WorkerUnderTest.on(database);
    dataSource = worker.get(getDataSourceToken() as never);
    things = worker.get(getRepositoryToken(ProbeThing) as never);
    const identity = worker.get(IdentityDatabase);
    own = await newTenant(identity);
    other = await newTenant(identity);
    for (const tenant of [own, other]) await within(tenant, () => things.insert(thing(`first of ${tenant.tenantId}`)));
  });
  afterAll(async () => {
    await worker.stop();
    await database.drop();
  });

  const ways: readonly (readonly [string, () => Promise<unknown>])[] = [
    ['an injected repository', () => things.find()],
    ["an injected repository's count", () => things.count()],
    ['named SQL', () => worker.get(Database).query('select 1 where $1 > 0')],
    ['raw SQL of the data source', () => dataSource.query(READ_ALL)],
    ['raw SQL of the manager', () => dataSource.manager.query(READ_ALL)],
    ['a query builder', () => dataSource.createQueryBuilder(ProbeThing, 't').getMany()],
    ['a repository taken from the manager', () => dataSource.manager.getRepository(ProbeThing).find()],
    ['a runner of its own', async () => dataSource.createQueryRunner().query(READ_ALL)],
    ['a transaction of TypeORM', () => dataSource.transaction((manager) => manager.find(ProbeThing))],
  ];

  it.each(ways)('is needed by %s', async (_way, query) => {
    await expect((async () => query())()).rejects.toThrow('outside a tenant scope');
  });

  it.each(ways)('is not left by %s that comes after its end', async (_way, query) => {
    let late: () => Promise<unknown> = query;
    await within(own, async () => {
      // What was begun in the scope keeps its context when the scope is over.
      late = (await import('node:async_hooks')).AsyncLocalStorage.bind(async () => query());
    });
    await expect(late()).rejects.toThrow('has ended');
  });

  it('ends for a runner that was kept beyond it', async () => {
    const kept = await within(own, async () => {
      const runner = dataSource.createQueryRunner();
      await runner.query(READ_ALL);
      return { runner, scope: currentScope() };
    });
    await expect(kept.runner.query(READ_ALL)).rejects.toThrow(/released/i);
    await expect(kept.scope.query({ text: READ_ALL })).rejects.toThrow('has ended');
  });

  it('shows every way of asking the rows of its tenant alone', async () => {
    const seen = await within(own, async () => [
      ...(await dataSource.query(READ_ALL)),
      ...(await dataSource.manager.query(READ_ALL)),
      ...(await dataSource.createQueryBuilder(ProbeThing, 't').getMany()),
      ...(await dataSource.manager.getRepository(ProbeThing).find()),
      ...(await dataSource.createQueryRunner().query(READ_ALL)),
      ...(await dataSource.transaction((manager) => manager.find(ProbeThing))),
      ...(await things.find()),
    ]);
    expect(seen).toHaveLength(7);
    expect(new Set(seen.map((row: { tenantId?: number; tenant_id?: number }) => row.tenantId ?? row.tenant_id))).toEqual(
      new Set([own.tenantId]),
    );
  });

  it('offers no repository method that does not name the tenant', () =>
    within(own, async () => {
      expect(() => things.createQueryBuilder()).toThrow('does not name the tenant');
      await expect(async () => things.query(READ_ALL)).rejects.toThrow('named SQL');
    }));

  it('is the tenant of a row whatever the caller says', async () => {
    await within(own, () => things.insert({ ...thing('claimed'), tenantId: other.tenantId }));
    expect(await stored('claimed')).toEqual([{ tenant_id: own.tenantId }]);
  });

  it('finds nothing of another tenant that is asked for by number', async () => {
    const found = await within(own, async () => [
      ...(await things.find({ where: { tenantId: other.tenantId } })),
      ...(await dataSource.query('select * from probe.thing where tenant_id = $1', [other.tenantId])),
    ]);
    expect(found.map(({ tenantId }: ProbeThing) => tenantId)).toEqual(expect.not.arrayContaining([other.tenantId]));
    expect(await within(own, async () => dataSource.query('select 1 from probe.thing where tenant_id = $1', [other.tenantId]))).toEqual([]);
  });

  it("refuses a row with another tenant's number", async () => {
    const insert = 'insert into probe.thing (tenant_id, thing_id, name) values ($1, $2, $3)';
    expect(await stateOf(within(own, () => dataSource.query(insert, [other.tenantId, newId(), 'smuggled'])))).toBe('42501');
    expect(await stored('smuggled')).toEqual([]);
  });

  it('refuses to move a row to another tenant', async () => {
    expect(await stateOf(within(own, () => things.update({}, { tenantId: other.tenantId })))).toBe('42501');
  });

  it("refuses a foreign key to another tenant's row as if it were not there", async () => {
    const [{ id }] = await within(other, () => things.find());
    expect(await stateOf(within(own, () => things.insert({ ...thing('child of a stranger'), parentId: id })))).toBe('23503');
    expect(await stateOf(within(own, () => things.insert({ ...thing('child of nobody'), parentId: newId() })))).toBe('23503');
    const [mine] = await within(own, () => things.find());
    await within(own, () => things.insert({ ...thing('child of its own'), parentId: mine.id }));
  });

  it("holds no name for another tenant: a unique key is the tenant's", async () => {
    await within(own, () => things.insert(thing('shared name')));
    await within(other, () => things.insert(thing('shared name')));
    expect(await stateOf(within(own, () => things.insert(thing('shared name'))))).toBe('23505');
  });

  it('keeps its tenant in a transaction of TypeORM inside it, and when that is undone', async () => {
    await within(own, async () => {
      await things.insert(thing('before the savepoint'));
      const undone = dataSource.transaction(async (manager) => {
        await manager.insert(ProbeThing, { ...thing('inside the savepoint'), tenantId: own.tenantId });
        throw new Error('undo the inner one');
      });
      await expect(undone).rejects.toThrow('undo the inner one');
      await things.insert(thing('after the savepoint'));
      await dataSource.transaction((manager) => manager.insert(ProbeThing, { ...thing('in a second savepoint'), tenantId: own.tenantId }));
      const rows = await dataSource.query('select distinct tenant_id from probe.thing');
      expect(rows).toEqual([{ tenant_id: own.tenantId }]);
    });
    expect(await stored('before the savepoint')).toEqual([{ tenant_id: own.tenantId }]);
    expect(await stored('inside the savepoint')).toEqual([]);
    expect(await stored('after the savepoint')).toEqual([{ tenant_id: own.tenantId }]);
    expect(await stored('in a second savepoint')).toEqual([{ tenant_id: own.tenantId }]);
  });

  it('keeps its tenant after a failed statement that a savepoint caught', async () => {
    await within(own, async () => {
      const { tenant, query } = { tenant: currentScope().tenant, query: (text: string) => currentScope().query({ text }) };
      await query('savepoint careful');
      expect(await stateOf(query('select 1 / 0'))).toBe('22012');
      await query('rollback to savepoint careful');
      expect((await query('select platform.tenant_id() as id')).rows).toEqual([{ id: tenant.tenantId }]);
    });
  });

  it('is one transaction even when its statements are not awaited in turn', async () => {
    await within(own, () => Promise.all(['a', 'b', 'c'].map((name) => things.insert(thing(`at once ${name}`)))));
    const failed = within(own, () => Promise.all([things.insert(thing('half of it')), dataSource.query('select 1 / 0')]));
    expect(await stateOf(failed)).toBe('22012');
    expect(await stored('at once c')).toEqual([{ tenant_id: own.tenantId }]);
    expect(await stored('half of it')).toEqual([]);
  });

  it('takes a whole positive number for a tenant and nothing else', () => {
    for (const number of [
      0,
      -1,
      1.5,
      Number.NaN,
      Number.POSITIVE_INFINITY,
      "1'; reset role; --",
      '1',
      null,
      undefined,
      [1],
      { toString: () => '1' },
    ])
      expect(() => setTenant(number as number)).toThrow('not a tenant number');
    expect(setTenant(42)).toBe("SET LOCAL app.tenant_id = '42'");
  });

  it('refuses work that goes on after somebody ended it, keeps nothing of it and no connection', async () => {
    const pool = (dataSource.driver as unknown as { master: Pool }).master;
    for (let moment = 0; moment < 12; moment++) {
      const scope = worker.get(Tenancy).scopeFor(own);
      const insert = (name: string) =>
        scope.query({
          text: 'insert into probe.thing (tenant_id, thing_id, name) values ($1, $2, $3)',
          values: [own.tenantId, newId(), name],
        });
      const work = (async () => {
        await insert(`first ${moment}`);
        await insert(`second ${moment}`);
        await scope.commit();
      })();
      const outcome = work.then(
        () => 'kept',
        () => 'undone',
      );
      // A client may go away at any moment: after no, one, two, ... turns of the event loop.
      for (let turn = 0; turn < moment; turn++) await new Promise((resolve) => setImmediate(resolve));
      await scope.end();
      const expected = (await outcome) === 'kept' ? 1 : 0;
      expect([await stored(`first ${moment}`), await stored(`second ${moment}`)].map((rows) => rows.length)).toEqual([expected, expected]);
    }
    expect(pool.idleCount).toBe(pool.totalCount);
  });

  it('begins anew on a connection whose former reader was just let go', async () => {
    const tenancy = worker.get(Tenancy);
    const look =
      'select platform.tenant_id() as id, pg_backend_pid() as pid, current_setting($1) as mode, txid_current_if_assigned() as written';
    const read = async (tenant: TenantIdentity) => {
      const scope = tenancy.scopeFor(tenant, { readOnly: true });
      const { rows } = await scope.query<{ id: number; pid: number }>({ text: look, values: ['transaction_read_only'] });
      await scope.commit();
      return rows[0];
    };
    for (let round = 0; round < 20; round++) {
      const former = await read(other);
      const name = `written behind a reader ${round}`;
      const pid = await within(own, async () => {
        const [{ pid, ...state }] = await dataSource.query(look, ['transaction_read_only']);
        expect(state).toEqual({ id: own.tenantId, mode: 'off', written: null });
        await things.insert(thing(name));
        return pid;
      });
      expect(pid).toBe(former.pid);
      expect(former).toMatchObject({ id: other.tenantId, mode: 'on' });
      expect(await stored(name)).toEqual([{ tenant_id: own.tenantId }]);
    }
  });

  it('leaves no transaction open behind a reader whom nobody follows', async () => {
    const scope = worker.get(Tenancy).scopeFor(own, { readOnly: true });
    const { rows } = await scope.query<{ pid: number }>({ text: 'select pg_backend_pid() as pid' });
    await scope.commit();
    const state = () =>
      asAdmin(database, async (client) => (await client.query('select state from pg_stat_activity where pid = $1', [rows[0].pid])).rows);
    await eventually(async () => (await state())[0].state === 'idle');
  });

  it('writes what was kept for its COMMIT once when it succeeds, and never when it does not', async () => {
    const keep = (name: string) =>
      currentScope().atCommit({
        text: 'insert into probe.thing (tenant_id, thing_id, name) values ($1, $2, $3)',
        values: [own.tenantId, newId(), name],
      });
    await within(own, async () => keep('kept for the commit'));
    expect(await stored('kept for the commit')).toEqual([{ tenant_id: own.tenantId }]);
    const undone = within(own, async () => {
      keep('kept in vain');
      await things.insert(thing('undone with it'));
      throw new Error('undo it');
    });
    await expect(undone).rejects.toThrow('undo it');
    const refused = within(own, async () => {
      await things.insert(thing('before a commit that fails'));
      keep('kept for the commit');
    });
    expect(await stateOf(refused)).toBe('23505');
    expect(await stored('kept in vain')).toEqual([]);
    expect(await stored('before a commit that fails')).toEqual([]);
  });

  it('that is under way is waited for when the data source is closed', async () => {
    const stopping = await WorkerUnderTest.on(database);
    const scope = stopping.get(Tenancy).scopeFor(own);
    const answer = scope.query({ text: 'select pg_sleep(0.2), platform.tenant_id() as id' });
    await scope.queryRunner().connect();
    const stopped = stopping.stop();
    expect((await answer).rows[0]).toMatchObject({ id: own.tenantId });
    await scope.end();
    await stopped;
  });
});
