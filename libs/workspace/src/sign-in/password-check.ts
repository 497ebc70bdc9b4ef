import { IdentityDatabase } from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { verifyNobody, verifyPassword } from './password';
import type { SignInBody } from './sessions.dto';
import { SignInLock } from './sign-in-lock';

/** Who somebody says they are, with the password that is to prove it. */
export type Claim = Pick<SignInBody, 'email' | 'companyCode' | 'employeeNumber' | 'password'>;

interface Candidate {
  person_id: string;
  hash: string;
}

/**
 * Whether a password is right. Hashing takes long on purpose, so nothing here is called while a transaction is held; and a
 * try that was counted stays counted, whatever becomes of the request.
 */
@Injectable()
export class PasswordCheck {
  constructor(
    private readonly identity: IdentityDatabase,
    private readonly lock: SignInLock,
  ) {}

  /**
   * The person whom the password proves; null for a wrong one and for nobody, which take the same time.
   * @throws Problem 429 while locked
   */
  async claimant(claim: Claim): Promise<string | null> {
    await this.lock.countTry(identifierOf(claim));
    return this.prove(await this.candidate(claim), claim.password);
  }

  /**
   * Whether it is the person's own password.
   * @returns the hash that was looked at; null for a wrong password
   * @throws Problem 429 while locked
   */
  async ofPerson(personId: string, password: string): Promise<string | null> {
    await this.lock.countTry(personIdentifier(personId));
    const [found] = await this.identity.query<Candidate>('select person_id, hash from workspace.password_credential where person_id = $1', [
      personId,
    ]);
    return (await this.prove(found, password)) && found.hash;
  }

  private async prove(candidate: Candidate | undefined, password: string): Promise<string | null> {
    const right = candidate ? await verifyPassword(password, candidate.hash) : await verifyNobody(password);
    return candidate && right ? candidate.person_id : null;
  }

  private async candidate(claim: Claim): Promise<Candidate | undefined> {
    const [found] =
      claim.email !== undefined
        ? await this.identity.query<Candidate>(
            'select person_id, hash from workspace.person join workspace.password_credential using (person_id) where email = $1',
            [claim.email.toLowerCase()],
          )
        : await this.identity.query<Candidate>(
            `select person_id, hash from workspace.membership
             join platform.tenant using (tenant_id) join workspace.password_credential using (person_id)
             where company_code = $1 and employee_number = $2 and ended_at is null`,
            [claim.companyCode?.toLowerCase(), claim.employeeNumber],
          );
    return found;
  }

  /** After a success: whoever it is begins anew. */
  async forget(claim: Omit<Claim, 'password'>): Promise<void> {
    await this.lock.forget(identifierOf(claim));
  }

  async forgetPerson(personId: string): Promise<void> {
    await this.lock.forget(personIdentifier(personId));
  }
}

/** What was typed, existing or not; the same for every way of writing it. */
function identifierOf({ email, companyCode, employeeNumber }: Omit<Claim, 'password'>): string {
  return email !== undefined ? `e:${email.toLowerCase()}` : `c:${companyCode?.toLowerCase()}\n${employeeNumber}`;
}

function personIdentifier(personId: string): string {
  return `p:${personId}`;
}
