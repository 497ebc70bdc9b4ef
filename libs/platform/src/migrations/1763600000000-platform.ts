import type { MigrationInterface, QueryRunner } from 'typeorm';
import { globalTable, simulatedColumn, simulatedTenantsFrom, tenantTable } from '../database/tenant-table';

/** Tenants, the tenant function of the policies, monthly partitions. The schema itself is made with the roles, before migrations run. */
export class Platform1763600000000 implements MigrationInterface {
  readonly name = 'Platform1763600000000';

  async up(runner: QueryRunner): Promise<void> {
    // Raises when no tenant is set (never set: 42704; after a transaction that set it: 22P02), so that a forgotten scope
    // is an error and never an empty answer. Plain SQL, so that the planner sees through it.
    await runner.query(
      `create function platform.tenant_id() returns integer language sql stable parallel safe
         as $$ select current_setting('app.tenant_id')::integer $$`,
    );
    await runner.query('revoke all on function platform.tenant_id() from public');
    await runner.query('grant execute on function platform.tenant_id() to maru_app, maru_identity, maru_usage, maru_relay');
    // Two ranges of numbers, so that 모의 is a fact of the number and a constraint of any table can keep it out.
    await runner.query(`create sequence platform.tenant_number as integer maxvalue ${simulatedTenantsFrom - 1}`);
    await runner.query(`create sequence platform.simulated_tenant_number as integer minvalue ${simulatedTenantsFrom}`);
    await runner.query('grant usage on sequence platform.tenant_number, platform.simulated_tenant_number to maru_identity');
    await globalTable(runner, {
      schema: 'platform',
      name: 'tenant',
      columns: `
        tenant_id integer primary key check (tenant_id >= 1),
        organisation_id uuid not null unique,
        kind text not null check (kind in ('manufacturer', 'supplier', 'programmeOffice', 'provider')),
        company_code text not null unique check (company_code ~ '^[a-z0-9][a-z0-9-]{1,30}[a-z0-9]$'),
        name text not null,
        ${simulatedColumn},
        created_at timestamptz not null default now()`,
      grants: { maru_identity: ['select', 'insert', 'update (name)'], maru_usage: ['select'], maru_relay: ['select'] },
    });
    await this.partitions(runner);
    await this.idempotency(runner);
  }

  private async partitions(runner: QueryRunner): Promise<void> {
    await globalTable(runner, {
      schema: 'platform',
      name: 'monthly_table',
      columns: 'table_name text primary key, time_column text not null, roles text[] not null',
      grants: { maru_partitions: ['select'] },
    });
    // Owner's rights are needed to create a table and nothing else: the function reads no tenant table. The new partition is
    // filled with walls before it is attached, so that no moment exists in which it stands open. A partition does not
    // inherit the parent's policy for direct access, hence its own, and no grant.
    await runner.query(`
      create function platform.ensure_month(parent text, month timestamptz) returns boolean
      language plpgsql security definer set search_path = pg_catalog, pg_temp set timezone = 'UTC' as $$
      declare
        listed record;
        first timestamptz := date_trunc('month', month);
        following timestamptz := date_trunc('month', month) + interval '1 month';
        child text;
      begin
        select * into listed from platform.monthly_table where table_name = parent;
        if not found then
          raise exception 'not a monthly table: %', parent using errcode = '22023';
        end if;
        if first < now() - interval '10 years 1 month' or first > now() + interval '4 months' then
          raise exception 'month out of range: %', first using errcode = '22008';
        end if;
        child := parent || '_' || to_char(first, 'YYYYMM');
        if to_regclass(child) is not null then
          return false;
        end if;
        perform pg_advisory_xact_lock(hashtext('platform.ensure_month'), hashtext(child));
        -- Whoever waited for the lock must look at the table itself: to_regclass would repeat what it found before.
        if exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace where format('%s.%s', n.nspname, c.relname) = child) then
          return false;
        end if;
        execute format('create table %s (like %s including defaults including generated including constraints including storage)', child, parent);
        execute format('alter table %s enable row level security', child);
        execute format('alter table %s force row level security', child);
        execute format('create policy %I on %s for all to %s using (tenant_id = platform.tenant_id()) with check (tenant_id = platform.tenant_id())',
          split_part(child, '.', 2) || '_tenant_only', child, array_to_string(listed.roles, ', '));
        execute format('alter table %s add constraint month_ck check (%I >= %L and %I < %L)', child, listed.time_column, first, listed.time_column, following);
        execute format('alter table %s attach partition %s for values from (%L) to (%L)', parent, child, first, following);
        execute format('alter table %s drop constraint month_ck', child);
        return true;
      end $$`);
    await runner.query('revoke all on function platform.ensure_month(text, timestamptz) from public');
    await runner.query('grant execute on function platform.ensure_month(text, timestamptz) to maru_partitions');
  }

  private async idempotency(runner: QueryRunner): Promise<void> {
    await tenantTable(runner, {
      schema: 'platform',
      name: 'idempotency_key',
      columns: `
        actor_id uuid not null,
        route text not null,
        idempotency_key text not null check (length(idempotency_key) between 1 and 200),
        request_hash bytea not null,
        status integer not null,
        body text,
        created_at timestamptz not null default now()`,
      primaryKey: ['actor_id', 'route', 'idempotency_key'],
      indexes: ['created_at'],
      grants: { maru_app: ['select', 'insert'], maru_identity: ['select', 'insert'], maru_relay: ['select', 'delete'] },
    });
  }

  async down(): Promise<void> {
    throw new Error('the first migration is not undone: drop the database');
  }
}
