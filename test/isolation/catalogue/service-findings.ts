import type { Snapshot } from './snapshot';
import type { ExpectedTables } from './table-findings';

const MIGRATOR = 'maru_migrator';
const RELAY = 'maru_relay';
const QUEUE_SCHEMA = 'bullmq';
const LIMITS = ['idle_in_transaction_session_timeout', 'lock_timeout', 'statement_timeout'];
const DEFINER = 'platform.ensure_month';
/** Whoever registers organisations draws their numbers. */
const SEQUENCES = ['sequence platform.simulated_tenant_number', 'sequence platform.tenant_number'];
const TENANT_FUNCTION = "select current_setting('app.tenant_id')::integer";

/** Roles as narrow as they are meant to be: no power, no membership, nothing owned, limits set; and nobody signs in as the owner. */
export function roleFindings(snapshot: Snapshot): string[] {
  const powers = snapshot.roles.flatMap(({ name, powers }) =>
    powers.filter((power) => power !== 'login' || name === MIGRATOR).map((power) => `${name}: ${power}`),
  );
  const memberships = snapshot.memberships.map(({ role, memberOf }) => `${role}: member of ${memberOf}`);
  const owned = snapshot.owned
    .filter(({ role, schema, object }) => role !== MIGRATOR && !(role === RELAY && (schema ?? object) === QUEUE_SCHEMA))
    .map(({ role, object }) => `${role}: owns ${object}`);
  const limits = snapshot.roles
    .filter(({ name }) => name !== MIGRATOR)
    .flatMap(({ name, settings }) =>
      LIMITS.filter((limit) => !settings.some((setting) => setting.startsWith(`${limit}=`) && !/=0\w*$/.test(setting))).map(
        (limit) => `${name}: no ${limit}`,
      ),
    );
  return [...powers, ...memberships, ...owned, ...limits];
}

/** A service looks names up in schemas and connects to the database; it creates nothing, and a new object is nobody's at first. */
export function placeFindings({ places, defaultGrants }: Snapshot): string[] {
  const allowed = ({ place, role, privilege }: Snapshot['places'][number]) => {
    if (place === 'schema public') return role === 'pg_database_owner' || privilege === 'usage';
    if (role === MIGRATOR) return place === 'database' && ['connect', 'create'].includes(privilege);
    if (role === 'public') return false;
    if (place.startsWith('sequence ')) return SEQUENCES.includes(place) && role === 'maru_identity' && privilege === 'usage';
    return privilege === (place === 'database' ? 'connect' : 'usage') && place !== `schema ${QUEUE_SCHEMA}`;
  };
  return [
    ...places.filter((place) => !allowed(place)).map(({ place, role, privilege }) => `${place}: ${privilege} to ${role}`),
    ...defaultGrants.map(({ schema, grants }) => `${schema ?? 'everywhere'}: new objects are granted ${grants}`),
  ];
}

/** What acts by itself or with somebody else's rights. */
export function codeFindings(snapshot: Snapshot, expected: ExpectedTables): string[] {
  return [
    ...snapshot.triggers.map(({ table, name }) => `${table}: trigger ${name}`),
    ...snapshot.rewrites.map(({ table, name }) => `${table}: rule ${name}`),
    ...snapshot.views.flatMap(({ name, kind, invoker }) => {
      if (kind === 'materialized') return [`${name}: a materialized view has no wall`];
      return invoker ? [] : [`${name}: the view reads with its owner's rights`];
    }),
    ...snapshot.routines.flatMap((routine) => routineFindings(routine, expected)),
    ...tenantFunctionFindings(snapshot),
  ];
}

function routineFindings(
  { name, definer, settings, source, executableBy }: Snapshot['routines'][number],
  expected: ExpectedTables,
): string[] {
  const findings: string[] = [];
  if (executableBy.includes('public')) findings.push(`${name}: everybody may call it`);
  if (!definer) return findings;
  if (name !== DEFINER) return [...findings, `${name}: runs with its owner's rights`];
  if (!settings.includes('search_path=pg_catalog, pg_temp')) findings.push(`${name}: its search path is not fixed`);
  if (executableBy.join() !== 'maru_partitions') findings.push(`${name}: callable by ${executableBy.join(', ')}`);
  for (const [table, { kind }] of Object.entries(expected))
    if (kind !== 'global' && new RegExp(`\\b(?:${table.replace('.', '\\.')}|${table.split('.')[1]})\\b`, 'i').test(source))
      findings.push(`${name}: names the tenant table ${table}`);
  return findings;
}

/** The function on which every policy stands: plain SQL over the setting, so that it raises where no tenant is set. */
function tenantFunctionFindings({ routines }: Snapshot): string[] {
  const found = routines.find(({ name }) => name === 'platform.tenant_id');
  if (!found) return ['platform.tenant_id: there is no such function'];
  return found.source.trim() === TENANT_FUNCTION ? [] : [`platform.tenant_id: it is ${found.source.trim()}`];
}
