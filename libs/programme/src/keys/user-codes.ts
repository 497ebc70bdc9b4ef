import { Config, currentScope, Database } from '@maru/platform';
import { PersonDirectory } from '@maru/workspace/contract';
import { Injectable } from '@nestjs/common';
import { type ConsentChange, inForceSince } from './consent';
import { pseudonymOf } from './pseudonym';

/** Who did something, and when. */
export interface Deed {
  readonly personId: string;
  readonly at: number;
}

/** What the portal knows people by: the employee number of who has consented to that, else a pseudonym. */
@Injectable()
export class UserCodes {
  constructor(
    private readonly database: Database,
    private readonly people: PersonDirectory,
    private readonly config: Config,
  ) {}

  /** A code for each deed, in their order. The consent must have been in force when it was done and still be. */
  async of(deeds: readonly Deed[]): Promise<string[]> {
    const { organisationId } = currentScope().tenant;
    const since = await this.consentedSince(deeds.map(({ personId }) => personId));
    const numbers = await this.people.employeeNumbers(since.keys());
    return deeds.map(({ personId, at }) => {
      const consented = (since.get(personId) ?? Number.POSITIVE_INFINITY) <= at;
      return (consented && numbers.get(personId)) || pseudonymOf(this.config.secret, organisationId, personId);
    });
  }

  private async consentedSince(personIds: readonly string[]): Promise<Map<string, number>> {
    const rows = await this.database.query<{ person_id: string; change: ConsentChange; changed_at: Date }>(
      `select person_id, change, changed_at from programme.user_code_consent
       where tenant_id = $1 and person_id = any($2::uuid[]) order by person_id, changed_at, consent_id`,
      [[...new Set(personIds)]],
    );
    const since = new Map<string, number>();
    for (const [personId, changes] of Map.groupBy(rows, (row) => row.person_id)) {
      const from = inForceSince(changes.map((row) => ({ change: row.change, at: row.changed_at.getTime() })));
      if (from !== null) since.set(personId, from);
    }
    return since;
  }
}
