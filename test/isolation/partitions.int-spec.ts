import { EventRunner, Partitions, sqlState } from '@maru/platform';
import type { TestDatabase } from '@maru/platform/testing';
import { Client } from 'pg';
import { roleConnection, type ServiceRole } from '../../libs/platform/src/config/config';
import { databaseWithProbe, WorkerUnderTest } from '../support/house-under-test';

const TABLE = 'platform.usage_event';

describe('the months of a table', () => {
  let database: TestDatabase;
  let worker: WorkerUnderTest;

  const months = async (table = TABLE) => {
    const found = await database.query<{ month: string }>(
      'select inhrelid::regclass::text as month from pg_inherits where inhparent = $1::regclass order by 1',
      [table],
    );
    return found.map(({ month }) => month);
  };
  const monthsFromNow = (months: number) => {
    const now = new Date();
    return Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + months, 15);
  };
  const nameOf = (time: number, table = TABLE) => `${table}_${new Date(time).toISOString().slice(0, 7).replace('-', '')}`;
  const asRole = async (role: ServiceRole, text: string, values: unknown[] = []) => {
    const client = new Client(roleConnection(database.config, role));
    await client.connect();
    try {
      return await client.query(text, values);
    } finally {
      await client.end();
    }
  };
  const stateOf = (work: Promise<unknown>) => work.then(() => null, sqlState);

  beforeAll(async () => {
    database = await databaseWithProbe();
    worker = await WorkerUnderTest.on(database);
  });
  afterAll(async () => {
    await worker.stop();
    await database.drop();
  });

  it('are made ahead, for every table that is cut into months', async () => {
    await worker.get(Partitions).ensureAhead(new Date());
    const tables = await database.query<{ table_name: string }>('select table_name from platform.monthly_table');
    expect(tables.map(({ table_name }) => table_name)).toEqual(expect.arrayContaining([TABLE, 'fems.reading']));
    for (const { table_name } of tables)
      for (const ahead of [0, 1, 2, 3]) expect(await months(table_name)).toContain(nameOf(monthsFromNow(ahead), table_name));
  });

  it('are made once by many who need the same one at the same time', async () => {
    for (const ago of [-30, -31, -32, -33, -34]) {
      const time = monthsFromNow(ago);
      const calls = Array.from({ length: 8 }, () =>
        asRole('maru_partitions', 'select platform.ensure_month($1, $2) as made', [TABLE, new Date(time)]),
      );
      const made = (await Promise.all(calls)).map(({ rows }) => rows[0].made as boolean);
      expect(made.filter(Boolean)).toHaveLength(1);
      expect((await months()).filter((month) => month === nameOf(time))).toHaveLength(1);
    }
  });

  it('begin and end at UTC months, and a row finds its own', async () => {
    await worker.get(Partitions).ensure(TABLE, [Date.UTC(2025, 11, 31, 23, 59, 59, 999), Date.UTC(2026, 0, 1)]);
    const bounds = await database.query<{ bound: string }>(
      "select pg_get_expr(relpartbound, oid) as bound from pg_class where relname in ('usage_event_202512', 'usage_event_202601') order by relname",
    );
    expect(bounds.map(({ bound }) => bound.replace(/ 00:00:00\+00/g, ''))).toEqual([
      "FOR VALUES FROM ('2025-12-01') TO ('2026-01-01')",
      "FOR VALUES FROM ('2026-01-01') TO ('2026-02-01')",
    ]);
  });

  it('reach ten years back and four months ahead, and no further', async () => {
    const partitions = worker.get(Partitions);
    await partitions.ensure(TABLE, [monthsFromNow(-119), monthsFromNow(3)]);
    expect(await stateOf(partitions.ensure(TABLE, [monthsFromNow(-123)]))).toBe('22008');
    expect(await stateOf(partitions.ensure(TABLE, [monthsFromNow(6)]))).toBe('22008');
  });

  it('are made of listed tables alone, by the role that makes them alone', async () => {
    const call = 'select platform.ensure_month($1, now())';
    for (const table of ['workspace.site', 'platform.none', 'platform.usage_event; drop table platform.outbox', ''])
      expect(await stateOf(asRole('maru_partitions', call, [table]))).toBe('22023');
    for (const role of ['maru_app', 'maru_identity', 'maru_usage', 'maru_relay'] as const)
      expect(await stateOf(asRole(role, call, [TABLE]))).toBe('42501');
    expect(await stateOf(asRole('maru_partitions', 'select * from platform.usage_event'))).toBe('42501');
  });

  it('that are missing are made before a row needs them', async () => {
    const time = monthsFromNow(2);
    await database.query(`drop table ${nameOf(time)}`);
    const other = await WorkerUnderTest.on(database);
    await other.get(Partitions).ensure(TABLE, [time]);
    expect(await months()).toContain(nameOf(time));
    await other.stop();
  });
});

describe('a job', () => {
  it('without a tenant, of an unknown tenant or for an unknown consumer is refused', async () => {
    const database = await databaseWithProbe();
    const worker = await WorkerUnderTest.on(database);
    const job = { tenantId: 1, eventId: '00000000-0000-7000-8000-000000000000', consumer: 'probe.count-things', attempt: 1 };
    const run = (over: object) => worker.get(EventRunner).run({ ...job, ...over } as typeof job);
    await expect(run({ tenantId: undefined })).rejects.toThrow('without a known consumer or tenant');
    await expect(run({ tenantId: '1' })).rejects.toThrow('without a known consumer or tenant');
    await expect(run({ consumer: 'probe.none' })).rejects.toThrow('without a known consumer or tenant');
    await expect(run({ tenantId: 999 })).rejects.toThrow('unknown tenant 999');
    await worker.stop();
    await database.drop();
  });
});
