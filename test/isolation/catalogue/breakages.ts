const WALL = 'using (tenant_id = platform.tenant_id()) with check (tenant_id = platform.tenant_id())';

/** What is broken, the statements that break it, and the findings that name it: these and no other. */
export type Breakage = readonly [what: string, statements: string, findings: readonly string[]];

/** @param month a partition of the usage log */
const walls = (month: string): readonly Breakage[] => [
  ['a policy is dropped', 'drop policy site_tenant_only on workspace.site', ['workspace.site: 0 policies instead of one']],
  ['security is switched off', 'alter table workspace.site disable row level security', ['workspace.site: row level security is off']],
  [
    'security is not forced',
    'alter table workspace.site no force row level security',
    ['workspace.site: row level security is not forced'],
  ],
  [
    'a restrictive policy is added',
    `create policy extra on workspace.site as restrictive for all to maru_app ${WALL}`,
    ['workspace.site: 2 policies instead of one'],
  ],
  [
    'the policy becomes restrictive',
    `drop policy site_tenant_only on workspace.site; create policy p on workspace.site as restrictive for all to maru_app, maru_identity ${WALL}`,
    ['workspace.site: the policy is restrictive'],
  ],
  [
    'the policy is for reading only',
    'drop policy site_tenant_only on workspace.site; create policy p on workspace.site for select to maru_app, maru_identity using (tenant_id = platform.tenant_id())',
    ['workspace.site: the policy is for some commands only', 'workspace.site: the policy takes rows by null'],
  ],
  [
    'the policy asks by a subselect',
    'alter policy site_tenant_only on workspace.site using (tenant_id = (select platform.tenant_id()))',
    ['workspace.site: the policy shows rows by (tenant_id = ( SELECT platform.tenant_id() AS tenant_id))'],
  ],
  [
    'the policy lets a row be moved to another tenant',
    'alter policy site_tenant_only on workspace.site with check (true)',
    ['workspace.site: the policy takes rows by true'],
  ],
  [
    'the policy is for everybody',
    'alter policy site_tenant_only on workspace.site to public',
    ['workspace.site: the policy is for public, the grants are maru_app, maru_identity'],
  ],
  [
    'a role is granted that the policy does not name',
    'grant select on workspace.site to maru_usage',
    [
      'workspace.site: the policy is for maru_app, maru_identity, the grants are maru_app, maru_identity, maru_usage',
      'workspace.site to maru_usage: select is granted and not listed',
    ],
  ],
  ['a partition is not forced', `alter table ${month} no force row level security`, [`${month}: row level security is not forced`]],
  ['a partition loses its policy', `drop policy ${month.split('.')[1]}_tenant_only on ${month}`, [`${month}: 0 policies instead of one`]],
  ['a partition is granted', `grant select on ${month} to maru_app`, [`${month} to maru_app: select is granted and not listed`]],
  [
    'a table is made by hand',
    'create table workspace.loose (id uuid primary key); alter table workspace.loose owner to maru_migrator',
    [
      'workspace.loose: not in the list of tables and grants',
      'workspace.loose: tenant_id is missing, not "integer not null"',
      'workspace.loose: row level security is off',
      'workspace.loose: row level security is not forced',
      'workspace.loose: 0 policies instead of one',
      'workspace.loose: primary key (id) does not begin with tenant_id',
    ],
  ],
  [
    'a listed table is gone',
    'drop table platform.monthly_table',
    [
      'platform.monthly_table: listed, but there is no such table',
      'platform.monthly_table to maru_partitions: select is listed and not granted',
    ],
  ],
  [
    'a table has another owner',
    'alter table workspace.site owner to maru_relay',
    ['workspace.site: owned by maru_relay', 'maru_relay: owns workspace.site'],
  ],
];

