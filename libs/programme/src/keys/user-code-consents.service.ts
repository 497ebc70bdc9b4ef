import { newId, Problem } from '@maru/kernel';
import { currentPerson, Database, platformProblems } from '@maru/platform';
import { type MemberSummary, PersonDirectory } from '@maru/workspace/contract';
import { Injectable } from '@nestjs/common';
import { type ConsentChange, consentWordingVersion } from './consent';
import type { UserCodeConsentBody, UserCodeConsentItem, UserCodeConsentList } from './user-code-consents.dto';

interface ConsentRow {
  person_id: string;
  change: ConsentChange;
  wording_version: number;
  changed_at: Date;
  changed_by: string;
}

/** Whose employee number may go to the portal: changes are added, and the newest of a person counts. */
@Injectable()
export class UserCodeConsentsService {
  constructor(
    private readonly database: Database,
    private readonly people: PersonDirectory,
  ) {}

  async list(): Promise<UserCodeConsentList> {
    return { items: await this.items(await this.people.members()), wordingVersion: consentWordingVersion };
  }

  /** @throws Problem 404 for who is no member */
  async change({ memberId, change, wordingVersion }: UserCodeConsentBody): Promise<UserCodeConsentItem> {
    const member = (await this.people.members()).find(({ id }) => id === memberId.toLowerCase());
    if (!member)
      throw new Problem(platformProblems.notFound, {
        errors: [{ pointer: '/memberId', code: 'unknown', detail: { ko: '이런 구성원이 없습니다.', en: 'There is no such member.' } }],
      });
    await this.database.execute(
      `insert into programme.user_code_consent (tenant_id, consent_id, person_id, change, wording_version, changed_at, changed_by)
       values ($1, $2, $3, $4, $5, clock_timestamp(), $6)`,
      [newId(), member.personId, change, wordingVersion, currentPerson().personId],
    );
    return (await this.items([member]))[0]!;
  }

  private async items(members: readonly MemberSummary[]): Promise<UserCodeConsentItem[]> {
    const rows = await this.database.query<ConsentRow>(
      `select distinct on (person_id) person_id, change, wording_version, changed_at, changed_by from programme.user_code_consent
       where tenant_id = $1 and person_id = any($2::uuid[]) order by person_id, changed_at desc, consent_id desc`,
      [members.map(({ personId }) => personId)],
    );
    const names = await this.people.names(rows.map((row) => row.changed_by));
    const newest = new Map(rows.map((row) => [row.person_id, row]));
    return members.map(({ id, personId, name, employeeNumber }) => {
      const row = newest.get(personId);
      return {
        memberId: id,
        name,
        employeeNumber,
        inForce: row?.change === 'given',
        changedAt: row?.changed_at.toISOString() ?? null,
        changedBy: (row && names.get(row.changed_by)) ?? null,
        wordingVersion: row?.wording_version ?? null,
      };
    });
  }
}
