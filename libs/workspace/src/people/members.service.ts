import { newId, Problem, type Text } from '@maru/kernel';
import {
  type BuiltInRole,
  Catalogue,
  changedOne,
  currentPerson,
  cursorParts,
  Findable,
  type FindableProvider,
  type FoundThing,
  IdentityDatabase,
  invalidField,
  PAGE_SIZE,
  type Page,
  pageOf,
  platformProblems,
} from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { type IssuedCode, OneTimeCodeService } from '../joining/one-time-code.service';
import { hashPassword } from '../sign-in/password';
import { SessionService } from '../sign-in/session.service';
import { workspaceProblems } from '../workspace.problems';
import { managesMembers, rolesBeyond } from './granted-roles';
import { IS_CURRENT, IS_FORMER, isMemberPlace, MEMBER_ROWS, type MemberRow, memberOf } from './member-row';
import type { FirstMemberBody, MemberBody, MemberItem, MemberPatch, MembersQuery, NewMember } from './members.dto';

/** People are global; a membership ties one to an organisation. Who is invited has a membership with nobody in it yet. */
@Injectable()
@Findable({ kind: 'workspace.member', permission: 'workspace.member.read' })
export class MembersService implements FindableProvider {
  constructor(
    private readonly identity: IdentityDatabase,
    private readonly catalogue: Catalogue,
    private readonly codes: OneTimeCodeService,
    private readonly sessions: SessionService,
  ) {}

  /** By name: members and who is invited, or those who have left. */
  async page({ state = 'current', cursor, limit = PAGE_SIZE }: MembersQuery): Promise<Page<MemberItem>> {
    const { tenant, personId } = currentPerson();
    const after = cursorParts(cursor, isMemberPlace);
    const rows = await this.identity.query<MemberRow>(
      `select * from (${MEMBER_ROWS} and ${state === 'current' ? IS_CURRENT : IS_FORMER}) as member
       where $2::text is null or (name, membership_id) > ($2, $3::uuid) order by name, membership_id limit $4`,
      [tenant.tenantId, after?.[0] ?? null, after?.[1] ?? null, limit + 1],
    );
    return pageOf(
      rows,
      limit,
      (row) => memberOf(row, personId),
      (row) => [row.name, row.membership_id],
    );
  }

  /** Members, and who is invited. */
  async named(pattern: string, atMost: number): Promise<FoundThing[]> {
    const rows = await this.identity.query<MemberRow>(
      `select * from (${MEMBER_ROWS} and ${IS_CURRENT}) as member where normalize(name) ilike $2 order by name, membership_id limit $3`,
      [currentPerson().tenant.tenantId, pattern, atMost],
    );
    return rows.map((row) => ({ id: row.membership_id, name: row.name, sub: row.email ?? row.employee_number, place: {} }));
  }

  /** @throws Problem 404 for what is no member of the organisation and never was */
  async read(id: string): Promise<MemberItem> {
    const row = await this.row(id);
    if (!row) throw new Problem(platformProblems.notFound);
    return memberOf(row, currentPerson().personId);
  }

  /**
   * Adds a member: by a one-time code, or at once where the administrator gives an employee without e-mail a first
   * password. Whether a person with the e-mail address exists elsewhere is not asked, so the answer cannot tell.
   * @throws Problem 409 when e-mail address or employee number are taken in this organisation, 403 for a role that carries
   * a permission the administrator does not have
   */
  async create({ password, ...body }: MemberBody): Promise<NewMember> {
    const { tenantId } = currentPerson().tenant;
    this.refuseBeyond(body.roles);
    await this.lock();
    if (password !== undefined) {
      if (body.email !== undefined)
        throw invalidField('/password', 'beside-email', {
          ko: '이메일이 있는 사람은 초대 코드로 들어오며 비밀번호를 스스로 정합니다.',
          en: 'Who has an e-mail address joins by a code and chooses the password.',
        });
      const { membershipId } = await this.addTo(tenantId, { ...body, password });
      return { ...(await this.read(membershipId)), code: null };
    }
    const id = newId();
    const email = body.email?.toLowerCase() ?? null;
    if (email !== null) await this.refuseTakenEmail(email);
    if (body.employeeNumber) await this.refuseTakenNumber(body.employeeNumber);
    await this.identity.query(
      `insert into workspace.membership (membership_id, tenant_id, invited_name, invited_email, employee_number, roles)
       values ($1, $2, $3, $4, $5, $6)`,
      [id, tenantId, body.name, email, body.employeeNumber ?? null, body.roles],
    );
    const { code } = await this.codes.issue(id, 'join');
    return { ...(await this.read(id)), code };
  }

