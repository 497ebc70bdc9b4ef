import { parseCanonical } from '@maru/evidence';
import { type CursorPart, isId } from '@maru/kernel';
import { cursorParts, Database, IdentityDatabase, instantOf, PAGE_SIZE, pageOf } from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { SiteDirectory, type SiteSummary } from '../contract';
import type {
  OfficeUsageEventItem,
  OfficeUsageEventPage,
  OwnUsageEventPage,
  UsageEventItem,
  UsageEventsQuery,
  UsageGap,
} from './usage-events.dto';

interface EventRow {
  event_id: string;
  occurred_at: Date;
  kind: UsageEventItem['kind'];
  cause: UsageEventItem['cause'];
  module: string;
  resource: string;
  bytes: string;
  request_id: string;
  site_id: string | null;
  simulated: boolean;
  canonical: Buffer;
  person_id: string | null;
  address: string | null;
  /** There is no side row any more: every event is written with one. */
  erased: boolean;
}

/** The usage log of the organisation in whose scope it is read, newest first. */
@Injectable()
export class UsageEventsService {
  constructor(
    private readonly database: Database,
    private readonly identity: IdentityDatabase,
    private readonly sites: SiteDirectory,
  ) {}

  /** For the organisation itself: with people and addresses, as far as they are not erased. */
  async own(query: UsageEventsQuery): Promise<OwnUsageEventPage> {
    const { rows, limit } = await this.rows(query);
    const names = await this.names(rows);
    const sites = await this.sites.list();
    return {
      ...pageOf(
        rows,
        limit,
        (row) => ({
          ...itemOf(row, sites),
          person: row.person_id && (names.get(row.person_id) ?? null),
          address: row.address,
          erased: row.erased,
        }),
        placeOf,
      ),
      gaps: await this.gaps(query),
    };
  }

  /** For the office: commitments instead of people, as the sealed event has them. */
  async forOffice(query: UsageEventsQuery): Promise<OfficeUsageEventPage> {
    const { rows, limit } = await this.rows(query);
    const sites = await this.sites.list();
    const item = (row: EventRow): OfficeUsageEventItem => {
      const parsed = parseCanonical(row.canonical);
      if (!parsed.ok) throw new Error(`usage event ${row.event_id} is not canonical: ${parsed.reason}`);
      return { ...itemOf(row, sites), personCommitment: parsed.event.person, addressCommitment: parsed.event.address };
    };
    return { ...pageOf(rows, limit, item, placeOf), gaps: await this.gaps(query) };
  }

  /** Gaps are of the service, not of one organisation: whose reads a killed process held cannot be known any more. */
  private async gaps({ from, to }: UsageEventsQuery): Promise<UsageGap[]> {
    const rows = await this.identity.query<{ gap_from: Date; gap_until: Date }>(
      `select gap_from, gap_until from platform.usage_gap
       where ($1::timestamptz is null or gap_until >= $1) and ($2::timestamptz is null or gap_from < $2)
       order by gap_from desc limit 1000`,
      [from === undefined ? null : instantOf(from), to === undefined ? null : instantOf(to)],
    );
    return rows.map((row) => ({ from: row.gap_from.toISOString(), until: row.gap_until.toISOString() }));
  }

  private async rows({ from, to, cursor, limit = PAGE_SIZE }: UsageEventsQuery): Promise<{ rows: EventRow[]; limit: number }> {
    const after = cursorParts(cursor, isPlace);
    const rows = await this.database.query<EventRow>(
      `select e.event_id, e.occurred_at, kind, cause, module, resource, bytes, request_id, site_id, simulated, canonical, person_id, address,
         p.event_id is null as erased
       from platform.usage_event e
       left join platform.usage_event_person p on p.tenant_id = $1 and p.event_id = e.event_id
       where e.tenant_id = $1
         and ($2::timestamptz is null or e.occurred_at >= $2) and ($3::timestamptz is null or e.occurred_at < $3)
         and ($4::timestamptz is null or (e.occurred_at, e.event_id) < ($4, $5::uuid))
       order by e.occurred_at desc, e.event_id desc limit $6`,
      [
        from === undefined ? null : instantOf(from),
        to === undefined ? null : instantOf(to),
        after && new Date(after[0]),
        after?.[1] ?? null,
        limit + 1,
      ],
    );
    return { rows, limit };
  }

  private async names(rows: readonly EventRow[]): Promise<Map<string, string>> {
    const ids = [...new Set(rows.map((row) => row.person_id).filter((id) => id !== null))];
    if (ids.length === 0) return new Map();
    const people = await this.identity.query<{ person_id: string; name: string }>(
      'select person_id, name from workspace.person where person_id = any($1)',
      [ids],
    );
    return new Map(people.map((person) => [person.person_id, person.name]));
  }
}

function isPlace(parts: CursorPart[]): parts is [number, string] {
  return parts.length === 2 && typeof parts[0] === 'number' && Math.abs(parts[0]) < 8e15 && isId(parts[1]);
}

function placeOf(row: EventRow): [number, string] {
  return [row.occurred_at.getTime(), row.event_id];
}

function itemOf(row: EventRow, sites: readonly SiteSummary[]): UsageEventItem {
  const site = sites.find(({ id }) => id === row.site_id);
  return {
    id: row.event_id,
    at: row.occurred_at.toISOString(),
    kind: row.kind,
    cause: row.cause,
    module: row.module,
    resource: row.resource,
    bytes: Number(row.bytes),
    requestId: row.request_id,
    site: site ? { id: site.id, name: site.name } : null,
    simulated: row.simulated,
  };
}
