import { currentScope, Database, IdentityDatabase } from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { PersonDirectory } from '../contract';

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
}
