import { randomFillSync } from 'node:crypto';
import { canonicalBytes, commitment, saltBytes, type UsageEvent, usageEventVersion } from '@maru/evidence';
import { newId } from '@maru/kernel';
import type { Statement } from '../tenancy/scope';
import type { TenantIdentity } from '../tenancy/tenant-identity';
import type { UsageDraft } from './usage-draft';

/** A usage event with what is kept apart from it. */
export interface UsageRecord {
  readonly tenantId: number;
  readonly event: UsageEvent;
  readonly canonical: string;
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
  const event: UsageEvent = {
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
    person: personId === null ? null : commitment(salt, 'person', personId),
    address: address === null ? null : commitment(salt, 'address', address),
  };
  return { tenantId: tenant.tenantId, event, canonical: decoder.decode(canonicalBytes(event)), personId, address, salt };
}

const decoder = new TextDecoder();
const saltPool = Buffer.alloc(saltBytes * 128);
let saltAt = saltPool.length;

/** Random bytes of the system, fetched for many events at a time. */
function newSalt(): Uint8Array {
  if (saltAt >= saltPool.length) {
    randomFillSync(saltPool);
    saltAt = 0;
  }
  saltAt += saltBytes;
  return Uint8Array.from(saltPool.subarray(saltAt - saltBytes, saltAt));
}

/** The two inserts of some events of one organisation. Ids are new, so a conflict can only be the same event written again. */
export function usageStatements(records: readonly UsageRecord[]): Statement[] {
  const column = <T>(pick: (record: UsageRecord) => T) => records.map(pick);
  const times = column(({ event }) => new Date(event.at).toISOString());
  return [
    {
      name: 'usage_event_insert',
      text: `insert into platform.usage_event
        (tenant_id, event_id, occurred_at, kind, cause, module, resource, bytes, request_id, simulated, canonical)
        select $1, event_id, occurred_at, kind, cause, module, resource, bytes, request_id, simulated, convert_to(canonical, 'UTF8')
        from unnest($2::uuid[], $3::timestamptz[], $4::text[], $5::text[], $6::text[], $7::text[], $8::bigint[], $9::uuid[], $10::boolean[], $11::text[])
          as e (event_id, occurred_at, kind, cause, module, resource, bytes, request_id, simulated, canonical)
        on conflict do nothing`,
      values: [
        records[0].tenantId,
        column(({ event }) => event.id),
        times,
        column(({ event }) => event.kind),
        column(({ event }) => event.cause),
        column(({ event }) => event.module),
        column(({ event }) => event.resource),
        column(({ event }) => event.bytes),
        column(({ event }) => event.request),
        column(({ event }) => event.simulated),
        column(({ canonical }) => canonical),
      ],
    },
    {
      name: 'usage_event_person_insert',
      text: `insert into platform.usage_event_person (tenant_id, event_id, occurred_at, person_id, address, salt)
        select $1, event_id, occurred_at, person_id, address, decode(salt, 'hex')
        from unnest($2::uuid[], $3::timestamptz[], $4::uuid[], $5::text[], $6::text[]) as e (event_id, occurred_at, person_id, address, salt)
        on conflict do nothing`,
      values: [
        records[0].tenantId,
        column(({ event }) => event.id),
        times,
        column(({ personId }) => personId),
        column(({ address }) => address),
        column(({ salt }) => Buffer.from(salt).toString('hex')),
      ],
    },
  ];
}
