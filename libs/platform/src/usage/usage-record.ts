import { randomFillSync } from 'node:crypto';
import { canonicalBytes, commitment, saltBytes, type UsageEventVersion2, usageEventVersion } from '@maru/evidence';
import { newId } from '@maru/kernel';
import type { Statement } from '../tenancy/scope';
import type { TenantIdentity } from '../tenancy/tenant-identity';
import type { UsageDraft } from './usage-draft';

/** A usage event with what is kept apart from it. */
export interface UsageRecord {
  readonly tenantId: number;
  readonly event: UsageEventVersion2;
  readonly canonical: Uint8Array;
  readonly personId: string | null;
  readonly address: string | null;
  readonly salt: Uint8Array;
}

export interface UsageSubject {
  readonly tenant: TenantIdentity;
  readonly personId: string | null;
  readonly address: string | null;
  readonly requestId: string;
}

/** Makes the event of an action; from here on its bytes are fixed. */
export function usageRecord(draft: UsageDraft, subject: UsageSubject, at: number): UsageRecord {
  const { tenant, personId, address } = subject;
  const salt = newSalt();
  const event: UsageEventVersion2 = {
    v: usageEventVersion,
    id: newId(),
    organisation: tenant.organisationId,
    at,
    kind: draft.kind,
    cause: draft.cause,
    module: draft.module,
    resource: draft.resource,
    bytes: draft.bytes,
    request: subject.requestId,
    simulated: tenant.simulated,
    site: draft.site,
    person: personId === null ? null : commitment(salt, 'person', personId),
    address: address === null ? null : commitment(salt, 'address', address),
  };
  return { tenantId: tenant.tenantId, event, canonical: canonicalBytes(event), personId, address, salt };
}

const saltPool = Buffer.alloc(saltBytes * 128);
let saltAt = saltPool.length;

/** Random bytes of the system, fetched for many events at a time. */
function newSalt(): Uint8Array {
  if (saltAt >= saltPool.length) {
    randomFillSync(saltPool);
    saltAt = 0;
  }
  saltAt += saltBytes;
  return Buffer.from(saltPool.subarray(saltAt - saltBytes, saltAt));
}

const eventFields = ({ event }: UsageRecord): unknown[] => [
  event.id,
  new Date(event.at).toISOString(),
  event.kind,
  event.cause,
  event.module,
  event.resource,
  event.bytes,
  event.request,
  event.site,
];

const EVENT_INSERT = `insert into platform.usage_event
  (tenant_id, event_id, occurred_at, kind, cause, module, resource, bytes, request_id, site_id, canonical)`;
const PERSON_INSERT = 'insert into platform.usage_event_person (tenant_id, event_id, person_id, address, salt)';

/**
 * The insert of one event, in the transaction of a change: one statement for both tables, prepared once a connection, since every change
 * runs it. A sharded database wants RETURNING in the first; a column there would need a right to read that not every writer has.
 */
export function usageStatement(record: UsageRecord): Statement {
  return {
    name: 'usage_event_one',
    text: `with person as (${PERSON_INSERT} values ($1, $2, $11, $12, $13) returning 1)
      ${EVENT_INSERT} values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $14)`,
    values: [record.tenantId, ...eventFields(record), record.personId, record.address, record.salt, record.canonical],
  };
}

const decoder = new TextDecoder();
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
// In an array the driver writes bytes as hex: text is half as long.
const eventRow = (record: UsageRecord): unknown[] => [...eventFields(record), decoder.decode(record.canonical)];
const personRow = ({ event, personId, address, salt }: UsageRecord): unknown[] => [event.id, personId, address, hex(salt)];

/** The two inserts of gathered events of one organisation. Ids are new, so a conflict can only be the same event written again. */
export function gatheredUsageStatements(records: readonly UsageRecord[]): Statement[] {
  return [
    {
      name: 'usage_event_many',
      text: `${EVENT_INSERT}
        select $1, event_id, occurred_at, kind, cause, module, resource, bytes, request_id, site_id, convert_to(canonical, 'UTF8')
        from unnest($2::uuid[], $3::timestamptz[], $4::platform.usage_kind[], $5::platform.usage_cause[], $6::text[], $7::text[], $8::bigint[], $9::uuid[], $10::uuid[], $11::text[])
          as e (event_id, occurred_at, kind, cause, module, resource, bytes, request_id, site_id, canonical)
        on conflict do nothing`,
      values: [records[0].tenantId, ...columns(records.map(eventRow))],
    },
    {
      name: 'usage_event_person_many',
      text: `${PERSON_INSERT}
        select $1, event_id, person_id, address, decode(salt, 'hex')
        from unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[]) as e (event_id, person_id, address, salt)
        on conflict do nothing`,
      values: [records[0].tenantId, ...columns(records.map(personRow))],
    },
  ];
}

function columns(rows: readonly unknown[][]): unknown[][] {
  return rows[0].map((_, place) => rows.map((row) => row[place]));
}
