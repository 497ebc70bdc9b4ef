import { IdentityDatabase } from '@maru/platform';
import { Injectable } from '@nestjs/common';

/** Names of people by their ids; who is not there any more has none. */
@Injectable()
export class PersonNames {
  constructor(private readonly identity: IdentityDatabase) {}

  async of(personIds: Iterable<string>): Promise<Map<string, string>> {
    const ids = [...new Set(personIds)];
    if (ids.length === 0) return new Map();
    const people = await this.identity.query<{ person_id: string; name: string }>(
      'select person_id, name from workspace.person where person_id = any($1)',
      [ids],
    );
    return new Map(people.map((person) => [person.person_id, person.name]));
  }
}
