import type { QueryRunner } from 'typeorm';
import type { ServiceRole } from '../config/config';

/** What a role may do with a table. Columns may be named: `update (name, version)`. */
export type Grant = 'select' | 'insert' | 'delete' | 'update' | `${'select' | 'update'} (${string})`;

export interface TenantTable {
  readonly schema: string;
  readonly name: string;
  /** Column definitions without the tenant's number, which is put first. */
  readonly columns: string;
  /** Columns after the tenant's number. */
  readonly primaryKey: readonly string[];
  /** Columns carried in the primary key's index without being part of the key. */
  readonly include?: readonly string[];
  readonly unique?: readonly (readonly string[])[];
  /** Further constraints, each a clause; foreign keys must begin with tenant_id. */
  readonly constraints?: readonly string[];
  /** Columns of further indexes, after the tenant's number; a `where` clause may follow. */
  readonly indexes?: readonly string[];
  readonly grants: Readonly<Partial<Record<ServiceRole, readonly Grant[]>>>;
  /** Timestamp column by which the table is cut into months. */
  readonly partitionByMonth?: string;
  /** Every row says whether it is 모의. */
  readonly simulated?: boolean;
  /**
   * Rows come by the thousand, and looking the tenant up for each of them would cost as much as writing it. The policy lets a row in only
   * with the tenant of the scope, which exists.
   */
  readonly withoutTenantReference?: boolean;
}

/** Numbers from here on belong to organisations whose every row is replayed or simulated (모의). */
export const simulatedTenantsFrom = 1_000_000_000;

/** The mark follows from the number of the organisation: no row can say otherwise, and none is asked. */
export const simulatedColumn = `simulated boolean not null generated always as (tenant_id >= ${simulatedTenantsFrom}) stored`;

export function policyName(table: string): string {
  return `${table}_tenant_only`;
}

/**
 * Creates a table inside the tenants' wall: tenant-leading keys, forced row level security with its one policy, and no
 * grant beyond those named. One statement per query, since a sharded database takes no more.
 */
export async function tenantTable(runner: QueryRunner, table: TenantTable): Promise<void> {
  const { schema, name } = table;
  const full = `${schema}.${name}`;
  const key = (columns: readonly string[]) => ['tenant_id', ...columns].join(', ');
  const clauses = [
    'tenant_id integer not null',
    table.columns.trim().replace(/,\s*$/, ''),
    ...(table.simulated ? [simulatedColumn] : []),
    `constraint ${name}_pk primary key (${key(table.primaryKey)})${table.include ? ` include (${table.include.join(', ')})` : ''}`,
    ...(table.unique ?? []).map((columns) => `constraint ${name}_${columns.join('_')}_uq unique (${key(columns)})`),
    ...tenantReference(table),
    ...(table.constraints ?? []),
  ];
  const partition = table.partitionByMonth ? ` partition by range (${table.partitionByMonth})` : '';
  await runner.query(`create table ${full} (\n  ${clauses.join(',\n  ')}\n)${partition}`);
  for (const [position, columns] of (table.indexes ?? []).entries()) {
    const [list, condition] = columns.split(/\s+where\s+/i);
    await runner.query(`create index ${name}_${position + 1}_ix on ${full} (tenant_id, ${list})${condition ? ` where ${condition}` : ''}`);
  }
  const roles = Object.keys(table.grants);
  await runner.query(`alter table ${full} enable row level security`);
  await runner.query(`alter table ${full} force row level security`);
  await runner.query(
    `create policy ${policyName(name)} on ${full} for all to ${roles.join(', ')} ` +
      'using (tenant_id = platform.tenant_id()) with check (tenant_id = platform.tenant_id())',
  );
  for (const [role, grants] of Object.entries(table.grants)) await runner.query(`grant ${grants.join(', ')} on ${full} to ${role}`);
  if (table.partitionByMonth)
    await runner.query(
      `insert into platform.monthly_table (table_name, time_column, roles) values ('${full}', '${table.partitionByMonth}', '{${roles.join(',')}}')`,
    );
}

function tenantReference({ name, withoutTenantReference }: TenantTable): string[] {
  return withoutTenantReference ? [] : [`constraint ${name}_tenant_fk foreign key (tenant_id) references platform.tenant (tenant_id)`];
}

export interface GlobalTable {
  readonly schema: string;
  readonly name: string;
  /** Column definitions and constraints. */
  readonly columns: string;
  readonly indexes?: readonly string[];
  readonly grants: Readonly<Partial<Record<ServiceRole, readonly Grant[]>>>;
}

/** Creates a table that belongs to no tenant (people, sessions, the list of tenants); the application's role gets no grant on it. */
export async function globalTable(runner: QueryRunner, table: GlobalTable): Promise<void> {
  const full = `${table.schema}.${table.name}`;
  if (table.grants.maru_app) throw new Error(`${full}: the application's role may use tenant tables alone`);
  await runner.query(`create table ${full} (\n${table.columns}\n)`);
  for (const [position, columns] of (table.indexes ?? []).entries())
    await runner.query(`create index ${table.name}_${position + 1}_ix on ${full} (${columns})`);
  for (const [role, grants] of Object.entries(table.grants)) await runner.query(`grant ${grants.join(', ')} on ${full} to ${role}`);
}

/** Creates a module's schema; the roles may look names up in it, no more. */
export async function moduleSchema(runner: QueryRunner, schema: string, roles: readonly ServiceRole[]): Promise<void> {
  await runner.query(`create schema ${schema}`);
  await runner.query(`revoke all on schema ${schema} from public`);
  await runner.query(`grant usage on schema ${schema} to ${roles.join(', ')}`);
}
