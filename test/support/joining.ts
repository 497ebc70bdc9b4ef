import { type ApiUnderTest, PASSWORD, type Reply, type TestPerson } from './api-under-test';
import { nextNumber } from './estate';

/** A member as the API tells of one. */
export interface Member {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly employeeNumber: string | null;
  readonly roles: string[];
  readonly state: 'invited' | 'member' | 'former';
  readonly joinedAt: string | null;
  readonly endedAt: string | null;
  readonly codeExpiresAt: string | null;
  readonly self: boolean;
  readonly version: number;
}

export interface MemberList {
  readonly items: Member[];
  readonly next: string | null;
}

export const MEMBERS = '/api/workspace/members';

/** Adds somebody; with an e-mail address unless another way is given. */
export function invite(api: ApiUnderTest, admin: TestPerson, given: object = {}): Promise<Reply<Member & { code: string | null }>> {
  const body = { name: 'Invited', email: `invited${nextNumber()}@joining.example`, roles: ['operator'], ...given };
  return api.request('POST', MEMBERS, { token: admin.token, body });
}

export function join(api: ApiUnderTest, code: string | null, given: object = {}): Promise<Reply> {
  return api.request('POST', '/api/one-time-codes/joinings', { body: { code, name: 'Joined', password: PASSWORD, ...given } });
}

export function accept(api: ApiUnderTest, code: string | null, email: string, password = PASSWORD): Promise<Reply> {
  return api.request('POST', '/api/one-time-codes/acceptances', { body: { code, email, password } });
}

/** Makes a member of an organisation of somebody who is a member of another one, by their consent. */
export async function joinToo(api: ApiUnderTest, admin: TestPerson, person: TestPerson, roles = ['operator']): Promise<Member> {
  const { body } = await invite(api, admin, { email: person.email, roles });
  const { status, text } = await accept(api, body.code, person.email);
  if (status !== 201) throw new Error(`the acceptance was answered ${status}: ${text}`);
  return body;
}
