import { newId } from '@maru/kernel';
import { Maintenance } from '@maru/platform';
import { eventually, type TestDatabase } from '@maru/platform/testing';
import type { Client } from 'pg';
import { Relay } from '../../libs/platform/src/outbox/relay';
import { ApiUnderTest } from '../support/api-under-test';
import { type Estate, estate } from '../support/estate';
import { asAdmin, databaseWithProbe, entriesWithProbe, WorkerUnderTest } from '../support/house-under-test';
import { OutboxScene } from '../support/outbox-scene';
import { routeInputs } from '../support/route-inputs';
import { type SentStatement, StatementLog } from '../support/statement-log';
import { cast, senderOf, VALID_INPUTS } from '../support/valid-inputs';
import { EXPECTED_GRANTS } from './catalogue/expected-grants';
import { addressOf, MAKERS, placeOf } from './makers';
import { nodesOf, type PlanNode, planFaults, tableOf } from './statements/plan-faults';

/** Where nobody listens: what is sent there does not leave, and that is kept. */
const NOBODY = 'http://127.0.0.1:9/';
const INPUT = { 'maru-cause': 'input' };
/** Tables inside the wall. */
const TENANT_TABLES = new Set([
  ...Object.entries(EXPECTED_GRANTS).flatMap(([table, { kind }]) => (kind === 'global' ? [] : [table])),
  'probe.thing',
  'probe.effect',
]);
/** What a person asks of it is to look around without saying where. */
const AIMLESS = 'POST /api/probe/runs';

/** Failure mode 58: every statement that api and worker sent while each route was used and events were carried. */
describe('58: the statements of the service', () => {
  let database: TestDatabase;
  let statements: readonly SentStatement[];
  let firstColumns: ReadonlyMap<string, string>;

  beforeAll(async () => {
    database = await databaseWithProbe({ MARU_RATE_LIMIT_PER_MINUTE: '1000000', MARU_LOG_CENTRE_URL: NOBODY });
    const log = new StatementLog();
    await useEveryRoute(database);
    await carryEvents(database);
    statements = log.end();
    firstColumns = await asAdmin(
      database,
      async (client) => new Map((await client.query(FIRST_COLUMNS)).rows.map((row) => [row.index, row.column])),
    );
  }, 120_000);
  afterAll(() => database.drop());

  /** Planned as by somebody whom the wall does not hold: that an index is used is then the statement's own doing. */
  const planOf = async (client: Client, { text, values }: Pick<SentStatement, 'text' | 'values'>): Promise<PlanNode> => {
    await client.query('begin');
    try {
      // Where there are few rows, reading all of them is cheapest: only where no index serves it is it chosen now.
      await client.query('set local enable_seqscan = off');
      const { rows } = await client.query(`explain (verbose, costs off, format json) ${text}`, [...values]);
      return rows[0]['QUERY PLAN'][0].Plan;
    } finally {
      await client.query('rollback');
    }
  };
  const faultsOf = (statement: Pick<SentStatement, 'text' | 'values'>) =>
    asAdmin(database, async (client) => planFaults(await planOf(client, statement), TENANT_TABLES, firstColumns));

  it('reach rows of a tenant by an index that begins with the tenant, and touch every table', async () => {
    const faults: string[] = [];
    const touched = new Set<string>();
    let inside = 0;
    await asAdmin(database, async (client) => {
      for (const statement of statements) {
        const plan = await planOf(client, statement);
        const tables = nodesOf(plan)
          .map(tableOf)
          .filter((table) => table !== null && TENANT_TABLES.has(table));
        for (const table of tables) touched.add(table as string);
        if (tables.length > 0) inside++;
        for (const fault of planFaults(plan, TENANT_TABLES, firstColumns)) faults.push(`${fault}\n  ${statement.role}: ${statement.text}`);
      }
    });
    expect(faults).toEqual([]);
    expect([...touched].sort()).toEqual([...TENANT_TABLES].sort());
    expect(inside).toBeGreaterThanOrEqual(50);
  });

  it.each<[string, string, unknown[], RegExp]>([
    ['names no tenant', 'select name from workspace.site where name = $1', ['x'], /^workspace\.site: /],
    ['names it in a way that no index can serve', 'select name from workspace.site where tenant_id + 0 = $1', [1], /^workspace\.site: /],
    [
      'names it for one of two tables',
      'select 1 from platform.outbox o, platform.inbox i where o.tenant_id = $1 and i.consumer = $2',
      [1, 'x'],
      /^platform\.inbox: /,
    ],
    ['changes rows by another column', 'update workspace.site set name = name where site_id = $1', [newId()], /^workspace\.site: /],
    ['looks into every month', 'delete from platform.usage_event where request_id = $1', [newId()], /^platform\.usage_event: /],
  ])('would be seen, if one %s', async (_what, text, values, fault) => {
    expect(await faultsOf({ text, values })).toEqual(expect.arrayContaining([expect.stringMatching(fault)]));
  });
});

