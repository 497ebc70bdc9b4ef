import { eventually } from '@maru/platform/testing';
import { PASSWORD, RunningService } from './running-service';

const BATCHES = 240;
const ROWS = 250;
const CLIENTS = 6;
const FIRST = Date.UTC(2025, 0, 1);

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
    const waiting = Array.from({ length: BATCHES }, (_, number) => number).reverse();
    let answered = 0;
    let failures = 0;
    const totals = { accepted: 0, unchanged: 0, corrected: 0 };

    const client = async () => {
      for (let batch = waiting.pop(); batch !== undefined; batch = waiting.pop()) {
        const readings = Array.from({ length: ROWS }, (_, row) => {
          const minute = (batch as number) * ROWS + row;
          return { pointId, at: new Date(FIRST + minute * 60_000).toISOString(), value: minute % 1000 };
        });
        // What was not answered is sent again, as a device would: it may or may not have been stored.
        const answer = await eventually(async () => {
          try {
            return await call<Answer>('POST', '/api/fems/readings', { sourceId, readings }, key);
          } catch (error) {
            failures++;
            throw error;
          }
        }, 90_000);
        expect(answer.refused).toEqual([]);
        for (const part of ['accepted', 'unchanged', 'corrected'] as const) totals[part] += answer[part];
        answered++;
      }
    };
    const clients = Promise.all(Array.from({ length: CLIENTS }, client));

    const afterMore = (batches: number) => {
      const from = answered;
      return eventually(() => answered >= Math.min(from + batches, BATCHES), 90_000);
    };
    await afterMore(20);
    await service.kill('api');
    await service.begin('api');
    await afterMore(20);
    await service.kill('worker');
    await service.begin('worker');
    await afterMore(20);
    await service.killDatabase();
    await service.ready();
    await afterMore(20);
    await service.kill('api');
    await service.killDatabase();
    await service.begin('api');
    await clients;

    // Something was really interrupted, else the test has shown nothing.
    expect(failures).toBeGreaterThan(0);
    const [stored] = await service.rows<{ rows: number; wrong: number; corrections: number }>(
      `select count(*)::integer as rows,
         count(*) filter (where value <> (extract(epoch from interval_start)::bigint / 60 - $2::bigint / 60000) % 1000)::integer as wrong,
         (select count(*)::integer from fems.reading_correction) as corrections
       from fems.reading join fems.meter_point using (tenant_id, point_number) where point_id = $1`,
      [pointId, FIRST],
    );
    expect(stored).toEqual({ rows: BATCHES * ROWS, wrong: 0, corrections: 0 });
    expect(totals.accepted + totals.unchanged).toBe(BATCHES * ROWS);
    expect(totals.corrected).toBe(0);

    // Each event has had its effect once: the projection counts what the ledger holds.
    await eventually(async () => {
      const [open] = await service.rows<{ open: number }>('select count(*)::integer as open from platform.outbox where closed_at is null');
      return open.open === 0;
    }, 90_000);
    const [activity] = await service.rows<{ accepted: string }>('select accepted from fems.point_activity where point_id = $1', [pointId]);
    expect(Number(activity.accepted)).toBe(BATCHES * ROWS);
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
