// @ts-check
import { once } from 'node:events';
import copy from 'pg-copy-streams';
import { clientOf, openStage, signIn, startServer } from './bench-stage.mjs';
import { prepare, runLoad } from './http-load.mjs';
import { median } from './run-bench.mjs';

const ROUNDS = 5;
const USAGE_ROUNDS = 16;
const CONNECTIONS = 8;
const POINTS = 10;
const ROWS_A_ROUND = 300_000;

/** @typedef {(name: string, value: number, unit: string, target: number, atMost?: boolean) => void} Record_ */

/**
 * @param {(name: string) => boolean} wanted
 * @param {Record_} record
 */
export async function benchPlatform(wanted, record) {
  const names = ['platform.ingest_1k', 'platform.ingest_5k', 'platform.tenant_read', 'platform.usage_write'];
  if (!names.some(wanted)) return;
  const stage = await openStage();
  try {
    const server = await startServer(stage.env);
    try {
      if (wanted('platform.ingest_1k')) await benchIngest(stage, server.port, 1000, 'platform.ingest_1k', 0.6, record);
      if (wanted('platform.ingest_5k')) await benchIngest(stage, server.port, 5000, 'platform.ingest_5k', 0.75, record);
      if (wanted('platform.tenant_read')) await benchRead(stage, server.port, record);
      if (wanted('platform.usage_write')) await benchUsage(stage, server.port, record);
    } finally {
      await server.stop();
    }
  } finally {
    await stage.close();
  }
}

/**
 * Readings through HTTP against one stream of COPY into the same partitioned table with its key. Each round writes months
 * of its own, so that both sides fill new leaves of the same index.
 * @param {Awaited<ReturnType<typeof openStage>>} stage
 * @param {number} port
 * @param {number} batch rows a request
 * @param {string} name
 * @param {number} target
 * @param {Record_} record
 */
async function benchIngest(stage, port, batch, name, target, record) {
  const call = clientOf(port);
  const token = await signIn(call);
  const { sourceId, points, key } = await meter(call, token, name);
  const { rows: numbers } = await stage.database.query(
    'select tenant_id, point_number from fems.meter_point where point_id = any($1) order by point_number',
    [points],
  );
  const { rows: sources } = await stage.database.query('select source_number from fems.reading_source where source_id = $1', [sourceId]);
  const ratios = [];
  const rates = [];
  for (let round = 0; round <= ROUNDS; round++) {
    // A minute of readings of its own for each side: no row is ever sent twice.
    const base = Date.UTC(2020, 0, 1) + round * 2 * (ROWS_A_ROUND / POINTS) * 60_000;
    const copied = await copyRows(stage.database, numbers, sources[0].source_number, base);
    const http = await ingestRows(port, key, sourceId, points, base + (ROWS_A_ROUND / POINTS) * 60_000, batch);
    if (round === 0) continue; // connections, caches and partitions are made here
    ratios.push(http / copied);
    rates.push(http);
  }
  record(name, median(ratios), 'ratio', target);
  if (batch === 1000) record(`${name}.rows`, median(rates), 'rows/s', 200_000);
}

/** @param {ReturnType<typeof clientOf>} call @param {string} token @param {string} name */
async function meter(call, token, name) {
  const { items: sites } = await call('GET', '/api/workspace/sites', { token });
  const made = await call('POST', '/api/fems/meters', { token, body: { siteId: sites[0].id, name, main: false } });
  const points = [];
  for (let number = 0; number < POINTS; number++) {
    const body = {
      meterId: made.id,
      name: `${name} ${number}`,
      quantity: 'activeEnergyImport',
      unit: 'kWh',
      intervalSeconds: 60,
      acquisitionMode: 'automatic',
    };
    points.push((await call('POST', '/api/fems/points', { token, body })).id);
  }
  const source = await call('POST', '/api/fems/reading-sources', { token, body: { name, stamp: 'intervalStart' } });
  const { key } = await call('POST', '/api/workspace/device-keys', { token, body: { name, scopes: ['fems.reading.ingest'] } });
  return { sourceId: source.id, points, key };
}

/** @param {import('pg').Client} database @param {{ tenant_id: number, point_number: number }[]} numbers @param {number} source @param {number} base */
async function copyRows(database, numbers, source, base) {
  const minutes = ROWS_A_ROUND / POINTS;
  await ensureMonths(database, base, minutes);
  const chunks = [];
  for (let minute = 0; minute < minutes; minute += 100) {
    const lines = [];
    for (const { tenant_id, point_number } of numbers)
      for (let within = minute; within < minute + 100; within++)
        lines.push(`${tenant_id}\t${point_number}\t${new Date(base + within * 60_000).toISOString()}\t${valueAt(within)}\t0\t${source}\n`);
    chunks.push(Buffer.from(lines.join('')));
  }
  const begun = performance.now();
  const stream = database.query(
    copy.from('copy fems.reading (tenant_id, point_number, interval_start, value, quality, source_number) from stdin'),
  );
  for (const chunk of chunks) if (!stream.write(chunk)) await once(stream, 'drain');
  stream.end();
  await once(stream, 'finish');
  return ROWS_A_ROUND / ((performance.now() - begun) / 1000);
}

