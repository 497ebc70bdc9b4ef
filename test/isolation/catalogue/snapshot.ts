import type { Client } from 'pg';

/** What PostgreSQL's own catalogue says of the schema; every check is a pure function over it. Tables are named `schema.table`. */
export interface Snapshot {
  readonly tables: readonly Table[];
  readonly keys: readonly Key[];
  readonly indexes: readonly Index[];
  readonly policies: readonly Policy[];
  readonly grants: readonly Grant[];
  readonly rewrites: readonly Named[];
  readonly triggers: readonly Named[];
  readonly views: readonly View[];
  readonly routines: readonly Routine[];
  readonly roles: readonly Role[];
  readonly memberships: readonly { readonly role: string; readonly memberOf: string }[];
  readonly owned: readonly { readonly role: string; readonly schema: string | null; readonly object: string }[];
  readonly places: readonly Place[];
  readonly defaultGrants: readonly { readonly schema: string | null; readonly grants: string }[];
}

export interface Table {
  readonly name: string;
  readonly owner: string;
  readonly partitionOf: string | null;
  readonly isPartitioned: boolean;
  readonly rowSecurity: boolean;
  readonly forced: boolean;
  /** Type of the column tenant_id with `not null` where it is; null when there is none. */
  readonly tenantColumn: string | null;
}

export interface Key {
  readonly table: string;
  readonly name: string;
  readonly kind: 'primary' | 'unique' | 'foreign' | 'exclusion';
  readonly columns: readonly string[];
  readonly references: string | null;
  readonly referencedColumns: readonly string[] | null;
  readonly onDelete: string;
  readonly onUpdate: string;
}

export interface Index {
  readonly table: string;
  readonly name: string;
  /** Null where the index begins with an expression. */
  readonly firstColumn: string | null;
}

export interface Policy {
  readonly table: string;
  readonly permissive: boolean;
  readonly command: string;
  readonly roles: readonly string[];
  readonly using: string | null;
  readonly check: string | null;
}

export interface Grant {
  readonly table: string;
  readonly role: string;
  /** `select`, or `update (name)` for a column. */
  readonly privilege: string;
  readonly column: string | null;
}

export interface Named {
  readonly table: string;
  readonly name: string;
}

export interface View {
  readonly name: string;
  readonly kind: 'view' | 'materialized';
  readonly invoker: boolean;
}

export interface Routine {
  readonly name: string;
  readonly definer: boolean;
  readonly settings: readonly string[];
  readonly source: string;
  readonly executableBy: readonly string[];
}

export interface Role {
  readonly name: string;
  /** `superuser`, `createdb`, `createrole`, `bypassrls`, `replication`, `login`. */
  readonly powers: readonly string[];
  /** `statement_timeout=30s`, whatever the database. */
  readonly settings: readonly string[];
}

/** What a role may do with a schema, a sequence or the database itself. */
export interface Place {
  readonly place: string;
  readonly role: string;
  readonly privilege: string;
}

/** The queue's schema belongs to BullMQ; the migrations' own list to TypeORM. */
const LEFT_OUT = `nspname not like 'pg\\_%' and nspname not in ('information_schema', 'bullmq')`;
const TABLES = `${LEFT_OUT} and not (nspname = 'platform' and relname = 'migration')`;

