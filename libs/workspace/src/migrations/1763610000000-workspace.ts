import { globalTable, moduleSchema, tenantTable } from '@maru/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Organisations' people, keys and grants (of no tenant, the identity role's), sites and subscriptions (of a tenant). */
export class Workspace1763610000000 implements MigrationInterface {
  readonly name = 'Workspace1763610000000';

  async up(runner: QueryRunner): Promise<void> {
    await moduleSchema(runner, 'workspace', ['maru_app', 'maru_identity']);
    await this.people(runner);
    await this.signIn(runner);
    await this.keysAndGrants(runner);
    await tenantTable(runner, {
      schema: 'workspace',
      name: 'site',
      columns: `
        site_id uuid not null,
        name text not null,
        business_registration_number text not null check (business_registration_number ~ '^[0-9]{10}$'),
        ksic_code text check (ksic_code ~ '^[A-U]?[0-9]{2,5}$'),
        zone text not null,
        address text,
        version integer not null default 1,
        created_at timestamptz not null default now()`,
      primaryKey: ['site_id'],
      unique: [['business_registration_number', 'name']],
      grants: { maru_app: ['select', 'insert', 'update (name, business_registration_number, ksic_code, zone, address, version)'] },
    });
    // A ledger: what a tenant may use at a time follows from its rows, and no row is ever changed.
    await tenantTable(runner, {
      schema: 'workspace',
      name: 'subscription_change',
      columns: `
        module text not null,
        sequence integer not null check (sequence >= 1),
        kind text not null check (kind in ('start', 'end')),
        effective_at timestamptz not null,
        recorded_at timestamptz not null default clock_timestamp(),
        recorded_by uuid`,
      primaryKey: ['module', 'sequence'],
      grants: { maru_app: ['select', 'insert'], maru_identity: ['select'] },
    });
  }

  private async people(runner: QueryRunner): Promise<void> {
    await globalTable(runner, {
      schema: 'workspace',
      name: 'person',
      columns: `
        person_id uuid primary key,
        name text not null,
        email text unique check (email = lower(email)),
        created_at timestamptz not null default now()`,
      grants: { maru_identity: ['select', 'insert', 'update (name, email)'] },
    });
    await globalTable(runner, {
      schema: 'workspace',
      name: 'password_credential',
      columns: `
        person_id uuid primary key references workspace.person,
        hash text not null,
        changed_at timestamptz not null default now()`,
      grants: { maru_identity: ['select', 'insert', 'update (hash, changed_at)'] },
    });
    await globalTable(runner, {
      schema: 'workspace',
      name: 'membership',
      columns: `
        tenant_id integer not null references platform.tenant,
        person_id uuid not null references workspace.person,
        employee_number text,
        roles text[] not null,
        created_at timestamptz not null default now(),
        ended_at timestamptz,
        primary key (tenant_id, person_id),
        unique (tenant_id, employee_number)`,
      indexes: ['person_id'],
      grants: { maru_identity: ['select', 'insert', 'update (roles, employee_number, ended_at)'] },
    });
  }

  private async signIn(runner: QueryRunner): Promise<void> {
    await globalTable(runner, {
      schema: 'workspace',
      name: 'session',
      columns: `
        session_id uuid primary key,
        token_hash bytea not null unique check (octet_length(token_hash) = 32),
        tenant_id integer not null,
        person_id uuid not null,
        created_at timestamptz not null default now(),
        last_seen_at timestamptz not null default now(),
        expires_at timestamptz not null,
        ended_at timestamptz,
        address text,
        client text,
        foreign key (tenant_id, person_id) references workspace.membership`,
      indexes: ['person_id, created_at'],
      grants: { maru_identity: ['select', 'insert', 'update (last_seen_at, ended_at)'] },
    });
    // Keyed by a hash of what was typed, whether it exists or not, so that a lock tells nothing of who exists.
    await globalTable(runner, {
      schema: 'workspace',
      name: 'sign_in_attempt',
      columns: `
        identifier_hash bytea primary key,
        attempts integer not null,
        window_ends_at timestamptz not null`,
      indexes: ['window_ends_at'],
      grants: { maru_identity: ['select', 'insert', 'update', 'delete'] },
    });
  }

  private async keysAndGrants(runner: QueryRunner): Promise<void> {
    await globalTable(runner, {
      schema: 'workspace',
      name: 'device_key',
      columns: `
        device_key_id uuid primary key,
        tenant_id integer not null references platform.tenant,
        name text not null,
        secret_hash bytea not null unique check (octet_length(secret_hash) = 32),
        scopes text[] not null check (cardinality(scopes) > 0),
        created_at timestamptz not null default now(),
        created_by uuid not null references workspace.person,
        revoked_at timestamptz`,
      indexes: ['tenant_id, created_at'],
      grants: { maru_identity: ['select', 'insert', 'update (revoked_at)'] },
    });
    await globalTable(runner, {
      schema: 'workspace',
      name: 'reporting_grant_change',
      columns: `
        tenant_id integer not null references platform.tenant,
        office_tenant_id integer not null references platform.tenant,
        sequence integer not null check (sequence >= 1),
        kind text not null check (kind in ('grant', 'revoke')),
        effective_at timestamptz not null,
        recorded_at timestamptz not null default clock_timestamp(),
        recorded_by uuid references workspace.person,
        primary key (tenant_id, office_tenant_id, sequence),
        check (tenant_id <> office_tenant_id)`,
      indexes: ['office_tenant_id'],
      grants: { maru_identity: ['select', 'insert'] },
    });
  }

  async down(): Promise<void> {
    throw new Error('the first migration of the workspace is not undone: drop the database');
  }
}
