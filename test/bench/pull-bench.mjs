// @ts-check
import { createHash } from 'node:crypto';
import copy from 'pg-copy-streams';
import { clientOf, openStage, signIn, startServer } from './bench-stage.mjs';
import { median } from './run-bench.mjs';

const EVENTS = 200_000;
const ROUNDS = 3;
const PAGE_LINES = 10_000;
/** Ours: three years of a company that is used all day, a million events, within a minute. */
const ROWS_A_SECOND_MIN = 17_000;
const FIRST = Date.UTC(2026, 0, 1);

/**
 * An office's program pulls a company's usage events, page by page, against COPY of the same rows' canonical octets out of the same table. Both are
 * rows a second in turn, and those of the pull are recorded beside; their lines are compared.
 * @param {(name: string) => boolean} wanted
 * @param {(name: string, value: number, unit: string, target: number, atMost?: boolean) => void} record
 */
export async function benchPull(wanted, record) {
  if (!wanted('programme.pull')) return;
  const stage = await openStage();
  const server = await startServer({ ...stage.env, LOG_LEVEL: 'warn' });
  try {
    const { company, key } = await officeKey(server.port);
    await writeEvents(stage, company);
    const ratios = [];
    const rates = [];
    for (let round = 0; round <= ROUNDS; round++) {
      const pulled = await timed(() => pullAll(server.port, company, key));
      const copied = await timed(() => copyAll(stage, company));
      if (pulled.result !== copied.result) throw new Error('what was pulled is not what was copied');
      if (round === 0) continue; // it warms the cache and the code
      ratios.push(copied.seconds / pulled.seconds);
      rates.push(EVENTS / pulled.seconds);
    }
    record('programme.pull', median(ratios), 'ratio', 0.1);
    record('programme.pull_rows', median(rates), 'rows/s', ROWS_A_SECOND_MIN);
  } finally {
    await server.stop();
    await stage.close();
  }
}

/** @param {number} port */
async function officeKey(port) {
  const call = clientOf(port);
  const [office, owner] = [await signIn(call, 'officer@programme.example'), await signIn(call, 'owner@steel.example')];
  const offices = (await call('GET', '/api/workspace/reporting-grants', { token: owner })).items;
  if (!offices[0].granted)
    await call('POST', '/api/workspace/reporting-grant-changes', { token: owner, body: { officeId: offices[0].officeId, kind: 'grant' } });
  const { organisation } = await call('GET', '/api/me', { token: owner });
  const { key } = await call('POST', '/api/workspace/device-keys', {
    token: office,
    body: { name: 'bench', scopes: ['programme.evidence.pull'], endsAt: new Date(Date.now() + 86_400_000).toISOString() },
  });
  return { company: organisation.id, key };
}

/**
 * Events one second apart, as long as usual ones, by the owner of the tables.
 * @param {Awaited<ReturnType<typeof openStage>>} stage
 * @param {string} company
 */
async function writeEvents({ database }, company) {
  await database.query("select platform.ensure_month('platform.usage_event', $1::timestamptz)", [new Date(FIRST)]);
  await database.query(
    `insert into platform.usage_event (tenant_id, event_id, occurred_at, kind, cause, module, resource, bytes, request_id, canonical)
     select tenant_id, id, to_timestamp(at / 1000.0), 'read', 'input', 'fems', 'fems/energy', 1, id, convert_to(
       '{"address":"' || repeat('a', 64) || '","at":' || at || ',"bytes":1,"cause":"input","id":"' || id || '","kind":"read","module":"fems","organisation":"'
       || organisation_id || '","person":"' || repeat('b', 64) || '","request":"' || id || '","resource":"fems/energy","simulated":' || simulated || ',"v":1}', 'UTF8')
     from platform.tenant, lateral (select $2::bigint + n * 1000 as at, gen_random_uuid() as id from generate_series(1, $3::integer) as n) as event
     where organisation_id = $1 on conflict do nothing`,
    [company, FIRST, EVENTS],
  );
  await database.query('vacuum analyze platform.usage_event');
}

/**
 * @param {number} port
 * @param {string} company
 * @param {string} key
 */
async function pullAll(port, company, key) {
  const hash = createHash('sha256');
  let lines = 0;
  for (let cursor = ''; lines < EVENTS; ) {
    const limit = Math.min(PAGE_LINES, EVENTS - lines);
    const response = await fetch(`http://127.0.0.1:${port}/api/programme/pulls/${company}/events?limit=${limit}${cursor}`, {
      headers: { authorization: `Bearer ${key}`, 'accept-encoding': 'identity' },
    });
    if (!response.ok) throw new Error(`the pull was answered ${response.status}: ${await response.text()}`);
    hash.update(Buffer.from(await response.arrayBuffer()));
    lines += Number(response.headers.get('maru-lines'));
    cursor = `&cursor=${response.headers.get('maru-cursor')}`;
  }
  return hash.digest('hex');
}

/**
 * @param {Awaited<ReturnType<typeof openStage>>} stage
 * @param {string} company
 */
async function copyAll({ database }, company) {
  const { rows } = await database.query('select tenant_id from platform.tenant where organisation_id = $1', [company]);
  const hash = createHash('sha256');
  const stream = database.query(
    copy.to(`copy (
      select convert_from(canonical, 'UTF8') from platform.usage_event where tenant_id = ${Number(rows[0].tenant_id)}
      order by occurred_at, event_id limit ${EVENTS}) to stdout`),
  );
  for await (const chunk of stream) hash.update(chunk);
  return hash.digest('hex');
}

/**
 * @template T
 * @param {() => Promise<T>} work
 */
async function timed(work) {
  const begun = performance.now();
  const result = await work();
  return { result, seconds: (performance.now() - begun) / 1000 };
}
