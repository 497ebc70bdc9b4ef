import { Problem } from '@maru/kernel';
import { currentPerson, IdentityDatabase, type OrganisationKind, type TenantIdentity } from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { workspaceProblems } from '../workspace.problems';
import { newOneTimeCode, oneTimeCodeHash } from './one-time-code';

/** Long enough to be handed over in a factory; what sets a password lives shorter. */
const LIFETIME = { join: '7 days', password: '1 day' } as const;

export interface IssuedCode {
  readonly code: string;
  readonly expiresAt: string;
}

/** The membership that an open code is for. */
export interface CodeBearer {
  readonly membershipId: string;
  readonly tenant: TenantIdentity;
  readonly organisationName: string;
  readonly companyCode: string;
  /** Null until somebody has joined by it: then the code sets a new password. */
  readonly personId: string | null;
  readonly name: string;
  readonly email: string | null;
  readonly employeeNumber: string | null;
  readonly roles: string[];
}

interface BearerRow {
  membership_id: string;
  tenant_id: number;
  organisation_id: string;
  kind: OrganisationKind;
  simulated: boolean;
  organisation_name: string;
  company_code: string;
  person_id: string | null;
  name: string;
  email: string | null;
  employee_number: string | null;
  roles: string[];
}

/** Codes that an administrator hands to a person: shown once, kept as hashes, good for one use and a few days. */
@Injectable()
export class OneTimeCodeService {
  constructor(private readonly identity: IdentityDatabase) {}

  /** Makes the membership's code; one that was made before is good no longer. */
  async issue(membershipId: string, purpose: keyof typeof LIFETIME): Promise<IssuedCode> {
    await this.close(membershipId);
    const code = newOneTimeCode();
    const [row] = await this.identity.query<{ expires_at: Date }>(
      `insert into workspace.one_time_code (code_hash, membership_id, created_by, expires_at)
       values ($1, $2, $3, now() + $4::interval) returning expires_at`,
      [oneTimeCodeHash(code), membershipId, currentPerson().personId, LIFETIME[purpose]],
    );
    return { code, expiresAt: row.expires_at.toISOString() };
  }

  async close(membershipId: string): Promise<void> {
    await this.identity.query('update workspace.one_time_code set closed_at = now() where membership_id = $1 and closed_at is null', [
      membershipId,
    ]);
  }

  /** @throws Problem 404 with one answer for a code that is unknown, used, replaced or out of date */
  async bearer(code: string): Promise<CodeBearer> {
    const hash = oneTimeCodeHash(code);
    const [row] = hash
      ? await this.identity.query<BearerRow>(
          `select membership_id, tenant_id, organisation_id, kind, simulated, tenant.name as organisation_name, company_code,
             person_id, coalesce(person.name, invited_name) as name, coalesce(person.email, invited_email) as email, employee_number, roles
           from workspace.one_time_code join workspace.membership using (membership_id) join platform.tenant using (tenant_id)
           left join workspace.person using (person_id)
           where code_hash = $1 and closed_at is null and expires_at > now() and ended_at is null`,
          [hash],
        )
      : [];
    if (!row) throw notUsable();
    return {
      membershipId: row.membership_id,
      tenant: { tenantId: row.tenant_id, organisationId: row.organisation_id, kind: row.kind, simulated: row.simulated },
      organisationName: row.organisation_name,
      companyCode: row.company_code,
      personId: row.person_id,
      name: row.name,
      email: row.email,
      employeeNumber: row.employee_number,
      roles: row.roles,
    };
  }

  /**
   * Uses the code up, in the transaction of what it is used for: of many at once one gets it.
   * @throws Problem 404 when somebody was faster
   */
  async use(code: string): Promise<void> {
    const used = await this.identity.query(
      'update workspace.one_time_code set closed_at = now() where code_hash = $1 and closed_at is null and expires_at > now() returning 1',
      [oneTimeCodeHash(code)],
    );
    if (used.length === 0) throw notUsable();
  }
}

function notUsable(): Problem {
  return new Problem(workspaceProblems.codeNotUsable, {
    errors: [
      {
        pointer: '/code',
        code: 'not-usable',
        detail: {
          ko: '코드를 다시 확인하고, 그래도 안 되면 관리자에게 새 코드를 받으세요.',
          en: 'Check the code again; if it still does not work, ask your administrator for another one.',
        },
      },
    ],
  });
}
