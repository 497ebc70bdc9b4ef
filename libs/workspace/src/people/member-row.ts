import { type CursorPart, isId } from '@maru/kernel';
import type { MemberItem } from './members.dto';

/** A membership as it is read, of whatever state. */
export interface MemberRow {
  membership_id: string;
  person_id: string | null;
  name: string;
  email: string | null;
  employee_number: string | null;
  roles: string[];
  joined_at: Date | null;
  ended_at: Date | null;
  code_expires_at: Date | null;
  version: number;
}

/** Memberships of the tenant `$1`; a further condition may follow. */
export const MEMBER_ROWS = `
  select membership_id, person_id, coalesce(person.name, invited_name) as name, coalesce(person.email, invited_email) as email,
    employee_number, roles, joined_at, ended_at, version,
    (select max(expires_at) from workspace.one_time_code code
     where code.membership_id = m.membership_id and closed_at is null and expires_at > now()) as code_expires_at
  from workspace.membership m left join workspace.person using (person_id) where tenant_id = $1`;

/** Members, and those who are invited to be. */
export const IS_CURRENT = 'ended_at is null';

/** Who has left: nobody who has come back, and nobody twice. */
export const IS_FORMER = `ended_at is not null and person_id is not null and not exists (
  select from workspace.membership later where later.tenant_id = $1 and later.person_id = m.person_id
    and (later.ended_at is null or (later.ended_at, later.membership_id) > (m.ended_at, m.membership_id)))`;

/** @param personId who asks */
export function memberOf(row: MemberRow, personId: string): MemberItem {
  return {
    id: row.membership_id,
    name: row.name,
    email: row.email,
    employeeNumber: row.employee_number,
    roles: row.roles,
    state: row.ended_at ? 'former' : row.joined_at ? 'member' : 'invited',
    joinedAt: row.joined_at?.toISOString() ?? null,
    endedAt: row.ended_at?.toISOString() ?? null,
    codeExpiresAt: row.code_expires_at?.toISOString() ?? null,
    self: row.person_id === personId,
    version: row.version,
  };
}

/** Lists of members are read by name. */
export function isMemberPlace(parts: CursorPart[]): parts is [string, string] {
  return parts.length === 2 && typeof parts[0] === 'string' && isId(parts[1]);
}