const QUERIES: { readonly [Part in keyof Snapshot]: string } = {
  tables: `
    select format('%s.%s', nspname, relname) as name, relowner::regrole::text as owner, relkind = 'p' as "isPartitioned",
      (select format('%s.%s', pn.nspname, p.relname) from pg_inherits join pg_class p on p.oid = inhparent join pg_namespace pn on pn.oid = p.relnamespace
       where inhrelid = c.oid) as "partitionOf",
      relrowsecurity as "rowSecurity", relforcerowsecurity as forced,
      (select format_type(atttypid, atttypmod) || case when attnotnull then ' not null' else '' end from pg_attribute
       where attrelid = c.oid and attname = 'tenant_id' and not attisdropped) as "tenantColumn"
    from pg_class c join pg_namespace n on n.oid = relnamespace where relkind in ('r', 'p', 'f') and ${TABLES} order by 1`,
  keys: `
    select format('%s.%s', nspname, relname) as "table", conname as name,
      case contype when 'p' then 'primary' when 'u' then 'unique' when 'f' then 'foreign' when 'x' then 'exclusion' end as kind,
      (select array_agg(attname::text order by place) from unnest(conkey) with ordinality k (number, place)
       join pg_attribute on attrelid = conrelid and attnum = number) as columns,
      (select format('%s.%s', fn.nspname, f.relname) from pg_class f join pg_namespace fn on fn.oid = f.relnamespace where f.oid = confrelid) as "references",
      (select array_agg(attname::text order by place) from unnest(confkey) with ordinality k (number, place)
       join pg_attribute on attrelid = confrelid and attnum = number) as "referencedColumns",
      confdeltype as "onDelete", confupdtype as "onUpdate"
    from pg_constraint join pg_class c on c.oid = conrelid join pg_namespace n on n.oid = relnamespace
    where contype in ('p', 'u', 'f', 'x') and ${TABLES} order by 1, 2`,
  indexes: `
    select format('%s.%s', nspname, c.relname) as "table", i.relname as name,
      (select attname from pg_attribute where attrelid = c.oid and attnum = indkey[0]) as "firstColumn"
    from pg_index join pg_class i on i.oid = indexrelid join pg_class c on c.oid = indrelid join pg_namespace n on n.oid = c.relnamespace
    where ${TABLES.replaceAll('relname', 'c.relname')} order by 1, 2`,
  policies: `
    select format('%s.%s', nspname, relname) as "table", polpermissive as permissive, polcmd as command,
      (select array_agg(case role when 0 then 'public' else role::regrole::text end order by 1) from unnest(polroles) as role) as roles,
      pg_get_expr(polqual, polrelid) as "using", pg_get_expr(polwithcheck, polrelid) as "check"
    from pg_policy join pg_class c on c.oid = polrelid join pg_namespace n on n.oid = relnamespace where ${TABLES} order by 1, polname`,
  grants: `
    with listed as (select c.oid, relowner, relacl, relkind, format('%s.%s', nspname, relname) as name
      from pg_class c join pg_namespace n on n.oid = relnamespace where relkind in ('r', 'p', 'f', 'v', 'm') and ${TABLES})
    select name as "table", case grantee when 0 then 'public' else grantee::regrole::text end as role, lower(privilege_type) as privilege, null as "column"
    from listed, aclexplode(relacl) where grantee <> relowner
    union all
    select name, case grantee when 0 then 'public' else grantee::regrole::text end, lower(privilege_type), attname
    from listed join pg_attribute on attrelid = oid, aclexplode(attacl) where grantee <> relowner
    order by 1, 2, 3, 4`,
  rewrites: `
    select format('%s.%s', nspname, relname) as "table", rulename as name
    from pg_rewrite join pg_class c on c.oid = ev_class join pg_namespace n on n.oid = relnamespace
    where relkind not in ('v', 'm') and ${TABLES} order by 1, 2`,
  triggers: `
    select format('%s.%s', nspname, relname) as "table", tgname as name
    from pg_trigger join pg_class c on c.oid = tgrelid join pg_namespace n on n.oid = relnamespace where not tgisinternal and ${TABLES} order by 1, 2`,
  views: `
    select format('%s.%s', nspname, relname) as name, case relkind when 'v' then 'view' else 'materialized' end as kind,
      coalesce(reloptions && array['security_invoker=true', 'security_invoker=on', 'security_invoker=1'], false) as invoker
    from pg_class c join pg_namespace n on n.oid = relnamespace where relkind in ('v', 'm') and ${LEFT_OUT} order by 1`,
  routines: `
    select format('%s.%s', nspname, proname) as name, prosecdef as definer, coalesce(proconfig, '{}') as settings,
      coalesce(prosrc, '') || coalesce(pg_get_function_sqlbody(p.oid), '') as source,
      (select coalesce(array_agg(case grantee when 0 then 'public' else grantee::regrole::text end order by 1), '{}')
       from aclexplode(coalesce(proacl, acldefault('f', proowner))) where grantee <> proowner) as "executableBy"
    from pg_proc p join pg_namespace n on n.oid = pronamespace where ${LEFT_OUT} order by 1`,
  roles: `
    select rolname as name,
      array_remove(array[case when rolsuper then 'superuser' end, case when rolcreatedb then 'createdb' end, case when rolcreaterole then 'createrole' end,
        case when rolbypassrls then 'bypassrls' end, case when rolreplication then 'replication' end,
        case when rolcanlogin then 'login' end], null) as powers,
      coalesce((select array_agg(setting order by 1) from pg_db_role_setting, unnest(setconfig) as setting where setrole = r.oid), '{}') as settings
    from pg_roles r where rolname like 'maru\\_%' order by 1`,
  memberships: `
    select member::regrole::text as role, roleid::regrole::text as "memberOf" from pg_auth_members
    where member::regrole::text like 'maru\\_%' order by 1, 2`,
  owned: `
    select refobjid::regrole::text as role, o.schema, o.identity as object
    from pg_shdepend, pg_identify_object(classid, objid, objsubid) as o
    where deptype = 'o' and refclassid = 'pg_authid'::regclass and dbid in (0, (select oid from pg_database where datname = current_database()))
      and refobjid::regrole::text like 'maru\\_%' order by 1, 3`,
  places: `
    select 'schema ' || nspname as place, case grantee when 0 then 'public' else grantee::regrole::text end as role, lower(privilege_type) as privilege
    from pg_namespace, aclexplode(coalesce(nspacl, acldefault('n', nspowner))) where nspname not like 'pg\\_%' and nspname <> 'information_schema' and grantee <> nspowner
    union all
    select format('sequence %s.%s', nspname, relname), case grantee when 0 then 'public' else grantee::regrole::text end, lower(privilege_type)
    from pg_class c join pg_namespace n on n.oid = relnamespace, aclexplode(relacl) where relkind = 'S' and ${LEFT_OUT} and grantee <> relowner
    union all
    select 'database', case grantee when 0 then 'public' else grantee::regrole::text end, lower(privilege_type)
    from pg_database, aclexplode(coalesce(datacl, acldefault('d', datdba))) where datname = current_setting('maru_test.migrated_database') and grantee <> datdba
    order by 1, 2, 3`,
  defaultGrants: `
    select case defaclnamespace when 0 then null else defaclnamespace::regnamespace::text end as schema, defaclacl::text as grants from pg_default_acl order by 1`,
};

/**
 * Reads it all, as a superuser, in the transaction that the client is in.
 * @param migrated the database whose own grants are read: a clone does not inherit them from the one that was migrated
 */
export async function readSnapshot(client: Client, migrated = 'maru_template'): Promise<Snapshot> {
  await client.query("select set_config('maru_test.migrated_database', $1, false)", [migrated]);
  const parts: Record<string, unknown[]> = {};
  for (const [part, text] of Object.entries(QUERIES)) parts[part] = (await client.query(text)).rows;
  return parts as unknown as Snapshot;
}
