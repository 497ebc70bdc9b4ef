import { newId, Problem } from '@maru/kernel';
import { currentContext, IdentityDatabase, siteOfWork, UsageLog } from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { hashPassword } from '../sign-in/password';
import { PasswordCheck } from '../sign-in/password-check';
import { SessionService } from '../sign-in/session.service';
import { WorkingSites } from '../sites/working-sites';
import { workspaceProblems } from '../workspace.problems';
import type { AcceptanceBody, CodePurpose, Joined, JoiningBody, NewPasswordBody } from './joining.dto';
import { type CodeBearer, OneTimeCodeService } from './one-time-code.service';

interface Holder {
  person_id: string;
  /** Was a member of this organisation once. */
  was_here: boolean;
  /** Is a member of any organisation now. */
  is_member: boolean;
}

/**
 * What a person does with a code. Nobody becomes a member by somebody else's act, and an administrator learns from adding
 * a member nothing of who exists elsewhere: only the person's own password makes a member of somebody who is known.
 * These routes are open to strangers, so each writes its usage event itself, in the transaction of what it changes.
 */
@Injectable()
export class JoiningService {
  constructor(
    private readonly identity: IdentityDatabase,
    private readonly codes: OneTimeCodeService,
    private readonly passwords: PasswordCheck,
    private readonly sessions: SessionService,
    private readonly usage: UsageLog,
    private readonly sites: WorkingSites,
  ) {}

  /** @throws Problem 404 for a code that cannot be used */
  async purpose(code: string): Promise<CodePurpose> {
    const { organisationName, personId, name, email, employeeNumber, roles } = await this.codes.bearer(code);
    return { purpose: personId ? 'password' : 'join', organisationName, name, email, employeeNumber, roles };
  }

  /**
   * Joins as somebody new, with a name and password of one's own. Who was a member of this organisation and is one nowhere
   * now comes back as who they were, with the new password: their own name stays.
   * @throws Problem 404 for a code that cannot be used, 409 when the e-mail address is that of somebody who is known
   */
  async join(body: JoiningBody, bodyBytes: number): Promise<Joined> {
    const bearer = await this.joinable(body.code);
    const hash = await hashPassword(body.password);
    return this.bind(body.code, bearer, 'joinings', bodyBytes, async () => {
      const holder = bearer.email === null ? null : await this.holder(bearer.email, bearer.tenant.tenantId);
      if (!holder) return this.newPerson(body.name, bearer.email, hash);
      if (holder.is_member || !holder.was_here) throw new Problem(workspaceProblems.accountExists);
      await this.setPassword(holder.person_id, hash);
      return holder.person_id;
    });
  }

  /**
   * Joins as who one already is, proved by one's password: that alone is the consent.
   * @throws Problem 404 for a code that cannot be used, 401 and 429 as at sign-in, 403 when the code is for another
   * e-mail address, 409 for who is a member already
   */
  async accept(body: AcceptanceBody, bodyBytes: number): Promise<Joined> {
    const bearer = await this.joinable(body.code);
    const personId = await this.passwords.claimant(body);
    if (!personId) throw new Problem(workspaceProblems.signInFailed);
    await this.passwords.forget(body);
    return this.bind(body.code, bearer, 'acceptances', bodyBytes, async () => {
      const [person] = await this.identity.query<{ email: string | null }>(
        'select email from workspace.person where person_id = $1 for update',
        [personId],
      );
      if (bearer.email !== null && bearer.email !== person.email) throw new Problem(workspaceProblems.codeForAnother);
      const [member] = await this.identity.query(
        'select 1 from workspace.membership where tenant_id = $1 and person_id = $2 and ended_at is null',
        [bearer.tenant.tenantId, personId],
      );
      if (member) throw new Problem(workspaceProblems.memberAlready);
      return personId;
    });
  }

