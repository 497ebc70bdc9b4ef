import { eventually } from '@maru/platform/testing';
import { PASSWORD, RunningService } from './running-service';

const ROWS = 50;
const CLIENTS = 6;
/** Early enough that minutes do not run into the future, however many batches are sent. */
const FIRST = Date.UTC(2020, 0, 1);

interface Answer {
  accepted: number;
  unchanged: number;
  corrected: number;
  refused: unknown[];
}

describe('ingest while processes are killed', () => {
  let service: RunningService;
  let token: string;
  beforeAll(async () => {
    service = await RunningService.start();
    token = (await call<{ token: string }>('POST', '/api/sessions', { email: 'owner@parts.example', password: PASSWORD })).token;
  }, 120_000);
  afterAll(() => service.close());

  async function call<T>(method: string, path: string, body?: unknown, bearer?: string): Promise<T> {
    const response = await fetch(service.url + path, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(bearer ? { authorization: `Bearer ${bearer}` } : {}),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as T;
  }

  async function openEvents(): Promise<number> {
    const [{ open }] = await service.rows<{ open: number }>(
      'select count(*)::integer as open from platform.outbox where closed_at is null',
    );
    return open;
  }

  async function prepare(): Promise<{ key: string; sourceId: string; pointId: string }> {
    const sites = await call<{ items: { id: string }[] }>('GET', '/api/workspace/sites', undefined, token);
    const meter = await call<{ id: string }>('POST', '/api/fems/meters', { siteId: sites.items[0].id, name: 'faults', main: false }, token);
    const point = {
      meterId: meter.id,
      name: 'faults',
      quantity: 'activeEnergyImport',
      unit: 'kWh',
      intervalSeconds: 60,
      acquisitionMode: 'automatic',
    };
    const { id: pointId } = await call<{ id: string }>('POST', '/api/fems/points', point, token);
    const source = await call<{ id: string }>('POST', '/api/fems/reading-sources', { name: 'faults', stamp: 'intervalStart' }, token);
    const { key } = await call<{ key: string }>(
      'POST',
      '/api/workspace/device-keys',
      { name: 'faults', scopes: ['fems.reading.ingest'] },
      token,
    );
    return { key, sourceId: source.id, pointId };
  }

  it('keeps every accepted row exactly once, through kill -9 of api, worker and database', async () => {
    const { key, sourceId, pointId } = await prepare();
    const totals = { accepted: 0, unchanged: 0, corrected: 0 };
    let batches = 0;
    let answered = 0;
    let underWay = 0;
    let interrupted = 0;
    let enough = false;

    const send = async (batch: number): Promise<Answer> => {
      const readings = Array.from({ length: ROWS }, (_, row) => {
        const minute = batch * ROWS + row;
        return { pointId, at: new Date(FIRST + minute * 60_000).toISOString(), value: minute % 1000 };
      });
      underWay++;
      try {
        return await call<Answer>('POST', '/api/fems/readings', { sourceId, readings }, key);
      } catch (error) {
        interrupted++;
        throw error;
      } finally {
        underWay--;
      }
    };
    const client = async () => {
      while (!enough) {
        const batch = batches++;
        // What was not answered is sent again, as a device would: it may or may not have been stored.
        const answer = await eventually(() => send(batch), 60_000);
        expect(answer.refused).toEqual([]);
        for (const part of ['accepted', 'unchanged', 'corrected'] as const) totals[part] += answer[part];
        answered++;
      }
    };
    const moreAnswered = (count: number) => {
      const from = answered;
      return eventually(() => answered >= from + count, 60_000);
    };
    /** Something is killed while requests are on their way, and at least one of them notices. */
    const interrupting = async (kill: () => Promise<void>, recover: () => Promise<unknown>) => {
      await moreAnswered(20);
      const before = interrupted;
      await eventually(() => underWay > 0);
      await kill();
      await eventually(() => interrupted > before);
      await recover();
    };
    const faults = async () => {
      await interrupting(
        () => service.kill('api'),
        () => service.begin('api'),
      );
      await eventually(async () => (await openEvents()) > 0);
      await service.kill('worker');
      await moreAnswered(20);
      await service.begin('worker');
      await interrupting(
        () => service.killDatabase(),
        () => service.ready(),
      );
      await interrupting(
        async () => {
          await service.kill('api');
          await service.killDatabase();
        },
        () => service.begin('api'),
      );
      await moreAnswered(20);
    };

    const clients = Array.from({ length: CLIENTS }, client);
    try {
      // A client that fails ends the test at once instead of leaving the others to wait for it.
      await Promise.race([faults(), Promise.all(clients)]);
    } finally {
      enough = true;
      await Promise.allSettled(clients);
    }
    await Promise.all(clients);

    const [stored] = await service.rows<{ rows: number; wrong: number; corrections: number }>(
      `select count(*)::integer as rows,
         count(*) filter (where value <> (extract(epoch from interval_start)::bigint / 60 - $2::bigint / 60000) % 1000)::integer as wrong,
         (select count(*)::integer from fems.reading_correction) as corrections
       from fems.reading join fems.meter_point using (tenant_id, point_number) where point_id = $1`,
      [pointId, FIRST],
    );
    expect(stored).toEqual({ rows: batches * ROWS, wrong: 0, corrections: 0 });
    expect(totals.accepted + totals.unchanged).toBe(batches * ROWS);
    expect(totals.corrected).toBe(0);

    // Each event has had its effect once: the projection counts what the ledger holds.
    await eventually(async () => (await openEvents()) === 0, 90_000);
    const [activity] = await service.rows<{ accepted: string }>('select accepted from fems.point_activity where point_id = $1', [pointId]);
    expect(Number(activity.accepted)).toBe(batches * ROWS);
  }, 300_000);

  it('records that reads may be missing after a kill, and none after an orderly end', async () => {
    const gaps = () => service.rows<{ writer_number: number }>('select writer_number from platform.usage_gap');
    const before = await gaps();
    await service.kill('api');
    await service.begin('api');
    const after = await eventually(async () => {
      const found = await gaps();
      return found.length > before.length && found;
    });
    // Whoever reads the log is told of it.
    const log = await call<{ gaps: { from: string; until: string }[] }>('GET', '/api/workspace/usage-events', undefined, token);
    expect(log.gaps).toHaveLength(after.length);
    expect(await service.stop('api')).toBe(0);
    await service.begin('api');
    await call('GET', '/api/workspace/sites', undefined, token);
    expect(await gaps()).toHaveLength(after.length);
  }, 60_000);
});
