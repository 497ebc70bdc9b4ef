import { randomBytes } from 'node:crypto';
import { type CursorPart, isId, newId, Problem } from '@maru/kernel';
import {
  Catalogue,
  currentPerson,
  cursorParts,
  Findable,
  type FindableProvider,
  type FoundThing,
  IdentityDatabase,
  instantOf,
  invalidField,
  Notifications,
  notifyStatement,
  PAGE_SIZE,
  type Page,
  type PageQuery,
  type PersonPrincipal,
  pageOf,
  platformProblems,
} from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { GrantedCompanies } from '../reporting/granted-companies.service';
import { tokenHash } from '../sign-in/session.service';
import type { DeviceKeyBody, DeviceKeyItem, NewDeviceKey } from './device-keys.dto';

export const DEVICE_KEY_PREFIX = 'maru_dk_';
export const DEVICE_KEY_TOPIC = 'device-key';

interface DeviceKeyRow {
  device_key_id: string;
  name: string;
  scopes: string[];
  created_at: Date;
  ends_at: Date | null;
  companies: string[] | null;
  revoked_at: Date | null;
}

const COLUMNS = 'device_key_id, name, scopes, created_at, ends_at, companies, revoked_at';

/** Keys of devices and programs: each for one organisation and a few permissions. */
@Injectable()
@Findable({ kind: 'workspace.device-key', permission: 'workspace.device-key.read' })
export class DeviceKeyService implements FindableProvider {
  constructor(
    private readonly identity: IdentityDatabase,
    private readonly catalogue: Catalogue,
    private readonly notifications: Notifications,
    private readonly companies: GrantedCompanies,
  ) {}

  /** Newest first: ids of version 7 sort by the time they were made. */
  async page({ cursor, limit = PAGE_SIZE }: PageQuery): Promise<Page<DeviceKeyItem>> {
    const after = cursorParts(cursor, isPlace);
    const rows = await this.identity.query<DeviceKeyRow>(
      `select ${COLUMNS} from workspace.device_key
       where tenant_id = $1 and ($2::uuid is null or device_key_id < $2) order by device_key_id desc limit $3`,
      [currentPerson().tenant.tenantId, after?.[0] ?? null, limit + 1],
    );
    return pageOf(rows, limit, itemOf, (row) => [row.device_key_id]);
  }

  async named(pattern: string, atMost: number): Promise<FoundThing[]> {
    const rows = await this.identity.query<Pick<DeviceKeyRow, 'device_key_id' | 'name'>>(
      `select device_key_id, name from workspace.device_key
       where tenant_id = $1 and normalize(name) ilike $2 order by name, device_key_id limit $3`,
      [currentPerson().tenant.tenantId, pattern, atMost],
    );
    return rows.map((row) => ({ id: row.device_key_id, name: row.name, sub: null, place: {} }));
  }

  /** @throws Problem 400 naming a scope that no device may carry or that the person does not hold, an end that has passed, a company that is none */
  async create(body: DeviceKeyBody): Promise<NewDeviceKey> {
    const person = currentPerson();
    for (const [position, scope] of body.scopes.entries())
      if (!this.catalogue.permission(scope)?.device || !person.permissions.has(scope))
        throw invalidField(`/scopes/${position}`, 'unknown-scope', {
          ko: '장치에 줄 수 있는 권한이 아닙니다.',
          en: 'It is no permission that a device may carry.',
        });
    this.refuseEnd(person, body.endsAt);
    await this.refuseCompanies(person, body.companies);
    const key = DEVICE_KEY_PREFIX + randomBytes(32).toString('base64url');
    const [row] = await this.identity.query<DeviceKeyRow>(
      `insert into workspace.device_key (device_key_id, tenant_id, name, secret_hash, scopes, created_by, ends_at, companies)
       values ($1, $2, $3, $4, $5, $6, $7, $8) returning ${COLUMNS}`,
      [
        newId(),
        person.tenant.tenantId,
        body.name,
        tokenHash(key),
        body.scopes,
        person.personId,
        body.endsAt === undefined ? null : instantOf(body.endsAt),
        body.companies ?? null,
      ],
    );
    return { ...itemOf(row), key };
  }

  /** What reads other organisations ends by itself: a program that nobody thinks of any more stops reading. */
  private refuseEnd({ tenant }: PersonPrincipal, endsAt: string | undefined): void {
    if (endsAt === undefined && tenant.kind === 'programmeOffice')
      throw invalidField('/endsAt', 'required', { ko: '종료 시각을 정하십시오.', en: 'Say when it ends.' });
    if (endsAt !== undefined && instantOf(endsAt).getTime() <= Date.now())
      throw invalidField('/endsAt', 'in-the-past', { ko: '앞으로 올 시각이어야 합니다.', en: 'It must lie in the future.' });
  }

  private async refuseCompanies({ tenant }: PersonPrincipal, companies: readonly string[] | undefined): Promise<void> {
    if (companies === undefined) return;
    const readable = tenant.kind === 'programmeOffice' ? await this.companies.inForce() : [];
    const ids = new Set(readable.map(({ organisationId }) => organisationId));
    for (const [position, company] of companies.entries())
      if (!ids.has(company.toLowerCase()))
        throw invalidField(`/companies/${position}`, 'unknown-company', {
          ko: '보고에 동의한 기업이 아닙니다.',
          en: 'It is no company whose reporting grant is in force.',
        });
  }

  /** @throws Problem 404 for a key that is not the organisation's or is revoked already */
  async revoke(id: string): Promise<void> {
    const rows = await this.identity.query(
      'update workspace.device_key set revoked_at = now() where device_key_id = $1 and tenant_id = $2 and revoked_at is null returning 1',
      [id, currentPerson().tenant.tenantId],
    );
    if (rows.length === 0) throw new Problem(platformProblems.notFound);
    const revoked = { topic: DEVICE_KEY_TOPIC, key: id };
    this.identity.afterCommit(() => this.notifications.here(revoked));
    const { text, values } = notifyStatement(revoked);
    await this.identity.query(text, values);
  }
}

function isPlace(parts: CursorPart[]): parts is [string] {
  return parts.length === 1 && isId(parts[0]);
}

function itemOf(row: DeviceKeyRow): DeviceKeyItem {
  return {
    id: row.device_key_id,
    name: row.name,
    scopes: row.scopes,
    createdAt: row.created_at.toISOString(),
    endsAt: row.ends_at?.toISOString() ?? null,
    companies: row.companies,
    revokedAt: row.revoked_at?.toISOString() ?? null,
  };
}
