import { createHash, randomBytes } from 'node:crypto';
import { newId, Problem } from '@maru/kernel';
import {
  currentContext,
  IdentityDatabase,
  Notifications,
  notifyStatement,
  type PersonPrincipal,
  platformProblems,
  siteOfWork,
  type TenantIdentity,
  UsageLog,
} from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { WorkingSites } from '../sites/working-sites';
import { workspaceProblems } from '../workspace.problems';
import { PasswordCheck } from './password-check';
import type { SessionItem, SignedIn, SignInBody } from './sessions.dto';

const LIFETIME_MS = 14 * 86_400_000;
export const IDLE_HOURS = 12;
export const SESSION_TOPIC = 'session';

export interface SignInOrigin {
  readonly address: string | null;
  readonly client: string | null;
  readonly requestId: string;
  readonly bodyBytes: number;
  /** A screen that signs itself in again is nobody's use. */
  readonly cause: 'input' | 'automatic';
  /** As the client says; it may be of another organisation, where the person signed in before. */
  readonly site: string | undefined;
}

interface MembershipRow {
  membership_id: string;
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
    private readonly passwords: PasswordCheck,
    private readonly usage: UsageLog,
    private readonly notifications: Notifications,
    private readonly sites: WorkingSites,
  ) {}

  /** @throws Problem 401 with one and the same answer for every reason; 429 while locked */
  async signIn(body: SignInBody, origin: SignInOrigin): Promise<SignedIn> {
    const personId = await this.passwords.claimant(body);
    const membership = personId && (await this.membership(personId, body));
    if (!personId || !membership) throw new Problem(workspaceProblems.signInFailed);
    await this.passwords.forget(body);
    return this.open(personId, membership, origin);
  }

  private async membership(personId: string, body: SignInBody): Promise<MembershipRow | null> {
    const [found] = await this.identity.query<MembershipRow>(
      `select membership_id, tenant_id, organisation_id, kind, simulated from workspace.membership join platform.tenant using (tenant_id)
       where person_id = $1 and ended_at is null
         and ($2::uuid is null or organisation_id = $2) and ($3::text is null or company_code = $3)
       order by joined_at, tenant_id limit 1`,
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
    const sites = await this.sites.ids(tenant.tenantId);
    const site = siteOfWork(
      sites,
      sites.find((id) => id === origin.site),
    );
    const event = await this.usage.statements(
      { kind: 'sign-in', cause: origin.cause, module: 'workspace', resource: 'sessions', bytes: origin.bodyBytes, site },
      { tenant, personId, address: origin.address, requestId: origin.requestId },
    );
    await this.identity.transaction(async (transaction) => {
      await transaction.execute(
        'insert into workspace.session (session_id, token_hash, membership_id, expires_at, address, client) values ($1, $2, $3, $4, $5, $6)',
        [newId(), tokenHash(token), membership.membership_id, expiresAt, origin.address, origin.client],
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
      `select session_id, session.created_at, last_seen_at, expires_at, address, client
       from workspace.session join workspace.membership using (membership_id)
       where person_id = $1 and session.ended_at is null and expires_at > now() and last_seen_at > now() - interval '${IDLE_HOURS} hours'
       order by session.created_at desc limit 200`,
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
    const ended = await this.endWhere('session_id = $1 and membership.person_id = $2', [sessionId, person.personId]);
    if (ended === 0) throw new Problem(platformProblems.notFound);
  }

  /** Ends every other session of the person, as after a change of password. */
  async endOthers(person: PersonPrincipal): Promise<void> {
    await this.endWhere('session_id <> $1 and membership.person_id = $2', [person.sessionId, person.personId]);
  }

  /** Ends every session of the person, in whatever organisation. */
  async endAll(personId: string): Promise<void> {
    await this.endWhere('membership.person_id = $1', [personId]);
  }

  /** Ends the sessions of one membership; what the person does in other organisations goes on. */
  async endOf(membershipId: string): Promise<void> {
    await this.endWhere('session.membership_id = $1', [membershipId]);
  }

  /** Lets every replica ask again what the person may do in the organisation. */
  async refresh(membershipId: string): Promise<void> {
    const rows = await this.identity.query<{ session_id: string }>(
      'select session_id from workspace.session where membership_id = $1 and ended_at is null and expires_at > now()',
      [membershipId],
    );
    for (const { session_id } of rows) await this.announce(session_id);
  }

  /** @returns how many sessions ended */
  private async endWhere(condition: string, values: unknown[]): Promise<number> {
    const rows = await this.identity.query<{ session_id: string }>(
      `update workspace.session set ended_at = now() from workspace.membership
       where membership.membership_id = session.membership_id and session.ended_at is null and ${condition} returning session_id`,
      values,
    );
    for (const { session_id } of rows) await this.announce(session_id);
    return rows.length;
  }

  /** Every replica forgets what it keeps of the session, this one at once. */
  private async announce(sessionId: string): Promise<void> {
    const ended = { topic: SESSION_TOPIC, key: sessionId };
    this.identity.afterCommit(() => this.notifications.here(ended));
    const { text, values } = notifyStatement(ended);
    await this.identity.query(text, values);
  }

  /** What the request at hand came from. */
  origin({ client, bodyBytes, cause, site }: Omit<SignInOrigin, 'address' | 'requestId'>): SignInOrigin {
    const context = currentContext();
    return {
      address: context?.address ?? null,
      client: client?.replace(/[^\x20-\x7e]/g, '?').slice(0, 200) ?? null,
      cause,
      site,
      requestId: context?.requestId ?? newId(),
      bodyBytes,
    };
  }
}

export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
