// @ts-check
import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import { BUILT, inRoot } from '../../tools/launch/paths.mjs';
import { startLogCentre } from '../../tools/log-centre/server.mjs';
import { openStage } from './bench-stage.mjs';

const KEYS = 1000;
const SLOTS = 4;
const SLOT_S = 600;
/** What a log centre far away takes to answer. */
const ANSWER_MS = 200;
const WAIT_MS = 120_000;

/**
 * The share of the slots of 1,000 keys on one worker that are used of those that could be used, over several slots of ten minutes. All keys fall
 * due at one moment, and from then on each ten minutes after what was stored of it last: a slot that is used late makes every later one as late.
 *
 * Nobody waits for the ten minutes. When a slot is used by all, everything that was sent is dated back, and the log centre's clock put ahead, by
 * what is left until the first key falls due again; how far the keys lie apart stays as it is. So that the times in the database are in the end those
 * of as many slots as were measured, one after another.
 * @returns {Promise<number>}
 */
export async function senderShare() {
  const stage = await openStage();
  const centre = await startLogCentre();
  centre.setFaults({ slowMs: ANSWER_MS });
  try {
    await furnish(stage);
    const worker = fork(BUILT.worker, {
      env: { ...stage.env, MARU_LOG_CENTRE_URL: centre.url },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    try {
      let aheadMs = 0;
      let end = await storedByAll(stage, 1);
      for (let slot = 2; slot <= SLOTS; slot++) {
        const skippedMs = await untilNextDue(stage);
        aheadMs += skippedMs;
        centre.setFaults({ slowMs: ANSWER_MS, clockOffsetMs: aheadMs });
        await skip(stage, skippedMs);
        end = await storedByAll(stage, slot);
      }
      return await share(stage, end);
    } finally {
      worker.kill('SIGTERM');
      await new Promise((resolve) => worker.once('exit', resolve));
    }
  } finally {
    await centre.close();
    await stage.close();
  }
}

/** @param {Awaited<ReturnType<typeof openStage>>} stage */
async function furnish({ database, env }) {
  const { sealKey } = createRequire(import.meta.url)(inRoot('dist/apps/worker/libs/programme/src/keys/key-seal.js'));
  const { rows } = await database.query(
    `insert into platform.tenant (tenant_id, organisation_id, kind, company_code, name)
     select nextval('platform.tenant_number'), gen_random_uuid(), 'manufacturer', 'bench-' || n, 'bench ' || n from generate_series(1, $1) n
     returning tenant_id`,
    [KEYS],
  );
  const tenants = rows.map(({ tenant_id }) => Number(tenant_id));
  const sites = tenants.map(() => randomUUID());
  const sealed = tenants.map((tenantId, place) => sealKey(env.MARU_SECRET, { tenantId, siteId: sites[place] }, `key-of-${tenantId}`));
  await database.query(
    `insert into programme.portal_key (tenant_id, site_id, key_digest, hold_id, sealed, ending, state, set_by)
     select tenant_id, site_id, sha256(sealed), site_id, sealed, 'ench', 'active', site_id from unnest($1::integer[], $2::uuid[], $3::bytea[]) as k (tenant_id, site_id, sealed)`,
    [tenants, sites, sealed],
  );
  await database.query("select platform.ensure_month('platform.usage_event', now())");
  await database.query(
    `with event as (
       insert into platform.usage_event (tenant_id, event_id, site_id, occurred_at, kind, cause, module, resource, bytes, request_id, canonical)
       select tenant_id, gen_random_uuid(), site_id, now(), 'read', 'input', 'fems', 'fems/energy', 1, gen_random_uuid(), '{}'
       from unnest($1::integer[], $2::uuid[]) as t (tenant_id, site_id), generate_series(1, 20) returning tenant_id, event_id)
     insert into platform.usage_event_person (tenant_id, event_id, person_id, address, salt)
     select tenant_id, event_id, gen_random_uuid(), '203.0.113.7', decode(repeat('00', 32), 'hex') from event`,
    [tenants, sites],
  );
}

/**
 * Waits until every key has had the slot, or it is late for those that have not.
 * @param {Awaited<ReturnType<typeof openStage>>} stage
 * @param {number} slot counted from one
 * @returns {Promise<Date>} when that was
 */
async function storedByAll({ database }, slot) {
  let used = 0;
  for (const until = Date.now() + WAIT_MS; Date.now() < until && used < KEYS; await sleep(250)) {
    const { rows } = await database.query(
      `select count(*)::integer as used from (
         select from programme.log_send join programme.log_receipt r using (tenant_id, send_id) where r.outcome = 'stored'
         group by tenant_id having count(*) >= $1) key`,
      [slot],
    );
    used = rows[0].used;
  }
  const { rows } = await database.query(
    `select clock_timestamp() as now, coalesce(sum(stored), 0)::integer as stored, coalesce(sum(sent - stored), 0)::integer as others
     from (select count(*) as sent, count(*) filter (where outcome = 'stored') as stored from programme.log_send left join programme.log_receipt using (tenant_id, send_id)) all_sends`,
  );
  process.stdout.write(
    `  slot ${slot}: used by ${used} of ${KEYS} keys; ${rows[0].stored} stored in all, ${rows[0].others} sent and not stored\n`,
  );
  return rows[0].now;
}

/**
 * @param {Awaited<ReturnType<typeof openStage>>} stage
 * @returns {Promise<number>} milliseconds until the first key may send again
 */
async function untilNextDue({ database }) {
  const { rows } = await database.query(
    `select 1000 * extract(epoch from min(last) + $1 * interval '1 second' - clock_timestamp())::float8 as ms from (
       select max(r.answered_at) as last from programme.log_receipt r where r.outcome = 'stored' group by tenant_id) key`,
    [SLOT_S],
  );
  return Math.max(0, Math.floor(rows[0].ms));
}

/**
 * Dates back what was sent, and has the worker look at each key: by its own memory it would do so when the ten minutes are over.
 * @param {Awaited<ReturnType<typeof openStage>>} stage
 * @param {number} ms
 */
async function skip({ database }, ms) {
  const back = `- $1 * interval '1 millisecond'`;
  await database.query('begin');
  await database.query(`update programme.log_send set sent_at = sent_at ${back}`, [ms]);
  await database.query(`update programme.log_receipt set answered_at = answered_at ${back}`, [ms]);
  await database.query(`update programme.portal_key set next_send_at = next_send_at ${back}, lease_until = lease_until ${back}`, [ms]);
  await database.query(
    "select pg_notify('maru', json_build_object('topic', 'programme-portal-key', 'key', tenant_id::text)::text) from programme.portal_key",
  );
  await database.query('commit');
}

/**
 * A key that was stored of `n` times has used `n` slots of those that went by until its last, or, where it lacks some, until the end.
 * @param {Awaited<ReturnType<typeof openStage>>} stage
 * @param {Date} end
 */
async function share({ database }, end) {
  const { rows } = await database.query(
    `select coalesce(sum(used * $2 / ($2 + extract(epoch from case when used < $3 then $4::timestamptz else last end - begun))), 0)::float8 / $1 as share
     from (
       select count(*) as used, max(r.answered_at) as last from programme.log_receipt r where r.outcome = 'stored' group by tenant_id) key,
       (select min(sent_at) as begun from programme.log_send) first`,
    [KEYS, SLOT_S, SLOTS, end],
  );
  return Number(rows[0].share);
}
