// @ts-check
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import copy from 'pg-copy-streams';
import { BUILT, inRoot } from '../../tools/launch/paths.mjs';
import { clientOf, openStage, residentBytes, signIn, startServer } from './bench-stage.mjs';
import { median } from './run-bench.mjs';

const ROUNDS = 5;
const PART_BYTES = 4 * 1024 * 1024;
const MILLION = 1_000_000;
const FIRST = Date.UTC(2022, 0, 1);
const SAMPLE_MS = 25;

/** @typedef {(name: string, value: number, unit: string, target: number, atMost?: boolean) => void} Record_ */
/** @typedef {Awaited<ReturnType<typeof openStage>>} Stage */

/**
 * @param {(name: string) => boolean} wanted
 * @param {Record_} record
 */
export async function benchImport(wanted, record) {
  if (!wanted('platform.import') && !wanted('platform.memory')) return;
  const stage = await openStage();
  const files = fs.mkdtempSync(path.join(os.tmpdir(), 'maru-bench-files-'));
  const env = { ...stage.env, MARU_FILES: files, LOG_LEVEL: 'warn' };
  const server = await startServer(env);
  const worker = spawn(process.execPath, [BUILT.worker], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  try {
    const plant = await Plant.open(server.port);
    if (wanted('platform.import')) await benchRows(stage, plant, record);
    if (wanted('platform.memory')) await benchMemory(plant, /** @type {number} */ (worker.pid), record);
  } finally {
    worker.kill('SIGTERM');
    await once(worker, 'exit');
    await server.stop();
    await stage.close();
    fs.rmSync(files, { recursive: true, force: true });
  }
}

/**
 * The steel plant's year by an import (read, mapped, judged, stored, its steps committed) against COPY of the same rows into the same table. Each
 * round has points of its own.
 * @param {Stage} stage
 * @param {Plant} plant
 * @param {Record_} record
 */
async function benchRows(stage, plant, record) {
  const csv = gunzipSync(fs.readFileSync(inRoot('samples/steel-industry/steel-industry-2018.csv.gz')));
  const ratios = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const imported = await plant.point(900);
    const checked = await plant.check(csv, 'steel.csv', {
      dateOrder: 'dmy',
      midnight: 'endsDate',
      stamp: 'intervalEnd',
      values: [{ column: 1, pointId: imported, unit: 'kWh', time: null }],
    });
    if (checked.counts.accepted !== 35_040) throw new Error(`the check counted ${JSON.stringify(checked.counts)}`);
    const rate = 35_040 / (await plant.apply(checked.id));
    const copied = await copySteel(stage, csv, await plant.point(900));
    if (round === 0) continue; // partitions, connections and compiled code are made here
    ratios.push(rate / copied);
  }
  record('platform.import', median(ratios), 'ratio', 0.25);
}

/**
 * @param {Stage} stage
 * @param {Buffer} csv
 * @param {string} pointId
 * @returns {Promise<number>} rows a second
 */
async function copySteel({ database }, csv, pointId) {
  const { rows } = await database.query('select tenant_id, point_number from fems.meter_point where point_id = $1', [pointId]);
  const [{ tenant_id, point_number }] = rows;
  const lines = csv.toString('utf8').trim().split(/\r?\n/).slice(1);
  const text = lines.map((line, at) => {
    const start = new Date(Date.UTC(2017, 11, 31, 15) + at * 900_000).toISOString();
    return `${tenant_id}\t${point_number}\t${start}\t${line.split(',')[1]}\t0\t1\n`;
  });
  const begun = performance.now();
  const stream = database.query(
    copy.from('copy fems.reading (tenant_id, point_number, interval_start, value, quality, source_number) from stdin'),
  );
  stream.end(Buffer.from(text.join('')));
  await once(stream, 'finish');
  return lines.length / ((performance.now() - begun) / 1000);
}

/**
 * How far the worker grows while it imports and exports a million rows, each way in both forms.
 * @param {Plant} plant
 * @param {number} pid
 * @param {Record_} record
 */
async function benchMemory(plant, pid, record) {
  const warm = await plant.point(60);
  await plant.bring(warm, minutes(20_000), 'warm.csv');
  for (const format of ['csv', 'xlsx']) await plant.export(warm, format);
  const pointId = await plant.point(60);
  const before = residentBytes(pid);
  let most = before;
  const sampling = setInterval(() => {
    most = Math.max(most, residentBytes(pid));
  }, SAMPLE_MS);
  /** @type {{ name: string, growth: number, seconds: number }[]} */
  const phases = [];
  const phase = async (/** @type {string} */ name, /** @type {() => Promise<any>} */ work) => {
    const begun = performance.now();
    most = residentBytes(pid);
    const result = await work();
    phases.push({ name, growth: (most - before) / 1024 / 1024, seconds: (performance.now() - begun) / 1000 });
    return result;
  };
  try {
    await phase('import csv', () => plant.bring(pointId, minutes(MILLION), 'million.csv'));
    await phase('export csv', () => plant.export(pointId, 'csv'));
    const workbook = await phase('export xlsx', () => plant.export(pointId, 'xlsx'));
    await phase('import xlsx', () => plant.bring(pointId, workbook, 'million.xlsx', 'unchanged'));
  } finally {
    clearInterval(sampling);
  }
  for (const { name, growth, seconds } of phases)
    process.stdout.write(`  ${name.padEnd(12)} ${growth.toFixed(1)} MiB, ${seconds.toFixed(1)} s\n`);
  record('platform.memory', Math.max(...phases.map(({ growth }) => growth)), 'MiB', 150, true);
}

