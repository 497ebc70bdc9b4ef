import type { Expected } from './expected-grants';
import type { Snapshot, Table } from './snapshot';

const WALL = '(tenant_id = platform.tenant_id())';
const APP = 'maru_app';
const OWNER = 'maru_migrator';
const TENANT_LIST = 'platform.tenant';
const SETS_NULL_OR_DEFAULT = ['n', 'd'];

export type ExpectedTables = Readonly<Record<string, Expected>>;

/** What a table's wall lacks. A table is a tenant table unless the list says that it is global. */
export function tableFindings(snapshot: Snapshot, expected: ExpectedTables): string[] {
  const isTenant = tenantTables(snapshot, expected);
  return [
    ...listFindings(snapshot, expected),
    ...snapshot.tables.flatMap((table) => [
      ...(table.owner === OWNER ? [] : [`${table.name}: owned by ${table.owner}`]),
      ...(isTenant(table.name) ? [...columnFindings(table), ...wallFindings(table, snapshot), ...keyFindings(table, snapshot)] : []),
    ]),
    ...foreignKeyFindings(snapshot, isTenant),
  ];
}

/** The table itself, or for a partition the table it belongs to. */
function rootOf(snapshot: Snapshot, name: string): string {
  const parent = snapshot.tables.find((table) => table.name === name)?.partitionOf;
  return parent ? rootOf(snapshot, parent) : name;
}

function tenantTables(snapshot: Snapshot, expected: ExpectedTables): (name: string) => boolean {
  return (name) => expected[rootOf(snapshot, name)]?.kind !== 'global';
}

function listFindings(snapshot: Snapshot, expected: ExpectedTables): string[] {
  const roots = snapshot.tables.filter((table) => table.partitionOf === null).map((table) => table.name);
  return [
    ...roots.filter((name) => !expected[name]).map((name) => `${name}: not in the list of tables and grants`),
    ...Object.keys(expected)
      .filter((name) => !roots.includes(name))
      .map((name) => `${name}: listed, but there is no such table`),
  ];
}

function columnFindings(table: Table): string[] {
  if (table.tenantColumn === 'integer not null') return [];
  return [`${table.name}: tenant_id is ${table.tenantColumn ?? 'missing'}, not "integer not null"`];
}

/** Security enabled and forced, and exactly one policy, in words that a sharded database keeps. */
function wallFindings({ name, rowSecurity, forced }: Table, snapshot: Snapshot): string[] {
  const findings: string[] = [];
  if (!rowSecurity) findings.push(`${name}: row level security is off`);
  if (!forced) findings.push(`${name}: row level security is not forced`);
  const policies = snapshot.policies.filter(({ table }) => table === name);
  if (policies.length !== 1) return [...findings, `${name}: ${policies.length} policies instead of one`];
  const [policy] = policies;
  if (!policy.permissive) findings.push(`${name}: the policy is restrictive`);
  if (policy.command !== '*') findings.push(`${name}: the policy is for some commands only`);
  if (policy.using !== WALL) findings.push(`${name}: the policy shows rows by ${policy.using}`);
  if (policy.check !== WALL) findings.push(`${name}: the policy takes rows by ${policy.check}`);
  const granted = rolesGranted(rootOf(snapshot, name), snapshot);
  if (granted.join() !== policy.roles.join())
    findings.push(`${name}: the policy is for ${policy.roles.join(', ')}, the grants are ${granted.join(', ')}`);
  return findings;
}

function rolesGranted(name: string, snapshot: Snapshot): string[] {
  return [...new Set(snapshot.grants.filter(({ table }) => table === name).map(({ role }) => role))].sort();
}