  /**
   * Sets a new password and ends all sessions of the person. A code of an organisation is good for a person who is a member
   * there and nowhere else: otherwise one organisation's administrator could open another's doors by it. Whether that is so
   * is asked here, from whoever holds the code, and never told when the code is made.
   * @throws Problem 404 for a code that cannot be used, 409 for a person of several organisations
   */
  async resetPassword(body: NewPasswordBody, bodyBytes: number): Promise<void> {
    const bearer = await this.codes.bearer(body.code);
    const { personId, tenant } = bearer;
    if (personId === null) throw new Problem(workspaceProblems.codeForJoining);
    const hash = await hashPassword(body.newPassword);
    await this.identity.transaction(async () => {
      await this.codes.use(body.code);
      await this.identity.query('select 1 from workspace.person where person_id = $1 for update', [personId]);
      const elsewhere = await this.identity.query(
        'select 1 from workspace.membership where person_id = $1 and tenant_id <> $2 and ended_at is null limit 1',
        [personId, tenant.tenantId],
      );
      if (elsewhere.length > 0) throw new Problem(workspaceProblems.passwordOfSeveral);
      await this.setPassword(personId, hash);
      await this.sessions.endAll(personId);
      await this.log(bearer, personId, 'password-resets', bodyBytes);
    }, tenant.tenantId);
    // Who was locked out by wrong tries may begin with the new password at once.
    await this.passwords.forgetPerson(personId);
    if (bearer.email !== null) await this.passwords.forget({ email: bearer.email });
    if (bearer.employeeNumber !== null)
      await this.passwords.forget({ companyCode: bearer.companyCode, employeeNumber: bearer.employeeNumber });
  }

  private async joinable(code: string): Promise<CodeBearer> {
    const bearer = await this.codes.bearer(code);
    if (bearer.personId !== null) throw new Problem(workspaceProblems.codeForPassword);
    return bearer;
  }

  /** Uses the code and makes a member of the person whom `who` finds or makes, as one transaction. */
  private async bind(code: string, bearer: CodeBearer, resource: string, bodyBytes: number, who: () => Promise<string>): Promise<Joined> {
    const { membershipId, tenant, organisationName, companyCode } = bearer;
    const [joined] = await this.identity.transaction(async () => {
      await this.codes.use(code);
      const personId = await who();
      const rows = await this.identity.query<{ email: string | null; employee_number: string | null }>(
        `update workspace.membership m set person_id = person.person_id, joined_at = now(), invited_name = null, invited_email = null,
           version = version + 1
         from workspace.person where person.person_id = $2 and membership_id = $1 and m.person_id is null and ended_at is null
         returning email, employee_number`,
        [membershipId, personId],
      );
      // A code is closed before its membership ends, and used by one alone.
      if (rows.length === 0) throw new Error('a code was open for a membership that takes nobody');
      await this.log(bearer, personId, resource, bodyBytes);
      return rows;
    }, tenant.tenantId);
    return {
      organisationId: tenant.organisationId,
      organisationName,
      companyCode,
      email: joined.email,
      employeeNumber: joined.employee_number,
    };
  }

  /** The person who has this e-mail address, kept from changing until the transaction ends. */
  private async holder(email: string, tenantId: number): Promise<Holder | null> {
    const [person] = await this.identity.query<{ person_id: string }>(
      'select person_id from workspace.person where email = $1 for update',
      [email],
    );
    if (!person) return null;
    const [places] = await this.identity.query<Omit<Holder, 'person_id'>>(
      `select coalesce(bool_or(tenant_id = $2), false) as was_here, coalesce(bool_or(ended_at is null), false) as is_member
       from workspace.membership where person_id = $1`,
      [person.person_id, tenantId],
    );
    return { person_id: person.person_id, ...places };
  }

  private async newPerson(name: string, email: string | null, hash: string): Promise<string> {
    const id = newId();
    const made = await this.identity.query(
      'insert into workspace.person (person_id, name, email) values ($1, $2, $3) on conflict do nothing returning 1',
      [id, name, email],
    );
    if (made.length === 0) throw new Problem(workspaceProblems.accountExists);
    await this.identity.query('insert into workspace.password_credential (person_id, hash) values ($1, $2)', [id, hash]);
    return id;
  }

  private async setPassword(personId: string, hash: string): Promise<void> {
    await this.identity.query('update workspace.password_credential set hash = $2, changed_at = now() where person_id = $1', [
      personId,
      hash,
    ]);
  }

  private async log({ tenant }: CodeBearer, personId: string, resource: string, bytes: number): Promise<void> {
    const context = currentContext();
    const site = siteOfWork(await this.sites.ids(tenant.tenantId), undefined);
    const event = await this.usage.statements(
      { kind: 'create', cause: 'input', module: 'workspace', resource: `one-time-codes/${resource}`, bytes, site },
      { tenant, personId, address: context?.address ?? null, requestId: context?.requestId ?? newId() },
    );
    for (const { text, values } of event) await this.identity.query(text, values);
  }
}