const keys = (month: string): readonly Breakage[] => [
  [
    'the tenant may be null',
    'alter table workspace.site drop constraint site_pk; alter table workspace.site alter tenant_id drop not null',
    ['workspace.site: tenant_id is integer, not "integer not null"', 'workspace.site: no primary key'],
  ],
  [
    'the primary key is a bare id',
    'alter table workspace.site drop constraint site_pk; alter table workspace.site add primary key (site_id)',
    ['workspace.site: primary key (site_id) does not begin with tenant_id'],
  ],
  [
    'a unique constraint leaves the tenant out',
    'alter table workspace.site add unique (name)',
    ['workspace.site: unique key (name) does not begin with tenant_id'],
  ],
  [
    'a unique index leaves the tenant out',
    'create unique index careless on workspace.site (name)',
    ['workspace.site: index careless does not begin with tenant_id'],
  ],
  [
    'an index begins with an expression',
    'create index careless on workspace.site (lower(name), tenant_id)',
    ['workspace.site: index careless does not begin with tenant_id'],
  ],
  [
    'an index of one month leaves the tenant out',
    `create index careless on ${month} (event_id)`,
    [`${month}: index careless does not begin with tenant_id`],
  ],
  [
    'a foreign key has one column',
    `alter table platform.outbox add unique (event_id);
     alter table platform.inbox add foreign key (event_id) references platform.outbox (event_id)`,
    [
      'platform.outbox: unique key (event_id) does not begin with tenant_id',
      'platform.inbox: foreign key (event_id) to platform.outbox does not begin with tenant_id',
    ],
  ],
  [
    'a foreign key sets null',
    `alter table platform.inbox drop constraint inbox_outbox_fk;
     alter table platform.inbox add foreign key (tenant_id, event_id) references platform.outbox on delete set null (event_id)`,
    ['platform.inbox: foreign key (tenant_id, event_id) to platform.outbox sets columns to null or default'],
  ],
  [
    'a foreign key crosses modules',
    `alter table platform.inbox add site_id uuid;
     alter table platform.inbox add foreign key (tenant_id, site_id) references workspace.site`,
    ['platform.inbox: foreign key (tenant_id, site_id) to workspace.site crosses modules'],
  ],
  [
    'a global table points into the wall',
    'alter table workspace.device_key add site_id uuid; alter table workspace.device_key add foreign key (tenant_id, site_id) references workspace.site',
    ['workspace.device_key: foreign key (tenant_id, site_id) to workspace.site leads from a global table into the wall'],
  ],
  [
    'a tenant table points at people',
    'alter table workspace.site add made_by uuid references workspace.person',
    [
      'workspace.site: foreign key (made_by) to workspace.person leads to a table of no tenant',
      'workspace.site: foreign key (made_by) to workspace.person does not begin with tenant_id',
    ],
  ],
];

const rights: readonly Breakage[] = [
  [
    'truncate is granted',
    'grant truncate on workspace.site to maru_app',
    ['workspace.site to maru_app: truncate is granted and not listed'],
  ],
  [
    'references is granted',
    'grant references on workspace.site to maru_app',
    ['workspace.site to maru_app: references is granted and not listed'],
  ],
  [
    'a whole row may be updated',
    'grant update on workspace.site to maru_app',
    ['workspace.site to maru_app: update is granted and not listed'],
  ],
  [
    'a column of a ledger may be updated',
    'grant update (bytes) on platform.usage_event to maru_app',
    ['platform.usage_event to maru_app: update (bytes) is granted and not listed'],
  ],
  [
    'a person of the usage log may be rewritten',
    'grant update (person_id) on platform.usage_event_person to maru_identity',
    ['platform.usage_event_person to maru_identity: update (person_id) is granted and not listed'],
  ],
  [
    'a ledger may be emptied',
    'grant delete on platform.inbox to maru_app',
    ['platform.inbox to maru_app: delete is granted and not listed'],
  ],
  [
    'the application sees people',
    'grant select on workspace.person to maru_app',
    ['workspace.person to maru_app: select is granted and not listed'],
  ],
  ['everybody sees people', 'grant select on workspace.person to public', ['workspace.person to public: select is granted and not listed']],
  [
    'a needed grant is missing',
    'revoke insert on workspace.site from maru_app',
    ['workspace.site to maru_app: insert is listed and not granted'],
  ],
];