  /**
   * Makes somebody new a member at once, joining the transaction under way: the first member of an organisation, an
   * employee without e-mail, people of the demonstration. An address that somebody holds already is refused and never attached.
   * @param at pointer to the member in the body of the request
   */
  async addTo(
    tenantId: number,
    body: Omit<FirstMemberBody, 'roles'> & { roles: readonly BuiltInRole[] },
    at = '',
  ): Promise<{ membershipId: string; personId: string }> {
    const email = body.email?.toLowerCase() ?? null;
    const hash = await hashPassword(body.password);
    const [personId, membershipId] = [newId(), newId()];
    const [person] = await this.identity.query(
      'insert into workspace.person (person_id, name, email) values ($1, $2, $3) on conflict do nothing returning 1',
      [personId, body.name, email],
    );
    if (!person) throw taken(`${at}/email`, { ko: '이미 쓰이는 이메일입니다.', en: 'The e-mail address is in use already.' });
    const [membership] = await this.identity.query(
      `insert into workspace.membership (membership_id, tenant_id, person_id, employee_number, roles, joined_at)
       values ($1, $2, $3, $4, $5, now()) on conflict do nothing returning 1`,
      [membershipId, tenantId, personId, body.employeeNumber ?? null, body.roles],
    );
    if (!membership) throw takenNumber(at);
    await this.identity.query('insert into workspace.password_credential (person_id, hash) values ($1, $2)', [personId, hash]);
    return { membershipId, personId };
  }

  /**
   * Changes roles and employee number; what the person may do changes at once in every replica.
   * @throws Problem 412 when somebody was faster, 403 for a role that carries a permission the administrator does not have,
   * 409 when the number is taken, or nobody would be left who may manage members
   */
  async change(id: string, version: number, patch: MemberPatch): Promise<MemberItem> {
    await this.lock();
    const member = await this.row(id, IS_CURRENT);
    if (!member) throw new Problem(platformProblems.notFound);
    const { roles = member.roles, employeeNumber = member.employee_number } = patch;
    changedOne(member.version === version ? 1 : 0, true);
    this.refuseBeyond(roles, member.roles);
    await this.refuseLastManager(member, roles);
    if (employeeNumber !== null && employeeNumber !== member.employee_number) await this.refuseTakenNumber(employeeNumber);
    if (employeeNumber === null && member.email === null)
      throw invalidField('/employeeNumber', 'needed', {
        ko: '이메일이 없는 구성원은 사번이 있어야 로그인할 수 있습니다.',
        en: 'A member without an e-mail address needs it to sign in.',
      });
    await this.identity.query(
      'update workspace.membership set roles = $2, employee_number = $3, version = version + 1 where membership_id = $1',
      [id, roles, employeeNumber],
    );
    await this.sessions.refresh(id);
    return this.read(id);
  }

  /**
   * Ends the membership, or withdraws the invitation: the row stays and says when. The person's sessions in this
   * organisation end at once, those elsewhere go on.
   * @throws Problem 404 for who is no member, 409 when nobody would be left who may manage members
   */
  async end(id: string): Promise<void> {
    await this.lock();
    const member = await this.row(id, IS_CURRENT);
    if (!member) throw new Problem(platformProblems.notFound);
    await this.refuseLastManager(member, []);
    await this.codes.close(id);
    await this.identity.query('update workspace.membership set ended_at = now(), version = version + 1 where membership_id = $1', [id]);
    await this.sessions.endOf(id);
  }

