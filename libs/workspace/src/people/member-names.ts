import { currentScope, Database, IdentityDatabase } from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { type MemberSummary, PersonDirectory } from '../contract';

/** Names of people as their organisation may still know them: an erasure holds wherever they are named, until they are members again. */
@Injectable()
export class MemberNames extends PersonDirectory {
  constructor(
    private readonly database: Database,
    private readonly identity: IdentityDatabase,
  ) {
    super();
  }

  async names(personIds: Iterable<string>): Promise<ReadonlyMap<string, string>> {
    const ids = [...new Set(personIds)];
    if (ids.length === 0) return new Map();
    const erased = await this.database.query<{ membership_id: string }>(
      'select distinct membership_id from workspace.usage_erasure where tenant_id = $1',
    );
    const people = await this.identity.query<{ person_id: string; name: string }>(
      `select p.person_id, p.name
       from workspace.person p join workspace.membership m on m.tenant_id = $1 and m.person_id = p.person_id
       where p.person_id = any($2::uuid[])
       group by p.person_id, p.name
       having bool_or(m.ended_at is null) or not bool_or(m.membership_id = any($3::uuid[]))`,
      [currentScope().tenant.tenantId, ids, erased.map((row) => row.membership_id)],
    );
    return new Map(people.map((person) => [person.person_id, person.name]));
  }

  async members(): Promise<readonly MemberSummary[]> {
    const rows = await this.identity.query<{ membership_id: string; person_id: string; name: string; employee_number: string | null }>(
      `select membership_id, person_id, name, employee_number from workspace.membership join workspace.person using (person_id)
       where tenant_id = $1 and ended_at is null order by name, membership_id`,
      [currentScope().tenant.tenantId],
    );
    return rows.map((row) => ({ id: row.membership_id, personId: row.person_id, name: row.name, employeeNumber: row.employee_number }));
  }

  async employeeNumbers(personIds: Iterable<string>): Promise<ReadonlyMap<string, string>> {
    const ids = [...new Set(personIds)];
    if (ids.length === 0) return new Map();
    // Who came back has several memberships: the newest counts.
    const rows = await this.identity.query<{ person_id: string; employee_number: string | null }>(
      `select distinct on (person_id) person_id, employee_number from workspace.membership
       where tenant_id = $1 and person_id = any($2::uuid[]) order by person_id, ended_at desc nulls first`,
      [currentScope().tenant.tenantId, ids],
    );
    return new Map(rows.flatMap((row) => (row.employee_number ? [[row.person_id, row.employee_number] as const] : [])));
  }
}