const services: readonly Breakage[] = [
  ['a role is superuser', 'alter role maru_app superuser', ['maru_app: superuser']],
  ['a role bypasses row level security', 'alter role maru_usage bypassrls', ['maru_usage: bypassrls']],
  ['a role makes roles and databases', 'alter role maru_relay createrole createdb', ['maru_relay: createdb', 'maru_relay: createrole']],
  ['the owner may sign in', 'alter role maru_migrator login', ['maru_migrator: login']],
  ['a role is a member of the owner', 'grant maru_migrator to maru_app', ['maru_app: member of maru_migrator']],
  ['a role owns something', 'create schema loose authorization maru_app', ['maru_app: owns loose']],
  ['a limit is gone', 'alter role maru_app reset statement_timeout', ['maru_app: no statement_timeout']],
  ['a limit is none', 'alter role maru_identity set lock_timeout = 0', ['maru_identity: no lock_timeout']],
  ['a service may create in a schema', 'grant create on schema workspace to maru_app', ['schema workspace: create to maru_app']],
  [
    'the application may draw numbers of organisations',
    'grant usage on sequence platform.tenant_number to maru_app',
    ['sequence platform.tenant_number: usage to maru_app'],
  ],
  ['everybody may look into a schema', 'grant usage on schema workspace to public', ['schema workspace: usage to public']],
  [
    'tables to come are granted',
    'alter default privileges for role maru_migrator in schema workspace grant select on tables to maru_app',
    ['workspace: new objects are granted {maru_app=r/maru_migrator}'],
  ],
  [
    'a trigger acts by itself',
    `create function platform.acts() returns trigger language plpgsql as 'begin return new; end';
     revoke all on function platform.acts from public;
     create trigger acts before insert on workspace.site for each row execute function platform.acts()`,
    ['workspace.site: trigger acts'],
  ],
  ['a rule rewrites', 'create rule silent as on insert to workspace.site do instead nothing', ['workspace.site: rule silent']],
  [
    'a view reads as its owner',
    'create view workspace.site_v1 as select name from workspace.site',
    ["workspace.site_v1: the view reads with its owner's rights"],
  ],
  [
    'a view is materialized',
    'create materialized view workspace.site_v1 as select name from workspace.person',
    ['workspace.site_v1: a materialized view has no wall'],
  ],
  [
    'a function reads as its owner',
    `create function workspace.peek() returns bigint language sql security definer as 'select count(*) from workspace.site';
     revoke all on function workspace.peek from public`,
    ["workspace.peek: runs with its owner's rights"],
  ],
  [
    'everybody may call the function that makes months',
    'grant execute on function platform.ensure_month to public',
    ['platform.ensure_month: everybody may call it', 'platform.ensure_month: callable by maru_partitions, public'],
  ],
  [
    'its search path is open',
    'alter function platform.ensure_month reset search_path',
    ['platform.ensure_month: its search path is not fixed'],
  ],
  [
    'it reads a tenant table',
    `create or replace function platform.ensure_month(parent text, month timestamptz) returns boolean language plpgsql security definer
     set search_path = pg_catalog, pg_temp as 'begin perform from platform.usage_event; return true; end'`,
    ['platform.ensure_month: names the tenant table platform.usage_event'],
  ],
  [
    'the tenant function forgives a missing tenant',
    `create or replace function platform.tenant_id() returns integer language sql stable as $$ select current_setting('app.tenant_id', true)::integer $$`,
    ["platform.tenant_id: it is select current_setting('app.tenant_id', true)::integer"],
  ],
];

export const breakages = (month: string): readonly Breakage[] => [...walls(month), ...keys(month), ...rights, ...services];
