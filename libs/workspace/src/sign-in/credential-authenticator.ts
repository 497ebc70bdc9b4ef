import {
  Authenticator,
  Catalogue,
  type Credential,
  IdentityDatabase,
  Notifications,
  type OrganisationKind,
  type Principal,
  type TenantIdentity,
} from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { DEVICE_KEY_PREFIX, DEVICE_KEY_TOPIC } from '../devices/device-key.service';
import { SITES_TOPIC, WorkingSites } from '../sites/working-sites';
import { IDLE_HOURS, SESSION_TOPIC, tokenHash } from './session.service';

const KEEP_MS = 30_000;
const KEEP_MAX = 20_000;
/** A session's last sight is written at most so often. */
const SEEN_MS = 60_000;

interface Kept {
  readonly principal: Principal;
  readonly until: number;
  readonly expiresAt: number;
  seenWrittenAt: number;
}

/** A look into the database that is under way, with what had been heard when it began. */
interface Look {
  readonly heard: number;
  readonly answer: Promise<Kept | null>;
}

interface TenantRow {
  tenant_id: number;
  organisation_id: string;
  kind: OrganisationKind;
  simulated: boolean;
}

/**
 * Tells who stands behind a token. What the database said is kept for half a minute and forgotten at once when another
 * replica ends a session or revokes a key; while such news cannot be heard, nothing is kept.
 */
@Injectable()
export class CredentialAuthenticator extends Authenticator {
  private readonly kept = new Map<string, Kept>();
  /** Counts what was heard: an answer that was asked for before the newest news is not kept. */
  private heard = 0;
  private readonly looks = new Map<string, Look>();

  constructor(
    private readonly identity: IdentityDatabase,
    private readonly catalogue: Catalogue,
    private readonly notifications: Notifications,
    private readonly sites: WorkingSites,
  ) {
    super();
    const forget = (isMeant: (principal: Principal) => boolean) => {
      this.heard++;
      for (const [token, { principal }] of this.kept) if (isMeant(principal)) this.kept.delete(token);
    };
    for (const topic of [SESSION_TOPIC, DEVICE_KEY_TOPIC]) notifications.on(topic, (id) => forget((principal) => idOf(principal) === id));
    notifications.on(SITES_TOPIC, (tenant) => forget(({ kind, tenant: { tenantId } }) => kind === 'person' && String(tenantId) === tenant));
    notifications.onReset(() => {
      this.heard++;
      this.kept.clear();
    });
  }

  recall({ token, viaCookie }: Credential): Principal | null {
    const kept = this.kept.get(token);
    if (!kept || !this.notifications.connected) return null;
    const now = Date.now();
    return kept.until > now && kept.expiresAt > now ? this.seen(kept, viaCookie, now) : null;
  }

  async authenticate(credential: Credential, admit?: () => Promise<void>): Promise<Principal | null> {
    const recalled = this.recall(credential);
    if (recalled) return recalled;
    const found = await this.sharedLook(credential, admit);
    return found && this.seen(found, credential.viaCookie, Date.now());
  }

  /** Requests that come with one token at the same time look it up once, unless there was news since the look began. */
  private sharedLook(credential: Credential, admit?: () => Promise<void>): Promise<Kept | null> {
    const { token } = credential;
    const underWay = this.looks.get(token);
    if (underWay?.heard === this.heard && this.notifications.connected) return underWay.answer;
    const answer = this.look(credential, admit).finally(() => {
      if (this.looks.get(token) === look) this.looks.delete(token);
    });
    const look = { heard: this.heard, answer };
    this.looks.set(token, look);
    return answer;
  }

  private async look({ token, viaCookie }: Credential, admit?: () => Promise<void>): Promise<Kept | null> {
    const { heard } = this;
    // A token that was good half a minute ago is no stranger's, whoever else sends made-up ones from the same address.
    if (!this.kept.has(token)) await admit?.();
    const now = Date.now();
    const found = token.startsWith(DEVICE_KEY_PREFIX) ? await this.device(token, now) : await this.session(token, viaCookie, now);
    if (!found) {
      this.kept.delete(token);
      return null;
    }
    if (this.kept.size >= KEEP_MAX) this.kept.clear();
    if (this.notifications.connected && heard === this.heard) this.kept.set(token, found);
    return found;
  }

  private seen(kept: Kept, viaCookie: boolean, now: number): Principal {
    const { principal } = kept;
    if (principal.kind !== 'person') return principal;
    if (now - kept.seenWrittenAt >= SEEN_MS) {
      kept.seenWrittenAt = now;
      // Not waited for: the request does not depend on it, and a later one writes it again.
      this.identity
        .query('update workspace.session set last_seen_at = now() where session_id = $1', [principal.sessionId])
        .catch(() => undefined);
    }
    return principal.viaCookie === viaCookie ? principal : { ...principal, viaCookie };
  }

  private async session(token: string, viaCookie: boolean, now: number): Promise<Kept | null> {
    const [row] = await this.identity.query<
      TenantRow & { session_id: string; person_id: string; roles: string[]; expires_at: Date; last_seen_at: Date }
    >(
      `select session_id, person_id, tenant_id, organisation_id, kind, simulated, roles, expires_at, last_seen_at
       from workspace.session join workspace.membership using (membership_id) join platform.tenant using (tenant_id)
       where token_hash = $1 and session.ended_at is null and membership.ended_at is null
         and expires_at > now() and last_seen_at > now() - interval '${IDLE_HOURS} hours'`,
      [tokenHash(token)],
      'session_by_token',
    );
    if (!row) return null;
    const permissions = this.catalogue.permissionsOf(row.kind, row.roles);
    const principal: Principal = {
      kind: 'person',
      personId: row.person_id,
      sessionId: row.session_id,
      tenant: tenantOf(row),
      roles: row.roles,
      permissions,
      viaCookie,
      sites: await this.sites.ids(row.tenant_id),
    };
    return { principal, until: now + KEEP_MS, expiresAt: row.expires_at.getTime(), seenWrittenAt: row.last_seen_at.getTime() };
  }

  private async device(token: string, now: number): Promise<Kept | null> {
    const [row] = await this.identity.query<
      TenantRow & { device_key_id: string; scopes: string[]; companies: string[] | null; ends_at: Date | null }
    >(
      `select device_key_id, tenant_id, organisation_id, kind, simulated, scopes, companies, ends_at
       from workspace.device_key join platform.tenant using (tenant_id)
       where secret_hash = $1 and revoked_at is null and (ends_at is null or ends_at > now())`,
      [tokenHash(token)],
      'device_key_by_secret',
    );
    if (!row) return null;
    const principal: Principal = {
      kind: 'device',
      deviceKeyId: row.device_key_id,
      tenant: tenantOf(row),
      permissions: new Set(row.scopes),
      companies: row.companies && new Set(row.companies),
    };
    return { principal, until: now + KEEP_MS, expiresAt: row.ends_at?.getTime() ?? Number.POSITIVE_INFINITY, seenWrittenAt: now };
  }
}

function idOf(principal: Principal): string | null {
  if (principal.kind === 'person') return principal.sessionId;
  return principal.kind === 'device' ? principal.deviceKeyId : null;
}

function tenantOf(row: TenantRow): TenantIdentity {
  return { tenantId: row.tenant_id, organisationId: row.organisation_id, kind: row.kind, simulated: row.simulated };
}