/** The tenant leads in every key and index: a key without it is an oracle, an index without it is no route. */
function keyFindings({ name }: Table, snapshot: Snapshot): string[] {
  const keys = snapshot.keys.filter(({ table, kind }) => table === name && kind !== 'foreign');
  const own = new Set(keys.map((key) => key.name));
  const findings = keys
    .filter(({ columns }) => columns[0] !== 'tenant_id')
    .map(({ kind, columns }) => `${name}: ${kind} key (${columns.join(', ')}) does not begin with tenant_id`);
  if (!keys.some(({ kind }) => kind === 'primary')) findings.push(`${name}: no primary key`);
  const indexes = snapshot.indexes.filter((index) => index.table === name && !own.has(index.name));
  return [
    ...findings,
    ...indexes
      .filter(({ firstColumn }) => firstColumn !== 'tenant_id')
      .map((index) => `${name}: index ${index.name} does not begin with tenant_id`),
  ];
}

function foreignKeyFindings(snapshot: Snapshot, isTenant: (name: string) => boolean): string[] {
  return snapshot.keys.flatMap(({ table, kind, columns, references, referencedColumns, onDelete, onUpdate }) => {
    if (kind !== 'foreign' || references === null) return [];
    const findings: string[] = [];
    const what = `${table}: foreign key (${columns.join(', ')}) to ${references}`;
    const [schema, otherSchema] = [table, references].map((name) => name.split('.', 1)[0]);
    if (SETS_NULL_OR_DEFAULT.includes(onDelete) || SETS_NULL_OR_DEFAULT.includes(onUpdate))
      findings.push(`${what} sets columns to null or default`);
    if (schema !== otherSchema && references !== TENANT_LIST) findings.push(`${what} crosses modules`);
    if (!isTenant(table) && isTenant(references)) findings.push(`${what} leads from a global table into the wall`);
    if (!isTenant(table)) return findings;
    if (!isTenant(references) && references !== TENANT_LIST) findings.push(`${what} leads to a table of no tenant`);
    if (columns[0] !== 'tenant_id' || referencedColumns?.[0] !== 'tenant_id') findings.push(`${what} does not begin with tenant_id`);
    return findings;
  });
}

/** Grants as they are against grants as they are needed; nothing on a partition; no right that a service never uses. */
export function grantFindings(snapshot: Snapshot, expected: ExpectedTables): string[] {
  const found = new Map<string, string[]>();
  for (const { table, role, privilege, column } of snapshot.grants) {
    const at = `${table} to ${role}`;
    found.set(at, [...(found.get(at) ?? []), column === null ? privilege : `${privilege} (${column})`]);
  }
  const wanted = new Map<string, string[]>(
    Object.entries(expected).flatMap(([table, { grants }]) =>
      Object.entries(grants).map(([role, privileges]) => [`${table} to ${role}`, [...privileges]] as const),
    ),
  );
  const differences = [...new Set([...found.keys(), ...wanted.keys()])].sort().flatMap((at) => {
    const has = found.get(at) ?? [];
    const needs = wanted.get(at) ?? [];
    return [
      ...has.filter((privilege) => !needs.includes(privilege)).map((privilege) => `${at}: ${privilege} is granted and not listed`),
      ...needs.filter((privilege) => !has.includes(privilege)).map((privilege) => `${at}: ${privilege} is listed and not granted`),
    ];
  });
  return [...differences, ...listedFaults(expected)];
}

/** Faults of the list itself, so that a careless line in it is no way around the wall. */
export function listedFaults(expected: ExpectedTables): string[] {
  return Object.entries(expected).flatMap(([table, { kind, grants }]) =>
    Object.entries(grants).flatMap(([role, privileges]) =>
      privileges.flatMap((privilege) => {
        const [word] = privilege.split(' ', 1);
        const findings: string[] = [];
        if (!['select', 'insert', 'update', 'delete'].includes(word)) findings.push(`${table} to ${role}: nobody needs ${word}`);
        if (kind === 'ledger' && !['select', 'insert'].includes(word)) findings.push(`${table} to ${role}: ${word} on a ledger`);
        if (kind === 'global' && role === APP) findings.push(`${table} to ${role}: ${word} on a table of no tenant`);
        return findings;
      }),
    ),
  );
}
