// @ts-check
// Sends the steel plant's year through the ingest API, as a meter's gateway would: with a device key, in compressed batches.
// What is there already changes nothing, so an interrupted run is simply repeated.
import fs from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';
import { inRoot } from './launch/paths.mjs';
import { Halt, say, showProgress } from './launch/say.mjs';

/**
 * @typedef {{ at: string, values: number[] }} Row   `at` is the interval's end, RFC 3339 with offset
 * @typedef {(method: string, path: string, body?: unknown) => Promise<any>} Api
 */

const SAMPLE = inRoot('samples/steel-industry/steel-industry-2018.csv.gz');
const EMAIL = 'owner@steel.example';
const BATCH = 5_000;
const INTERVAL_MS = 15 * 60_000;
const KEY_NAME = '견본 데이터 전송';

/** In the order of the sample's columns after the time. */
const QUANTITIES = [
  { quantity: 'activeEnergyImport', unit: 'kWh', name: '수전 유효전력량' },
  { quantity: 'reactiveEnergyLagging', unit: 'kvarh', name: '지상 무효전력량' },
  { quantity: 'reactiveEnergyLeading', unit: 'kvarh', name: '진상 무효전력량' },
];

/**
 * @param {{ url: string, password: string }} options
 * @returns {Promise<number>} how many readings were newly accepted
 */
export async function sendDemoReadings({ url, password }) {
  const { token } = await apiOf(url, null)('POST', '/api/sessions', { email: EMAIL, password });
  const api = apiOf(url, token);
  try {
    const points = await ensurePoints(api);
    const rows = readSample();
    const complete = await Promise.all(points.map(async ({ id }) => (await readingsOf(api, id)) === rows.length));
    if (complete.every(Boolean)) return 0;
    say(
      `견본 측정값(철강 공장의 2018년, ${points.length} × ${rows.length.toLocaleString('en')}건)을 수집 API로 보냅니다.`,
      `Sending the sample readings (a steel plant's 2018, ${points.length} × ${rows.length.toLocaleString('en')}) through the ingest API.`,
    );
    const source = await ensure(api, '/api/fems/reading-sources', { name: '한전 계량기 연계', stamp: 'intervalEnd' }, ['name']);
    return await withDeviceKey(api, url, (device) => sendAll(device, source.id, points, rows));
  } finally {
    await api('DELETE', '/api/sessions/current').catch(() => undefined);
  }
}

/**
 * @param {string} url
 * @param {string | null} token
 * @returns {Api}
 */
function apiOf(url, token) {
  return async (method, path, body) => {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const compressed = text !== undefined && text.length > 10_000;
    const answer = await fetch(url + path, {
      method,
      headers: {
        'accept-language': 'ko',
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(text === undefined ? {} : { 'content-type': 'application/json' }),
        ...(compressed ? { 'content-encoding': 'gzip' } : {}),
      },
      body: compressed ? gzipSync(text, { level: 1 }) : text,
      signal: AbortSignal.timeout(60_000),
    });
    const reply = await answer.text();
    if (!answer.ok)
      throw new Halt(
        `${method} ${path} 요청이 거절되었습니다 (${answer.status}): ${reply.slice(0, 500)}`,
        `${method} ${path} was refused.`,
      );
    return reply ? JSON.parse(reply) : null;
  };
}

/**
 * All items of a list, over its pages.
 * @param {Api} api
 * @param {string} path
 * @returns {Promise<Record<string, any>[]>}
 */
async function all(api, path) {
  const items = [];
  for (let cursor = ''; ; ) {
    const page = await api('GET', `${path}${cursor && `?cursor=${encodeURIComponent(cursor)}`}`);
    items.push(...page.items);
    if (!page.next) return items;
    cursor = page.next;
  }
}

/**
 * The item of a list that agrees with the wanted one in the fields named; made when there is none.
 * @param {Api} api
 * @param {string} path
 * @param {Record<string, unknown>} wanted
 * @param {string[]} fields
 */
async function ensure(api, path, wanted, fields) {
  const found = (await all(api, path)).find((item) => fields.every((field) => item[field] === wanted[field]));
  return found ?? (await api('POST', path, wanted));
}