/** @param {import('pg').Client} database @param {number} base @param {number} minutes */
async function ensureMonths(database, base, minutes) {
  for (let time = base; time < base + 2 * minutes * 60_000; time += 15 * 86_400_000)
    await database.query("select platform.ensure_month('fems.reading', $1)", [new Date(time)]);
  await database.query("select platform.ensure_month('fems.reading', $1)", [new Date(base + 2 * minutes * 60_000)]);
}

/** @param {number} port @param {string} key @param {string} sourceId @param {string[]} points @param {number} base @param {number} batch */
async function ingestRows(port, key, sourceId, points, base, batch) {
  const minutesABatch = batch / POINTS;
  /** @type {Buffer[]} */
  const requests = [];
  for (let minute = 0; minute < ROWS_A_ROUND / POINTS; minute += minutesABatch) {
    const readings = [];
    for (const pointId of points)
      for (let within = minute; within < minute + minutesABatch; within++)
        readings.push({ pointId, at: new Date(base + within * 60_000).toISOString(), value: valueAt(within) });
    requests.push(prepare('POST', '/api/fems/readings', { token: key, body: JSON.stringify({ sourceId, readings }) }));
  }
  requests.reverse();
  const { seconds } = await runLoad({ port, connections: CONNECTIONS, status: 200, next: () => requests.pop() ?? null });
  return ROWS_A_ROUND / seconds;
}

/** @param {number} minute */
function valueAt(minute) {
  return ((minute * 7919) % 1000) / 100;
}

/**
 * @param {Awaited<ReturnType<typeof openStage>>} stage
 * @param {number} port
 * @param {Record_} record
 */
async function benchRead(stage, port, record) {
  const token = await signIn(clientOf(port));
  const { rows } = await stage.database.query("select tenant_id from platform.tenant where company_code = 'parts'");
  const guarded = prepare('GET', '/api/workspace/subscriptions', { token, headers: { 'maru-cause': 'input' } });
  const bare = prepare('GET', `/api/bench/subscriptions/${rows[0].tenant_id}`);
  const ratios = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const without = await rate(port, bare, 200);
    const withAll = await rate(port, guarded, 200);
    if (round > 0) ratios.push(withAll / without);
  }
  record('platform.tenant_read', median(ratios), 'ratio', 0.5);
}

/** @param {number} port @param {Buffer} request @param {number} status */
async function rate(port, request, status) {
  const { requests, seconds } = await runLoad({ port, connections: 16, status, next: () => request, forMs: 3000 });
  return requests / seconds;
}

/**
 * @param {Awaited<ReturnType<typeof openStage>>} stage
 * @param {number} port
 * @param {Record_} record
 */
async function benchUsage(stage, port, record) {
  const without = await startServer({ ...stage.env, BENCH_WITHOUT_USAGE: '1' });
  try {
    const call = clientOf(port);
    const token = await signIn(call);
    const { items: sites } = await call('GET', '/api/workspace/sites', { token });
    let number = 0;
    // A meter: no request reads all of them, so that the last write costs what the first did. (Every session reads all sites.)
    const next = () =>
      prepare('POST', '/api/fems/meters', {
        token,
        body: JSON.stringify({ siteId: sites[0].id, name: `bench ${number++}`, main: false }),
      });
    /** @param {number} server @param {number} forMs */
    const rateOf = async (server, forMs) => {
      const { requests, seconds } = await runLoad({ port: server, connections: CONNECTIONS, status: 201, next, forMs });
      return requests / seconds;
    };
    for (const server of [without.port, port]) await rateOf(server, 5000);
    const ratios = [];
    for (let round = 0; round < USAGE_ROUNDS; round++) {
      // What differs is small beside what the machine's speed does meanwhile: short turns, and each goes first as often as the other.
      const turns = round % 2 ? [port, without.port] : [without.port, port];
      const rates = new Map();
      for (const server of turns) rates.set(server, await rateOf(server, 1500));
      ratios.push(rates.get(port) / rates.get(without.port));
    }
    record('platform.usage_write', median(ratios), 'ratio', 0.9);
  } finally {
    await without.stop();
  }
}
