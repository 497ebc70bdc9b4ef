import { newId, Problem } from '@maru/kernel';
import { currentPerson, IdentityDatabase, platformProblems } from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { hashPassword } from '../sign-in/password';
import type { MemberBody, MemberItem } from './members.dto';

interface MemberRow {
  person_id: string;
  name: string;
  email: string | null;
  employee_number: string | null;
  roles: string[];
}

/** People are global; a membership ties one to an organisation. */
@Injectable()
export class MembersService {
  constructor(private readonly identity: IdentityDatabase) {}

  async list(): Promise<MemberItem[]> {
    const rows = await this.identity.query<MemberRow>(
      `select person_id, name, email, employee_number, roles from workspace.membership join workspace.person using (person_id)
       where tenant_id = $1 and ended_at is null order by name, person_id limit 1000`,
      [currentPerson().tenant.tenantId],
    );
    return rows.map((row) => ({
      id: row.person_id,
      name: row.name,
      email: row.email,
      employeeNumber: row.employee_number,
      roles: row.roles,
    }));
  }

  /** @throws Problem 409 when the e-mail address or the employee number is taken */
  async create(body: MemberBody): Promise<MemberItem> {
    return this.addTo(currentPerson().tenant.tenantId, body);
  }

  /**
   * Joins the transaction of the request. An address that somebody holds already is refused and never attached: the
   * holder has to agree to a membership, which is not asked for here.
   * @param at pointer to the member in the body of the request
   */
  async addTo(tenantId: number, body: MemberBody, at = ''): Promise<MemberItem> {
    const email = body.email?.toLowerCase() ?? null;
    const employeeNumber = body.employeeNumber ?? null;
    const hash = await hashPassword(body.password);
    const id = newId();
    const [person] = await this.identity.query(
      'insert into workspace.person (person_id, name, email) values ($1, $2, $3) on conflict do nothing returning 1',
      [id, body.name, email],
    );
    if (!person) throw taken(`${at}/email`, { ko: '이미 쓰이는 이메일입니다.', en: 'The e-mail address is in use already.' });
    const [membership] = await this.identity.query(
      'insert into workspace.membership (tenant_id, person_id, employee_number, roles) values ($1, $2, $3, $4) on conflict do nothing returning 1',
      [tenantId, id, employeeNumber, body.roles],
    );
    if (!membership) throw taken(`${at}/employeeNumber`, { ko: '이미 쓰이는 사번입니다.', en: 'The employee number is in use already.' });
    await this.identity.query('insert into workspace.password_credential (person_id, hash) values ($1, $2)', [id, hash]);
    return { id, name: body.name, email, employeeNumber, roles: body.roles };
  }
}

function taken(pointer: string, detail: { ko: string; en: string }): Problem {
  return new Problem(platformProblems.conflict, { errors: [{ pointer, code: 'taken', detail }] });
}
