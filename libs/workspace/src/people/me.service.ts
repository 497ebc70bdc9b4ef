import { Problem } from '@maru/kernel';
import {
  Catalogue,
  currentContext,
  currentPerson,
  IdentityDatabase,
  type OrganisationKind,
  platformProblems,
  Subscriptions,
  UsageLog,
} from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { hashPassword } from '../sign-in/password';
import { PasswordCheck } from '../sign-in/password-check';
import { SessionService } from '../sign-in/session.service';
import { workspaceProblems } from '../workspace.problems';
import type { Me, MyModule, PasswordBody } from './me.dto';

interface MembershipRow {
  name: string;
  email: string | null;
  organisation_id: string;
  organisation_name: string;
  kind: OrganisationKind;
  company_code: string;
  simulated: boolean;
  roles: string[];
}

@Injectable()
export class MeService {
  constructor(
    private readonly identity: IdentityDatabase,
    private readonly catalogue: Catalogue,
    private readonly subscriptions: Subscriptions,
    private readonly passwords: PasswordCheck,
    private readonly sessions: SessionService,
    private readonly usage: UsageLog,
  ) {}

  async read(): Promise<Me> {
    const person = currentPerson();
    const rows = await this.identity.query<MembershipRow>(
      `select person.name, email, organisation_id, tenant.name as organisation_name, kind, company_code, simulated, roles
       from workspace.membership join workspace.person using (person_id) join platform.tenant using (tenant_id)
       where person_id = $1 and ended_at is null order by joined_at, tenant_id`,
      [person.personId],
    );
    const own = rows.find((row) => row.organisation_id === person.tenant.organisationId);
    // It ended a moment ago, and this replica has not heard of it yet.
    if (!own) throw new Problem(platformProblems.notSignedIn);
    return {
      person: { id: person.personId, name: own.name, email: own.email },
      organisation: {
        id: own.organisation_id,
        name: own.organisation_name,
        kind: own.kind,
        companyCode: own.company_code,
        simulated: own.simulated,
      },
      memberships: rows.map((row) => ({ organisationId: row.organisation_id, organisationName: row.organisation_name, roles: row.roles })),
      roles: own.roles,
      permissions: [...person.permissions].sort(),
      modules: await this.modules(person.tenant.tenantId, person.permissions),
    };
  }

  private async modules(tenantId: number, permissions: ReadonlySet<string>): Promise<MyModule[]> {
    const now = new Date();
    const modules: MyModule[] = [];
    for (const { id, name, alwaysOn = false, menu } of this.catalogue.manifests) {
      const subscribed = alwaysOn || (await this.subscriptions.isSubscribed(tenantId, id, now));
      modules.push({
        id,
        name,
        alwaysOn,
        subscribed,
        menu: subscribed ? menu.filter((entry) => permissions.has(entry.permission)).map((entry) => ({ ...entry })) : [],
      });
    }
    return modules;
  }

  /**
   * Changes the password and ends the person's other sessions. Hashing holds no transaction, so this is no route in the
   * identity role's transaction: what is written, the usage event among it, is written at its end as one.
   * @throws Problem 422 when the current password is not right, 429 after repeated failures
   */
  async changePassword(body: PasswordBody): Promise<void> {
    const person = currentPerson();
    const former = await this.passwords.ofPerson(person.personId, body.currentPassword);
    if (!former)
      throw new Problem(workspaceProblems.wrongPassword, {
        errors: [
          {
            pointer: '/currentPassword',
            code: 'wrong',
            detail: { ko: '지금 비밀번호를 다시 확인해 주세요.', en: 'Check your current password.' },
          },
        ],
      });
    const hash = await hashPassword(body.newPassword);
    const context = currentContext();
    const event = context ? await this.usage.ofChange(context) : [];
    await this.identity.transaction(async (transaction) => {
      const changed = await transaction.execute(
        'update workspace.password_credential set hash = $2, changed_at = now() where person_id = $1 and hash = $3',
        [person.personId, hash, former],
      );
      // Somebody was faster, with another password: what was proved holds no longer.
      if (changed === 0) throw new Problem(platformProblems.conflict);
      await this.sessions.endOthers(person);
      for (const { text, values } of event) await transaction.execute(text, values);
    }, person.tenant.tenantId);
    // It has been logged with the change.
    if (context) context.usage = null;
    await this.passwords.forgetPerson(person.personId);
  }
}