/** @param {number} rows */
function minutes(rows) {
  const lines = ['일시,사용량(kWh)\n'];
  for (let row = 0; row < rows; row++)
    lines.push(
      `${new Date(FIRST + row * 60_000 + 9 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')},${((row * 7919) % 1000) / 100}\n`,
    );
  return Buffer.from(lines.join(''));
}

/** A company that sends and fetches files. */
class Plant {
  /** @param {number} port @param {string} token @param {string} meterId @param {string} sourceId */
  constructor(port, token, meterId, sourceId) {
    this.port = port;
    this.token = token;
    this.meterId = meterId;
    this.sourceId = sourceId;
    const call = clientOf(port);
    /** @type {(method: string, path: string, body?: unknown) => Promise<any>} */
    this.call = (method, path, body) => call(method, path, { token, body });
  }

  /** @param {number} port */
  static async open(port) {
    const call = clientOf(port);
    const token = await signIn(call);
    const { items: sites } = await call('GET', '/api/workspace/sites', { token });
    const meter = await call('POST', '/api/fems/meters', { token, body: { siteId: sites[0].id, name: 'imports', main: false } });
    const source = await call('POST', '/api/fems/reading-sources', { token, body: { name: 'imports', stamp: 'intervalStart' } });
    return new Plant(port, token, meter.id, source.id);
  }

  /** @param {number} intervalSeconds */
  async point(intervalSeconds) {
    const body = {
      meterId: this.meterId,
      name: 'imports',
      quantity: 'activeEnergyImport',
      unit: 'kWh',
      intervalSeconds,
      acquisitionMode: 'manual',
    };
    return (await this.call('POST', '/api/fems/points', body)).id;
  }

  /** @param {Buffer} content @param {string} name @returns {Promise<string>} */
  async send(content, name) {
    const file = await this.call('POST', '/api/workspace/files', { name, bytes: content.length, purpose: 'fems.reading-import-check' });
    for (let number = 0; number * PART_BYTES < content.length; number++) {
      const response = await fetch(`http://127.0.0.1:${this.port}/api/workspace/files/${file.id}/parts/${number}`, {
        method: 'PUT',
        headers: { authorization: `Bearer ${this.token}`, 'content-type': 'application/octet-stream' },
        body: new Uint8Array(content.subarray(number * PART_BYTES, (number + 1) * PART_BYTES)),
      });
      if (!response.ok) throw new Error(`part ${number} was answered ${response.status}`);
    }
    await this.call('POST', `/api/workspace/files/${file.id}/completion`);
    return file.id;
  }

  /** @param {Buffer} content @param {string} name @param {object} change of the mapping that the first check proposes */
  async check(content, name, change) {
    const { id } = await this.call('POST', '/api/fems/reading-imports', { fileId: await this.send(content, name) });
    const proposed = await this.settled(id);
    const response = await fetch(`http://127.0.0.1:${this.port}/api/fems/reading-imports/${id}/mapping`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${this.token}`, 'content-type': 'application/json', 'if-match': String(proposed.version) },
      body: JSON.stringify({ mapping: { ...proposed.mapping, sourceId: this.sourceId, ...change } }),
    });
    if (!response.ok) throw new Error(`the mapping was answered ${response.status}: ${await response.text()}`);
    return this.settled(id);
  }

  /** @param {string} id @returns {Promise<number>} seconds from its begin to its end, by the clock of the database */
  async apply(id) {
    await this.call('POST', `/api/fems/reading-imports/${id}/application`, { allOrNothing: false });
    const { taskId } = await this.settled(id);
    const task = await this.ended(taskId);
    return (Date.parse(task.endedAt) - Date.parse(task.begunAt)) / 1000;
  }

  /** @param {string} pointId @param {Buffer} content @param {string} name @param {'accepted' | 'unchanged'} [outcome] */
  async bring(pointId, content, name, outcome = 'accepted') {
    const mapping = { intervalSeconds: 60, stamp: 'intervalStart', midnight: 'asWritten', meters: null };
    const xlsx = name.endsWith('.xlsx');
    const checked = await this.check(content, name, {
      ...mapping,
      time: { format: 'dateTime', columns: [xlsx ? 2 : 0] },
      values: [{ column: xlsx ? 4 : 1, pointId, unit: 'kWh', time: null }],
    });
    await this.apply(checked.id);
    const { counts } = await this.call('GET', `/api/fems/reading-imports/${checked.id}`);
    if (counts.rows !== counts[outcome] || counts.rows < 1000) throw new Error(`the import counted ${JSON.stringify(counts)}`);
  }

  /** @param {string} pointId @param {string} format @returns {Promise<Buffer>} */
  async export(pointId, format) {
    const period = { from: new Date(FIRST).toISOString(), to: new Date(FIRST + MILLION * 60_000).toISOString() };
    const { taskId } = await this.call('POST', '/api/fems/reading-exports', { pointIds: [pointId], ...period, format });
    const { outcome } = await this.ended(taskId);
    const response = await fetch(`http://127.0.0.1:${this.port}/api/workspace/files/${outcome.fileId}/content`, {
      headers: { authorization: `Bearer ${this.token}` },
    });
    return Buffer.from(await response.arrayBuffer());
  }

  /** @param {string} id */
  async settled(id) {
    for (;;) {
      const item = await this.call('GET', `/api/fems/reading-imports/${id}`);
      if (item.state === 'failed')
        throw new Error(`the import failed: ${JSON.stringify(await this.call('GET', `/api/workspace/tasks/${item.taskId}`))}`);
      if (!/ing$/.test(item.state)) return item;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  /** @param {string} id */
  async ended(id) {
    for (;;) {
      const task = await this.call('GET', `/api/workspace/tasks/${id}`);
      if (task.state === 'done') return task;
      if (task.endedAt) throw new Error(`the task ended ${JSON.stringify(task)}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
