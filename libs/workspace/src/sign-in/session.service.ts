import { createHash, randomBytes } from 'node:crypto';
import { newId, Problem } from '@maru/kernel';
import {
  currentContext,
  IdentityDatabase,
  Notifications,
  notifyStatement,
  type PersonPrincipal,
  platformProblems,
  type TenantIdentity,
  UsageLog,
} from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { workspaceProblems } from '../workspace.problems';
import { verifyNobody, verifyPassword } from './password';
import type { SessionItem, SignedIn, SignInBody } from './sessions.dto';
import { SignInLock } from './sign-in-lock';

const LIFETIME_MS = 14 * 86_400_000;
export const IDLE_HOURS = 12;
export const SESSION_TOPIC = 'session';

export interface SignInOrigin {
  readonly address: string | null;
  readonly client: string | null;
  readonly requestId: string;
  readonly bodyBytes: number;
}

interface Candidate {
  person_id: string;
  hash: string;
}

interface MembershipRow {
  tenant_id: number;
  organisation_id: string;
  kind: TenantIdentity['kind'];
  simulated: boolean;
}

/** Sessions: a random token, kept as its hash, for one person in one organisation. */
@Injectable()
export class SessionService {
  constructor(
    private readonly identity: IdentityDatabase,
    private readonly lock: SignInLock,
    private readonly usage: UsageLog,
    private readonly notifications: Notifications,
  ) {}

  /** @throws Problem 401 with one and the same answer for every reason; 429 while locked */
  async signIn(body: SignInBody, origin: SignInOrigin): Promise<SignedIn> {
    const identifier =
      body.email !== undefined ? `e:${body.email.toLowerCase()}` : `c:${body.companyCode?.toLowerCase()}\n${body.employeeNumber}`;
    await this.lock.countTry(identifier);
    const candidate = await this.candidate(body);
    const right = candidate ? await verifyPassword(body.password, candidate.hash) : await verifyNobody(body.password);
    const membership = right && candidate ? await this.membership(candidate.person_id, body) : null;
    if (!candidate || !membership) throw new Problem(workspaceProblems.signInFailed);
    await this.lock.forget(identifier);
    return this.open(candidate.person_id, membership, origin);
  }

  private async candidate(body: SignInBody): Promise<Candidate | null> {
    const [found] =
      body.email !== undefined
        ? await this.identity.query<Candidate>(
            'select person_id, hash from workspace.person join workspace.password_credential using (person_id) where email = $1',
            [body.email.toLowerCase()],
          )
        : await this.identity.query<Candidate>(
            `select person_id, hash from workspace.membership
             join platform.tenant using (tenant_id) join workspace.password_credential using (person_id)
             where company_code = $1 and employee_number = $2 and ended_at is null`,
            [body.companyCode?.toLowerCase(), body.employeeNumber],
          );
    return found ?? null;
  }

  private async membership(personId: string, body: SignInBody): Promise<MembershipRow | null> {
    const [found] = await this.identity.query<MembershipRow>(
      `select tenant_id, organisation_id, kind, simulated from workspace.membership join platform.tenant using (tenant_id)
       where person_id = $1 and ended_at is null
         and ($2::uuid is null or organisation_id = $2) and ($3::text is null or company_code = $3)
       order by membership.created_at, tenant_id limit 1`,
      [personId, body.organisationId ?? null, body.companyCode?.toLowerCase() ?? null],
    );
    return found ?? null;
  }

  private async open(personId: string, membership: MembershipRow, origin: SignInOrigin): Promise<SignedIn> {
    const token = randomBytes(32).toString('base64url');
    const expiresAt = new Date(Date.now() + LIFETIME_MS);
    const tenant: TenantIdentity = {
      tenantId: membership.tenant_id,
      organisationId: membership.organisation_id,
      kind: membership.kind,
      simulated: membership.simulated,
    };
    const event = await this.usage.statements(
      { kind: 'sign-in', cause: 'input', module: 'workspace', resource: 'sessions', bytes: origin.bodyBytes },
      { tenant, personId, address: origin.address, requestId: origin.requestId },
    );
    await this.identity.transaction(async (transaction) => {
      await transaction.execute(
        'insert into workspace.session (session_id, token_hash, tenant_id, person_id, expires_at, address, client) values ($1, $2, $3, $4, $5, $6, $7)',
        [newId(), tokenHash(token), tenant.tenantId, personId, expiresAt, origin.address, origin.client],
      );
      for (const { text, values } of event) await transaction.execute(text, values);
    }, tenant.tenantId);
    return { token, expiresAt: expiresAt.toISOString(), organisationId: tenant.organisationId };
  }

  async list(person: PersonPrincipal): Promise<SessionItem[]> {
    const rows = await this.identity.query<{
      session_id: string;
      created_at: Date;
      last_seen_at: Date;
      expires_at: Date;
      address: string | null;
      client: string | null;
    }>(
      `select session_id, created_at, last_seen_at, expires_at, address, client from workspace.session
       where person_id = $1 and ended_at is null and expires_at > now() and last_seen_at > now() - interval '${IDLE_HOURS} hours'
       order by created_at desc limit 200`,
      [person.personId],
    );
    return rows.map((row) => ({
      id: row.session_id,
      createdAt: row.created_at.toISOString(),
      lastSeenAt: row.last_seen_at.toISOString(),
      expiresAt: row.expires_at.toISOString(),
      address: row.address,
      client: row.client,
      current: row.session_id === person.sessionId,
    }));
  }

  /** @throws Problem 404 for a session that is not the person's own or has ended */
  async end(person: PersonPrincipal, sessionId: string): Promise<void> {
    const rows = await this.identity.query(
      'update workspace.session set ended_at = now() where session_id = $1 and person_id = $2 and ended_at is null returning 1',
      [sessionId, person.personId],
    );
    if (rows.length === 0) throw new Problem(platformProblems.notFound);
    await this.announce(sessionId);
  }

  /** Ends every other session of the person, as after a change of password. */
  async endOthers(person: PersonPrincipal): Promise<void> {
    const rows = await this.identity.query<{ session_id: string }>(
      'update workspace.session set ended_at = now() where person_id = $1 and session_id <> $2 and ended_at is null returning session_id',
      [person.personId, person.sessionId],
    );
    for (const { session_id } of rows) await this.announce(session_id);
  }

  private async announce(sessionId: string): Promise<void> {
    const ended = { topic: SESSION_TOPIC, key: sessionId };
    this.identity.afterCommit(() => this.notifications.here(ended));
    const { text, values } = notifyStatement(ended);
    await this.identity.query(text, values);
  }

  /** What the request at hand came from. */
  origin(client: string | undefined, bodyBytes: number): SignInOrigin {
    const context = currentContext();
    return {
      address: context?.address ?? null,
      client: client?.replace(/[^\x20-\x7e]/g, '?').slice(0, 200) ?? null,
      requestId: context?.requestId ?? newId(),
      bodyBytes,
    };
  }
}

export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
