import { eventually, testDatabase } from '@maru/platform/testing';
import { UsageWriter } from '../../libs/platform/src/usage/usage-writer';
import { ApiUnderTest, type TestPerson } from '../support/api-under-test';
import { CuttableProxy } from '../support/cuttable-proxy';
import { WorkerUnderTest } from '../support/house-under-test';
import { usageRows } from '../support/usage-rows';

/** What of the writer a test hastens or ends. */
interface Inside {
  timer: NodeJS.Timeout;
  running: Promise<void> | null;
  client: { end(): Promise<void>; connectionParameters: { query_timeout: number } };
  writerNumber: number;
  lookedAt: number;
}

/** A connection may be lost for one side alone: the server then holds the writer for alive, and its lock, for as long as it likes. */
describe('the writer of the usage log', () => {
  let api: ApiUnderTest;
  let owner: TestPerson;
  let proxy: CuttableProxy;

  beforeEach(async () => {
    const database = await testDatabase();
    const { hostname, port } = database.config.databaseUrl;
    proxy = await CuttableProxy.to(hostname, Number(port));
    const databaseUrl = new URL(database.config.databaseUrl);
    databaseUrl.port = String(proxy.port);
    api = await ApiUnderTest.on({ ...database, config: { ...database.config, databaseUrl } });
    owner = await api.organisation();
  });
  afterEach(async () => {
    await api.close();
    await proxy.cut();
  });

  const inside = () => api.app.get(UsageWriter) as unknown as Inside;
  const query = <Row extends object>(text: string) => api.database.query<Row>(text);
  const read = async () => {
    const reply = await api.request('GET', '/api/workspace/sites', { token: owner.token, headers: { 'maru-cause': 'input' } });
    expect(reply.status).toBe(200);
    return reply.headers.get('request-id') as string;
  };
  const isWritten = (id: string) => eventually(async () => (await usageRows(api.database, id)).length === 1);
  const writers = () =>
    query<{ number: number; stopped: boolean; locked: boolean }>(
      `select writer_number as number, stopped_at is not null as stopped, exists (
         select from pg_locks where locktype = 'advisory' and classid = 727001 and objid = writer_number and granted
           and database = (select oid from pg_database where datname = current_database())) as locked
       from platform.usage_writer order by 1`,
    );
  const gaps = () => query<{ gap_from: Date; gap_until: Date }>('select * from platform.usage_gap');

  it('goes on under another number, loses nothing and leaves no gap', async () => {
    await isWritten(await read());
    const [{ number: old }] = await writers();
    expect(proxy.abandon('maru_usage')).toBe(1);
    await isWritten(await read());
    expect(await writers()).toEqual([
      { number: old, stopped: true, locked: true },
      { number: inside().writerNumber, stopped: false, locked: true },
    ]);
    const another = await ApiUnderTest.on(api.database);
    await another.stop();
    await api.stop();
    expect((await writers()).map(({ stopped }) => stopped)).toEqual([true, true, true]);
    expect(await gaps()).toEqual([]);
  });

  it('that dies before it could write again leaves a gap from where the old number last confirmed', async () => {
    await isWritten(await read());
    await query('revoke insert on platform.usage_event from maru_usage');
    const lost = await read();
    const at = Date.now();
    const { writerNumber: old } = inside();
    proxy.abandon('maru_usage');
    await eventually(() => inside().writerNumber !== old && inside().client !== null);
    await dies();
    await query('grant insert on platform.usage_event to maru_usage');
    const next = await ApiUnderTest.on(api.database);
    const [gap, ...more] = await gaps();
    expect(more).toEqual([]);
    expect(await usageRows(api.database, lost)).toEqual([]);
    expect(gap.gap_from.getTime()).toBeLessThanOrEqual(at);
    expect(gap.gap_until.getTime()).toBeGreaterThanOrEqual(at);
    await next.stop();
  });

  it('that was taken for dead meanwhile goes on from the end of the gap that was recorded', async () => {
    await isWritten(await read());
    const { writerNumber: old } = inside();
    await query('revoke insert on platform.usage_event from maru_usage');
    await read();
    await query(`insert into platform.usage_gap (writer_number, gap_from, gap_until) values (${old}, now() - interval '1 second', now())`);
    await query(`update platform.usage_writer set stopped_at = now() where writer_number = ${old}`);
    proxy.abandon('maru_usage');
    await eventually(() => inside().writerNumber !== old && inside().client !== null);
    const seamless = `select from platform.usage_writer join platform.usage_gap g on g.writer_number = ${old} and gap_until = confirmed_at
      where usage_writer.writer_number = ${inside().writerNumber}`;
    expect(await query(seamless)).toHaveLength(1);
    await query('grant insert on platform.usage_event to maru_usage');
  });

  it('leaves a connection on which no answer comes, and takes another', async () => {
    await isWritten(await read());
    const { client, writerNumber: old } = inside();
    // As if the long time of a statement were over soon.
    client.connectionParameters.query_timeout = 500;
    expect(proxy.freeze('maru_usage')).toBeGreaterThan(0);
    await isWritten(await read());
    expect(inside().writerNumber).not.toBe(old);
    expect(await gaps()).toEqual([]);
  });

  it('records the gap of another that died without the server having noticed at its start', async () => {
    await query(
      `insert into platform.usage_writer (host, process_id, confirmed_at)
       values ('dead', 1, now() - interval '1 hour'), ('busy', 2, now() - interval '1 second')`,
    );
    inside().lookedAt = Number.NEGATIVE_INFINITY;
    const [gap] = await eventually(async () => {
      const found = await gaps();
      return found.length > 0 && found;
    });
    expect(gap.gap_until.getTime() - gap.gap_from.getTime()).toBeGreaterThanOrEqual(3_600_000);
    const silent = await query("select host from platform.usage_writer where stopped_at is null and host in ('dead', 'busy')");
    expect(silent).toEqual([{ host: 'busy' }]);
  });

  it('is not there in a worker, which answers no reads', async () => {
    const before = await writers();
    const worker = await WorkerUnderTest.on(api.database);
    expect(await writers()).toEqual(before);
    await worker.stop();
    expect(await writers()).toEqual(before);
  });

  /** As if by kill -9: it never beats again, its connection is gone, and nothing is closed. */
  async function dies(): Promise<void> {
    const writer = inside();
    clearInterval(writer.timer);
    await writer.running;
    await writer.client.end();
    Object.assign(writer, { pending: [], close: async () => undefined });
  }
});
