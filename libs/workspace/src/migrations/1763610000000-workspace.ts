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
    // That person and address were taken out of the usage log, why and by whom. Whose they were is told by the membership.
    await tenantTable(runner, {
      schema: 'workspace',
      name: 'usage_erasure',
      columns: `
        erasure_id uuid not null,
        membership_id uuid not null,
        reason text not null,
        events integer not null check (events >= 0),
        erased_at timestamptz not null default clock_timestamp(),
        erased_by uuid not null`,
      primaryKey: ['erasure_id'],
      grants: { maru_app: ['select'], maru_identity: ['select', 'insert'] },
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
    // One row for each time that somebody belongs to an organisation: it ends and stays, and who comes back gets another one.
    // Until the invited person joins there is nobody in it, only what the organisation calls them.
    await globalTable(runner, {
      schema: 'workspace',
      name: 'membership',
      columns: `
        membership_id uuid primary key,
        tenant_id integer not null references platform.tenant,
        person_id uuid references workspace.person,
        invited_name text,
        invited_email text check (invited_email = lower(invited_email)),
        employee_number text,
        roles text[] not null,
        version integer not null default 1,
        created_at timestamptz not null default now(),
        joined_at timestamptz,
        ended_at timestamptz,
        check ((person_id is null) = (joined_at is null)),
        check (person_id is not null or invited_name is not null)`,
      indexes: ['tenant_id', 'person_id'],
      grants: {
        maru_identity: [
          'select',
          'insert',
          'update (person_id, invited_name, invited_email, employee_number, roles, version, joined_at, ended_at)',
        ],
      },
    });
    for (const column of ['person_id', 'employee_number'])
      await runner.query(
        `create unique index membership_current_${column} on workspace.membership (tenant_id, ${column}) where ended_at is null`,
      );
  }

  private async signIn(runner: QueryRunner): Promise<void> {
    await globalTable(runner, {
      schema: 'workspace',
      name: 'session',
      columns: `
        session_id uuid primary key,
        token_hash bytea not null unique check (octet_length(token_hash) = 32),
        membership_id uuid not null references workspace.membership,
        created_at timestamptz not null default now(),
        last_seen_at timestamptz not null default now(),
        expires_at timestamptz not null,
        ended_at timestamptz,
        address text,
        client text`,
      indexes: ['membership_id, created_at'],
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
    // What an administrator hands to a person: joins where there is nobody in the membership yet, else sets a new password.
    await globalTable(runner, {
      schema: 'workspace',
      name: 'one_time_code',
      columns: `
        code_hash bytea primary key check (octet_length(code_hash) = 32),
        membership_id uuid not null references workspace.membership,
        created_at timestamptz not null default now(),
        created_by uuid not null references workspace.person,
        expires_at timestamptz not null,
        closed_at timestamptz`,
      indexes: ['membership_id'],
      grants: { maru_identity: ['select', 'insert', 'update (closed_at)'] },
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
      indexes: ['tenant_id, device_key_id'],
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
