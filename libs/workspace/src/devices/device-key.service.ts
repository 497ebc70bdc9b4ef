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
  invalidField,
  Notifications,
  notifyStatement,
  PAGE_SIZE,
  type Page,
  type PageQuery,
  pageOf,
  platformProblems,
} from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { tokenHash } from '../sign-in/session.service';
import type { DeviceKeyBody, DeviceKeyItem, NewDeviceKey } from './device-keys.dto';

export const DEVICE_KEY_PREFIX = 'maru_dk_';
export const DEVICE_KEY_TOPIC = 'device-key';

interface DeviceKeyRow {
  device_key_id: string;
  name: string;
  scopes: string[];
  created_at: Date;
  revoked_at: Date | null;
}

/** Keys of devices and programs: each for one organisation and a few permissions. */
@Injectable()
@Findable({ kind: 'workspace.device-key', permission: 'workspace.device-key.read' })
export class DeviceKeyService implements FindableProvider {
  constructor(
    private readonly identity: IdentityDatabase,
    private readonly catalogue: Catalogue,
    private readonly notifications: Notifications,
  ) {}

  /** Newest first: ids of version 7 sort by the time they were made. */
  async page({ cursor, limit = PAGE_SIZE }: PageQuery): Promise<Page<DeviceKeyItem>> {
    const after = cursorParts(cursor, isPlace);
    const rows = await this.identity.query<DeviceKeyRow>(
      `select device_key_id, name, scopes, created_at, revoked_at from workspace.device_key
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

  /** @throws Problem 400 naming a scope that no device may carry or that the person does not hold */
  async create(body: DeviceKeyBody): Promise<NewDeviceKey> {
    const person = currentPerson();
    for (const [position, scope] of body.scopes.entries())
      if (!this.catalogue.permission(scope)?.device || !person.permissions.has(scope))
        throw invalidField(`/scopes/${position}`, 'unknown-scope', {
          ko: '장치에 줄 수 있는 권한이 아닙니다.',
          en: 'It is no permission that a device may carry.',
        });
    const key = DEVICE_KEY_PREFIX + randomBytes(32).toString('base64url');
    const [row] = await this.identity.query<DeviceKeyRow>(
      `insert into workspace.device_key (device_key_id, tenant_id, name, secret_hash, scopes, created_by) values ($1, $2, $3, $4, $5, $6)
       returning device_key_id, name, scopes, created_at, revoked_at`,
      [newId(), person.tenant.tenantId, body.name, tokenHash(key), body.scopes, person.personId],
    );
    return { ...itemOf(row), key };
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
    revokedAt: row.revoked_at?.toISOString() ?? null,
  };
}
