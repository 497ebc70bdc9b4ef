// @ts-check
import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import { BUILT, inRoot } from '../../tools/launch/paths.mjs';
import { startLogCentre } from '../../tools/log-centre/server.mjs';
import { openStage } from './bench-stage.mjs';

const KEYS = 1000;
const SLOT_S = 600;
/** What a log centre far away takes to answer. */
const ANSWER_MS = 200;
const WAIT_MS = 120_000;

/**
 * The share of their slots that 1,000 keys on one worker use, all of which fall due at one moment: a slot that is used some seconds late
 * makes every later one as late, so that of ten minutes and these seconds ten minutes are used.
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
      return await share(stage);
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

/** @param {Awaited<ReturnType<typeof openStage>>} stage */
async function share({ database }) {
  for (const until = Date.now() + WAIT_MS; Date.now() < until; await sleep(250)) {
    const { rows } = await database.query("select count(*)::integer as stored from programme.log_receipt where outcome = 'stored'");
    if (rows[0].stored >= KEYS) break;
  }
  const { rows } = await database.query(
    `select coalesce(sum($2 / ($2 + extract(epoch from r.answered_at - first.sent_at))), 0)::float8 / $1 as share
     from programme.log_send s join programme.log_receipt r using (tenant_id, send_id),
       (select min(sent_at) as sent_at from programme.log_send) first
     where r.outcome = 'stored'`,
    [KEYS, SLOT_S],
  );
  return Number(rows[0].share);
}
