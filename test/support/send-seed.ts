import type { LogOutcome, UsageEvent } from '@maru/evidence';
import { newId } from '@maru/kernel';
import type { TenantIdentity } from '@maru/platform';
import type { TestDatabase } from '@maru/platform/testing';
import { asAdmin } from './house-under-test';

const MINUTE_MS = 60_000;

/** A time that an event was sent; without an outcome no answer came. */
export interface SeededSend {
  readonly event: UsageEvent;
  readonly outcome: LogOutcome | null;
  readonly code?: string;
  /** The event's where it is not said. */
  readonly siteId?: string;
  /** After the event; a minute where it is not said. */
  readonly afterMs?: number;
}

/** Of an event that names no site one that is none of the company's. */
const siteOf = (event: UsageEvent): string => (event.v === 2 ? event.site : null) ?? newId();

/** Writes sends and receipts of the past: as the sender would have, at another time. */
export async function seedSends(database: TestDatabase, tenant: TenantIdentity, seeded: readonly SeededSend[]): Promise<void> {
  const attempts = new Map<string, number>();
  const rows = seeded.map(({ event, outcome, code = 'AP1002', siteId = siteOf(event), afterMs = MINUTE_MS }) => {
    const attempt = (attempts.get(event.id) ?? 0) + 1;
    attempts.set(event.id, attempt);
    const sentAt = new Date(event.at + afterMs).toISOString();
    return { id: newId(), siteId, event: event.id, attempt, at: new Date(event.at).toISOString(), sentAt, outcome, code };
  });
  await asAdmin(database, async (client) => {
    await client.query(
      `insert into programme.log_send
         (tenant_id, send_id, site_id, purpose, event_id, attempt, occurred_at, sent_at, centre, key_ending, request, choice_version)
       select $1, id, "siteId", 'log', event, attempt, at, "sentAt", $2, 'test', '{"logDt":"seeded","sysUser":"user code","conectIp":"192.0.2.99"}', 1
       from json_to_recordset($3) as row (id uuid, "siteId" uuid, event uuid, attempt integer, at timestamptz, "sentAt" timestamptz)`,
      [tenant.tenantId, tenant.simulated ? 'simulator' : 'portal', JSON.stringify(rows)],
    );
    await client.query(
      `insert into programme.log_receipt (tenant_id, send_id, answered_at, http_status, answer, code, outcome, answers_version)
       select $1, id, "sentAt", 200, convert_to('{}', 'UTF8'), code, outcome, 1
       from json_to_recordset($2) as row (id uuid, "sentAt" timestamptz, code text, outcome text)`,
      [tenant.tenantId, JSON.stringify(rows.filter(({ outcome }) => outcome !== null))],
    );
  });
}
