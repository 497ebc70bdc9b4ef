import { type CursorPart, isId, newId, Problem } from '@maru/kernel';
import {
  currentPerson,
  cursorParts,
  Database,
  IdentityDatabase,
  invalidField,
  PAGE_SIZE,
  type Page,
  type PageQuery,
  pageOf,
} from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { workspaceProblems } from '../workspace.problems';
import type { UsageErasureBody, UsageErasureItem } from './usage-erasures.dto';

interface ErasureRow {
  erasure_id: string;
  membership_id: string;
  reason: string;
  events: number;
  erased_at: Date;
  erased_by: string;
}

/**
 * Takes person, address and salt of a former member out of the usage log of one organisation. The identity role may remove
 * such rows and not rewrite them, inside the tenant's policy; events and commitments are out of its reach. That it was done
 * stands in a ledger with its reason, and as an event in the usage log itself.
 */
@Injectable()
export class UsageErasuresService {
  constructor(
    private readonly database: Database,
    private readonly identity: IdentityDatabase,
  ) {}

  async page({ cursor, limit = PAGE_SIZE }: PageQuery): Promise<Page<UsageErasureItem>> {
    const after = cursorParts(cursor, isPlace);
    const rows = await this.database.query<ErasureRow>(
      `select erasure_id, membership_id, reason, events, erased_at, erased_by from workspace.usage_erasure
       where tenant_id = $1 and ($2::uuid is null or erasure_id < $2) order by erasure_id desc limit $3`,
      [after?.[0] ?? null, limit + 1],
    );
    const items = await this.items(rows.slice(0, limit));
    const { next } = pageOf(
      rows,
      limit,
      (row) => row,
      (row) => [row.erasure_id],
    );
    return { items, next };
  }

  /**
   * Reads of the last moments may still be gathered in some process when a membership has just ended: erasing again takes them too.
   * @throws Problem 400 for who never was a member, 409 for who is one now, whose access records must be kept
   */
  async erase({ memberId, reason }: UsageErasureBody): Promise<UsageErasureItem> {
    const { tenant, personId: erasedBy } = currentPerson();
    // The person is held still, so that nobody becomes a member again meanwhile.
    const [person] = await this.identity.query<{ person_id: string; name: string }>(
      `select person_id, person.name from workspace.person where person_id =
         (select person_id from workspace.membership where tenant_id = $1 and membership_id = $2) for update`,
      [tenant.tenantId, memberId],
    );
    if (!person) throw invalidField('/memberId', 'unknown-member', { ko: '이런 구성원이 없습니다.', en: 'There is no such member.' });
    const current = await this.identity.query(
      'select 1 from workspace.membership where tenant_id = $1 and person_id = $2 and ended_at is null',
      [tenant.tenantId, person.person_id],
    );
    if (current.length > 0) throw new Problem(workspaceProblems.memberStill);
    const events = await this.identity.transaction((transaction) =>
      transaction.execute('delete from platform.usage_event_person where tenant_id = $1 and person_id = $2', [
        tenant.tenantId,
        person.person_id,
      ]),
    );
    const [row] = await this.identity.query<ErasureRow>(
      `insert into workspace.usage_erasure (tenant_id, erasure_id, membership_id, reason, events, erased_by)
       values ($1, $2, $3, $4, $5, $6) returning erasure_id, membership_id, reason, events, erased_at, erased_by`,
      [tenant.tenantId, newId(), memberId, reason, events, erasedBy],
    );
    return (await this.items([row]))[0];
  }

  private async items(rows: readonly ErasureRow[]): Promise<UsageErasureItem[]> {
    const names = await this.names(rows);
    return rows.map((row) => ({
      id: row.erasure_id,
      memberId: row.membership_id,
      member: names.get(row.membership_id) ?? '',
      reason: row.reason,
      events: row.events,
      erasedAt: row.erased_at.toISOString(),
      erasedBy: names.get(row.erased_by) ?? '',
    }));
  }

  /** Names by the ids of memberships and people. */
  private async names(rows: readonly ErasureRow[]): Promise<Map<string, string>> {
    const found = await this.identity.query<{ id: string; name: string }>(
      `select membership_id as id, name from workspace.membership join workspace.person using (person_id) where membership_id = any($1)
       union all select person_id, name from workspace.person where person_id = any($2)`,
      [rows.map((row) => row.membership_id), rows.map((row) => row.erased_by)],
    );
    return new Map(found.map(({ id, name }) => [id, name]));
  }
}

function isPlace(parts: CursorPart[]): parts is [string] {
  return parts.length === 1 && isId(parts[0]);
}
