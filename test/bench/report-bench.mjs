// @ts-check
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { BUILT } from '../../tools/launch/paths.mjs';
import { clientOf, openStage, residentBytes, signIn, startServer } from './bench-stage.mjs';

const EVENTS = 1_000_000;
const DAYS = 1_095;
/** One in so many events was sent: fewer than the 144 a day that a key may. */
const SENT_ONE_IN = 7;
const SAMPLE_MS = 50;
/** Ours: an officer who asks while a company is on the telephone has it before the call is over. */
const SECONDS_MAX = 120;
/** Ours: flat is what grows by less than a tenth of the file from an eighth of the report to its end. */
const GROWTH_MIB_MAX = 16;

/**
 * The three-year report (XLSX) of a company with a million usage events, made by a worker. Its peak of memory up to an eighth of the events and
 * up to the end: what grows with the events would be seen between the two.
 * @param {(name: string) => boolean} wanted
 * @param {(name: string, value: number, unit: string, target: number, atMost?: boolean) => void} record
 */
export async function benchReport(wanted, record) {
  if (!wanted('programme.report')) return;
  const stage = await openStage();
  const files = fs.mkdtempSync(path.join(os.tmpdir(), 'maru-bench-files-'));
  const env = { ...stage.env, MARU_FILES: files, LOG_LEVEL: 'warn' };
  const server = await startServer(env);
  const worker = spawn(process.execPath, [BUILT.worker], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  try {
    const call = clientOf(server.port);
    const token = await signIn(call);
    const { agreementId, siteId, first } = await agreement(call, token);
    await writeEvents(stage, (await call('GET', '/api/me', { token })).organisation.id, siteId, first);
    const { taskId } = await call('POST', '/api/programme/three-year-reports', { token, body: { agreementId, format: 'xlsx' } });
    const { seconds, peaks, bytes } = await watched(() => call('GET', `/api/workspace/tasks/${taskId}`, { token }), Number(worker.pid));
    const [eighth, end] = peaks.map((peak) => peak / 1024 / 1024);
    const [size, gained] = [bytes / 1024 / 1024, Number(end) - Number(eighth)];
    process.stdout.write(
      `  ${EVENTS} events, ${size.toFixed(1)} MiB: peak ${eighth?.toFixed(1)} MiB at 1/8, ${end?.toFixed(1)} MiB at the end, ` +
        `${gained <= GROWTH_MIB_MAX ? 'flat' : 'NOT flat'} (at most ${GROWTH_MIB_MAX} MiB more)\n`,
    );
    record('programme.report', seconds, 's', SECONDS_MAX, true);
    record('programme.report_growth', gained, 'MiB', GROWTH_MIB_MAX, true);
  } finally {
    worker.kill('SIGTERM');
    await once(worker, 'exit');
    await server.stop();
    await stage.close();
    fs.rmSync(files, { recursive: true, force: true });
  }
}

/**
 * An agreement whose three years end a few days from now.
 * @param {ReturnType<typeof clientOf>} call
 * @param {string} token
 */
async function agreement(call, token) {
  const { items: sites } = await call('GET', '/api/workspace/sites', { token });
  const first = new Date(Date.now() - (DAYS - 3) * 86_400_000);
  const completedOn = new Date(first.getTime() - 86_400_000).toISOString().slice(0, 10);
  const body = {
    number: 'BENCH-1',
    noticeId: 'carbon-neutral-2025',
    siteIds: [sites[0].id],
    signedOn: completedOn,
    completedOn,
    modules: ['fems'],
  };
  const { id } = await call('POST', '/api/programme/agreements', { token, body });
  return { agreementId: id, siteId: sites[0].id, first };
}

/**
 * Events as long as usual ones, evenly over the time, with who did them, and with what was sent of them and stored; by the owner of the tables.
 * @param {Awaited<ReturnType<typeof openStage>>} stage
 * @param {string} company
 * @param {string} siteId
 * @param {Date} first
 */
async function writeEvents({ database }, company, siteId, first) {
  const stepMs = Math.floor((Date.now() - first.getTime() - 86_400_000) / EVENTS);
  for (let month = 0; month <= 37; month++)
    await database.query("select platform.ensure_month('platform.usage_event', $1::timestamptz + $2 * interval '1 month')", [first, month]);
  await database.query(
    `create temporary table bench_event as
     select n, tenant_id, organisation_id, simulated, gen_random_uuid() as id, $2::bigint + n * $3::bigint as at,
       encode(sha256(convert_to('person' || n, 'UTF8')), 'hex') as person, encode(sha256(convert_to('address' || n, 'UTF8')), 'hex') as address
     from platform.tenant, generate_series(1, $4::integer) as n where organisation_id = $1`,
    [company, first.getTime(), stepMs, EVENTS],
  );
  await database.query(
    `insert into platform.usage_event (tenant_id, event_id, occurred_at, kind, cause, module, resource, bytes, request_id, site_id, canonical)
     select tenant_id, id, to_timestamp(at / 1000.0), 'read', 'input', 'fems', 'fems/energy', 1, id, $1::uuid, convert_to(
       '{"address":"' || address || '","at":' || at || ',"bytes":1,"cause":"input","id":"' || id || '","kind":"read","module":"fems","organisation":"'
       || organisation_id || '","person":"' || person || '","request":"' || id || '","resource":"fems/energy","simulated":' || simulated || ',"site":"' || $1::uuid || '","v":2}', 'UTF8')
     from bench_event on conflict do nothing`,
    [siteId],
  );
  await database.query(
    `insert into platform.usage_event_person (tenant_id, event_id, person_id, address, salt)
     select tenant_id, id, organisation_id, '203.0.113.7', sha256(convert_to(id::text, 'UTF8')) from bench_event on conflict do nothing`,
  );
  await database.query(
    `insert into programme.log_send
       (tenant_id, send_id, site_id, purpose, event_id, attempt, occurred_at, sent_at, centre, key_ending, request, choice_version)
     select tenant_id, id, $2::uuid, 'log', id, 1, to_timestamp(at / 1000.0), to_timestamp(at / 1000.0) + interval '1 second',
       case when simulated then 'simulator' else 'portal' end, 'ench', '{"logDt":"bench"}', 1 from bench_event where n % $1 = 0 on conflict do nothing`,
    [SENT_ONE_IN, siteId],
  );
  await database.query(
    `insert into programme.log_receipt (tenant_id, send_id, answered_at, http_status, answer, code, outcome, answers_version)
     select tenant_id, id, to_timestamp(at / 1000.0) + interval '2 seconds', 200, convert_to('{}', 'UTF8'), 'AP1002', 'stored', 1
     from bench_event where n % $1 = 0 on conflict do nothing`,
    [SENT_ONE_IN],
  );
  for (const table of ['platform.usage_event', 'platform.usage_event_person', 'programme.log_send', 'programme.log_receipt'])
    await database.query(`vacuum analyze ${table}`);
}

/**
 * Follows the task to its end.
 * @param {() => Promise<any>} task
 * @param {number} pid
 * @returns {Promise<{ seconds: number, peaks: number[], bytes: number }>} peaks of memory up to an eighth of the events, and up to the end
 */
async function watched(task, pid) {
  let most = 0;
  let eighth = 0;
  const sampling = setInterval(() => {
    most = Math.max(most, residentBytes(pid));
  }, SAMPLE_MS);
  try {
    for (;;) {
      const { state, done, total, begunAt, endedAt, outcome, failure } = await task();
      if (eighth === 0 && done >= total / 8 && done > 0) eighth = most;
      if (state === 'done' && done !== EVENTS) throw new Error(`the report has ${done} events, not ${EVENTS}`);
      if (state === 'done')
        return { seconds: (Date.parse(endedAt) - Date.parse(begunAt)) / 1000, peaks: [eighth, most], bytes: outcome.bytes };
      if (endedAt) throw new Error(`the report ended ${state}: ${JSON.stringify(failure)}`);
      await sleep(100);
    }
  } finally {
    clearInterval(sampling);
  }
}