  /**
   * A code for whom is invited, to join; for a member, to set a new password, whose sessions in this organisation end. Who
   * makes a code could use it, so it takes every permission that it opens; and nobody gets one for themselves, which
   * would set a password without the present one.
   * @throws Problem 400 for who is no member, or oneself, 403 for who may do more than the administrator
   */
  async issueCode(id: string): Promise<IssuedCode> {
    await this.lock();
    const person = currentPerson();
    const member = await this.row(id, IS_CURRENT);
    if (!member) throw invalidField('/memberId', 'unknown-member', { ko: '이런 구성원이 없습니다.', en: 'There is no such member.' });
    if (member.person_id === person.personId)
      throw invalidField('/memberId', 'yourself', {
        ko: '자기 비밀번호는 비밀번호 변경 화면에서 바꿉니다.',
        en: 'Your own password is changed on the page for that.',
      });
    if (rolesBeyond(this.catalogue, person, member.roles).length > 0) throw new Problem(workspaceProblems.memberMayMore);
    if (member.person_id === null) return this.codes.issue(id, 'join');
    await this.sessions.endOf(id);
    return this.codes.issue(id, 'password');
  }

  /** Changes of who belongs to an organisation take turns, so that what was looked at still holds when it is written. */
  private async lock(): Promise<void> {
    await this.identity.query("select pg_advisory_xact_lock($1, hashtext('workspace.membership'))", [currentPerson().tenant.tenantId]);
  }

  private async row(id: string, condition = 'true'): Promise<MemberRow | undefined> {
    const { tenantId } = currentPerson().tenant;
    const [row] = await this.identity.query<MemberRow>(`${MEMBER_ROWS} and membership_id = $2 and ${condition}`, [tenantId, id]);
    return row;
  }

  private refuseBeyond(roles: readonly string[], held: readonly string[] = []): void {
    const places = rolesBeyond(this.catalogue, currentPerson(), roles, held);
    if (places.length === 0) return;
    const detail = { ko: '내게 없는 권한이 있는 역할입니다.', en: 'The role carries a permission that you do not have.' };
    throw new Problem(workspaceProblems.roleBeyond, {
      errors: places.map((place) => ({ pointer: `/roles/${place}`, code: 'beyond', detail })),
    });
  }

  private async refuseLastManager(member: MemberRow, roles: readonly string[]): Promise<void> {
    const { kind, tenantId } = currentPerson().tenant;
    const manages = (held: readonly string[]) => managesMembers(this.catalogue, kind, held);
    if (member.person_id === null || !manages(member.roles) || manages(roles)) return;
    const others = await this.identity.query<{ roles: string[] }>(
      'select distinct roles from workspace.membership where tenant_id = $1 and membership_id <> $2 and person_id is not null and ended_at is null',
      [tenantId, member.membership_id],
    );
    if (!others.some((other) => manages(other.roles))) throw new Problem(workspaceProblems.lastManager);
  }

  private async refuseTakenEmail(email: string): Promise<void> {
    const found = await this.identity.query(
      `select 1 from workspace.membership left join workspace.person using (person_id)
       where tenant_id = $1 and ended_at is null and coalesce(person.email, invited_email) = $2`,
      [currentPerson().tenant.tenantId, email],
    );
    if (found.length > 0)
      throw taken('/email', {
        ko: '이미 이 기업의 구성원이거나 초대한 이메일입니다.',
        en: 'A member of this organisation, or somebody invited, has this e-mail address.',
      });
  }

  private async refuseTakenNumber(employeeNumber: string): Promise<void> {
    const found = await this.identity.query(
      'select 1 from workspace.membership where tenant_id = $1 and employee_number = $2 and ended_at is null',
      [currentPerson().tenant.tenantId, employeeNumber],
    );
    if (found.length > 0) throw takenNumber('');
  }
}

function taken(pointer: string, detail: Text): Problem {
  return new Problem(platformProblems.conflict, { errors: [{ pointer, code: 'taken', detail }] });
}

function takenNumber(at: string): Problem {
  return taken(`${at}/employeeNumber`, { ko: '이미 쓰이는 사번입니다.', en: 'The employee number is in use already.' });
}