const UNKEPT = `
  select from programme.log_send left join programme.log_receipt r using (tenant_id, send_id) where r.send_id is null`;

/** Rows of a list of the portal that the worker has loaded. */
const LOADED = `
  select from programme.portal_list_row join programme.portal_list l using (tenant_id, list_id) where l.file_name = 'readings.csv'`;

const FIRST_COLUMNS = `
  select i.relname as index, attname as column from pg_index join pg_class i on i.oid = indexrelid
  left join pg_attribute on attrelid = indrelid and attnum = indkey[0]`;

/** Uses every route once as somebody who may, and the ingest as devices do; ends the api, which writes what was read. */
async function useEveryRoute(database: TestDatabase): Promise<void> {
  const api = await ApiUnderTest.on(database, entriesWithProbe);
  const world = { api, own: await estate(api), other: await estate(api) };
  const people = await cast(api, world.own);
  await sendReadings(api, world.own);
  // Of a month that a list speaks for its rows are read too.
  await MAKERS['/api/programme/portal-lists/:id'](world, '');
  // What ends things comes late, and a change of password, which ends every other session, last.
  const rank = ({ method }: { method: string }) => ['DELETE', 'PUT'].indexOf(method) + 1;
  const routes = routeInputs(api.app).filter(({ endless }) => !endless);
  for (const { method, path, parameters, binary } of routes.sort((a, b) => rank(a) - rank(b))) {
    const name = `${method} ${path}`;
    if (name === AIMLESS) continue;
    const { body, query, raw } = VALID_INPUTS[name]?.(people) ?? {};
    const made = parameters.length > 0 ? await MAKERS[placeOf(path)](world, path) : null;
    const address = addressOf(path, made?.id ?? '');
    const type: Record<string, string> = binary ? { 'content-type': 'application/octet-stream' } : {};
    const { token } =
      rank({ method }) > 0 ? await api.signIn((made?.holder ?? people.estate.owner).email) : (made?.holder ?? senderOf(path, people));
    const send = (headers: Record<string, string>) =>
      api.request<{ version?: number }>(method, query ? `${address}?${new URLSearchParams(query)}` : address, {
        token,
        body,
        raw,
        headers: { ...INPUT, ...type, ...headers },
      });
    const seen = method === 'PATCH' ? await api.request<{ version?: number }>('GET', address, { token }) : null;
    const reply = await send({ 'if-match': `"${seen?.body.version ?? 1}"`, ...(method === 'POST' ? { 'idempotency-key': newId() } : {}) });
    expect([name, reply.status, reply.status < 300 ? '' : reply.text]).toEqual([name, reply.status, '']);
  }
  await MAKERS['/api/programme/portal-keys/:siteId'](world, '');
  await database.query("update programme.portal_key set state = 'active'");
  await api.stop();
}

/** The same interval first, again, with another value, and beside a new one: whatever the ledger asks of itself. */
async function sendReadings(api: ApiUnderTest, { deviceKey, sourceId, pointId }: Estate): Promise<void> {
  const reading = (day: string, value: string) => ({ pointId, at: `${day}T00:00:00+09:00`, value });
  for (const readings of [
    [reading('2026-01-05', '1'), reading('2026-02-05', '1')],
    [reading('2026-01-05', '1')],
    [reading('2026-01-05', '2')],
    [reading('2026-01-05', '3'), reading('2026-01-06', '1')],
  ])
    expect((await api.request('POST', '/api/fems/readings', { token: deviceKey, body: { sourceId, readings } })).status).toBe(200);
}

/** Events on their way through a worker, a log of what was done, and its upkeep. */
async function carryEvents(database: TestDatabase): Promise<void> {
  const worker = await WorkerUnderTest.on(database);
  const scene = new OutboxScene(database, worker);
  const tenant = await scene.tenant();
  worker.start();
  worker.get(Maintenance).start();
  await scene.publish(tenant, { mark: 'carried' });
  await scene.publish(tenant, { mark: 'postponed', poison: true });
  await eventually(async () => (await scene.open(tenant)) === 1);
  await eventually(async () => (await database.query("select from programme.log_send where purpose = 'log'")).length > 0);
  await eventually(async () => (await database.query(UNKEPT)).length === 0);
  await eventually(async () => (await database.query(LOADED)).length > 0);
  await worker.get(Relay).forgetOld();
  await worker.get(Maintenance).stop();
  await worker.stop();
}