/** @param {Api} api */
async function ensurePoints(api) {
  const [site] = await all(api, '/api/workspace/sites');
  if (!site) throw new Halt('데모 회사에 사업장이 없습니다.', 'The demo company has no site.');
  const meter = await ensure(api, '/api/fems/meters', { siteId: site.id, name: '수전 계량기', main: true }, ['siteId', 'main']);
  const points = [];
  for (const { quantity, unit, name } of QUANTITIES) {
    const wanted = { meterId: meter.id, name, quantity, unit, intervalSeconds: INTERVAL_MS / 1000, acquisitionMode: 'automatic' };
    points.push(await ensure(api, '/api/fems/points', wanted, ['meterId', 'quantity']));
  }
  return points;
}

/**
 * @param {Api} api
 * @param {string} pointId
 * @returns {Promise<number>}
 */
async function readingsOf(api, pointId) {
  const { months } = await api('GET', `/api/fems/coverage?pointId=${pointId}`);
  return months.reduce((/** @type {number} */ sum, /** @type {{ readings: number }} */ month) => sum + month.readings, 0);
}

/**
 * Lends a key for the time of the work. A key that an interrupted run left behind is revoked first.
 * @template T
 * @param {Api} api
 * @param {string} url
 * @param {(device: Api) => Promise<T>} work
 */
async function withDeviceKey(api, url, work) {
  const revoke = (/** @type {string} */ id) => api('DELETE', `/api/workspace/device-keys/${id}`);
  for (const { id, name, revokedAt } of await all(api, '/api/workspace/device-keys')) {
    if (name === KEY_NAME && !revokedAt) await revoke(id);
  }
  const { id, key } = await api('POST', '/api/workspace/device-keys', { name: KEY_NAME, scopes: ['fems.reading.ingest'] });
  try {
    return await work(apiOf(url, key));
  } finally {
    await revoke(id);
  }
}

/**
 * @param {Api} device
 * @param {string} sourceId
 * @param {Record<string, any>[]} points
 * @param {Row[]} rows
 */
async function sendAll(device, sourceId, points, rows) {
  const total = points.length * rows.length;
  let sent = 0;
  let accepted = 0;
  const endProgress = showProgress(() => `${sent.toLocaleString('en')} / ${total.toLocaleString('en')}`);
  try {
    for (const [column, point] of points.entries()) {
      for (let from = 0; from < rows.length; from += BATCH) {
        const readings = rows.slice(from, from + BATCH).map(({ at, values }) => ({ pointId: point.id, at, value: values[column] }));
        const counts = await device('POST', '/api/fems/readings', { sourceId, readings });
        check(counts, readings.length);
        accepted += counts.accepted;
        sent += readings.length;
      }
    }
  } finally {
    endProgress();
  }
  return accepted;
}

/**
 * Every reading must be answered for. The sample holds no reading that the service may refuse or that may differ from an earlier one.
 * @param {{ accepted: number, unchanged: number, corrected: number, refused: unknown[] }} counts
 * @param {number} sent
 */
function check({ accepted, unchanged, corrected, refused }, sent) {
  if (accepted + unchanged === sent && corrected === 0 && refused.length === 0) return;
  throw new Halt(
    `보낸 ${sent}건과 답이 맞지 않습니다: 수락 ${accepted}, 변경 없음 ${unchanged}, 정정 ${corrected}, 거절 ${refused.length} ${JSON.stringify(refused.slice(0, 3))}`,
    `The answer does not add up to the ${sent} sent: accepted ${accepted}, unchanged ${unchanged}, corrected ${corrected}, refused ${refused.length}.`,
  );
}

/** @returns {Row[]} in the order of time, exactly 15 minutes apart */
export function readSample() {
  const [header = '', ...lines] = gunzipSync(fs.readFileSync(SAMPLE))
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .trim()
    .split(/\r?\n/);
  if (!header.startsWith('date,Usage_kWh,Lagging_Current_Reactive')) throw new Error(`${SAMPLE} has another header: ${header}`);
  let before = 0;
  return lines.map((line, index) => {
    const [stamp = '', ...fields] = line.split(',');
    const [day, month, year, hour, minute] = stamp.split(/[/ :]/).map(Number);
    // The interval that ends at midnight is stamped with the day it belongs to; its end is a day later.
    const nextDay = hour === 0 && minute === 0 ? 1 : 0;
    const wall = Date.UTC(Number(year), Number(month) - 1, Number(day) + nextDay, hour, minute);
    const values = fields.slice(0, QUANTITIES.length).map(Number);
    if ((index > 0 && wall - before !== INTERVAL_MS) || values.length !== QUANTITIES.length || !values.every(Number.isFinite))
      throw new Error(`${SAMPLE}, line ${index + 2}: ${line}`);
    before = wall;
    return { at: `${new Date(wall).toISOString().slice(0, 19)}+09:00`, values };
  });
}
