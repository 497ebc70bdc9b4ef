import { canonicalBytes, type UsageEventVersion2 } from '@maru/evidence';
import { newId } from '@maru/kernel';
import { Partitions, type TenantIdentity } from '@maru/platform';
import type { TestDatabase } from '@maru/platform/testing';
import { asAdmin } from './house-under-test';

export type SeededEvent = Pick<UsageEventVersion2, 'at'> & Partial<UsageEventVersion2>;

/** A service whose usage log is written into: with HTTP or without. */
interface Seeded {
  readonly app: { get(token: typeof Partitions): Partitions };
  readonly database: TestDatabase;
}

/** Writes events of the past into an organisation's usage log, as no route can: with their canonical bytes and no person. */
export async function seedUsage(api: Seeded, tenant: TenantIdentity, seeded: readonly SeededEvent[]): Promise<UsageEventVersion2[]> {
  const events = seeded.map(
    (event): UsageEventVersion2 => ({
      v: 2,
      id: newId(),
      organisation: tenant.organisationId,
      kind: 'read',
      cause: 'input',
      module: 'fems',
      resource: 'fems/energy',
      bytes: 1,
      request: newId(),
      simulated: tenant.simulated,
      person: null,
      address: null,
      site: null,
      ...event,
    }),
  );
  await api.app.get(Partitions).ensure(
    'platform.usage_event',
    events.map(({ at }) => at),
  );
  await asAdmin(api.database, (client) =>
    client.query(
      `insert into platform.usage_event (tenant_id, event_id, occurred_at, kind, cause, module, resource, bytes, request_id, site_id, canonical)
       select $1, id, at, kind::platform.usage_kind, cause::platform.usage_cause, module, resource, bytes, request, site, canonical
       from unnest($2::uuid[], $3::timestamptz[], $4::text[], $5::text[], $6::text[], $7::text[], $8::bigint[], $9::uuid[], $10::uuid[], $11::bytea[])
         as event (id, at, kind, cause, module, resource, bytes, request, site, canonical)`,
      [
        tenant.tenantId,
        events.map(({ id }) => id),
        events.map(({ at }) => new Date(at).toISOString()),
        ...(['kind', 'cause', 'module', 'resource', 'bytes', 'request', 'site'] as const).map((field) =>
          events.map((event) => event[field]),
        ),
        events.map((event) => Buffer.from(canonicalBytes(event))),
      ],
    ),
  );
  return events;
}

/** Gives what was seeded a person, so that it fits the log centre's fields and waits for a slot. */
export async function seedUser(
  database: TestDatabase,
  { tenantId }: TenantIdentity,
  events: readonly Pick<UsageEventVersion2, 'id'>[],
): Promise<void> {
  await asAdmin(database, (client) =>
    client.query(
      `insert into platform.usage_event_person (tenant_id, event_id, person_id, address, salt)
       select $1, id, $2, '203.0.113.7', sha256('salt') from unnest($3::uuid[]) as event (id)`,
      [tenantId, newId(), events.map(({ id }) => id)],
    ),
  );
}

/** Says that a process died: reads of this time may be missing. */
export async function seedGap(database: TestDatabase, from: string, until: string): Promise<void> {
  await asAdmin(database, async (client) => {
    const { rows } = await client.query<{ writer_number: number }>(
      "insert into platform.usage_writer (host, process_id, stopped_at) values ('gone', 1, now()) returning writer_number",
    );
    await client.query('insert into platform.usage_gap (writer_number, gap_from, gap_until) values ($1, $2, $3)', [
      rows[0].writer_number,
      from,
      until,
    ]);
  });
}
