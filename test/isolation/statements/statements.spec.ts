import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sqlFaults } from './sql-faults';

const ROOT = join(__dirname, '../../..');
const programs = globSync('libs/*/src/**/*.ts', { cwd: ROOT }).filter((path) => !/spec\.ts$/.test(path));

describe('the SQL of the service', () => {
  it('is found', () => {
    expect(programs).toEqual(expect.arrayContaining(['libs/platform/src/outbox/relay.ts', 'libs/platform/src/usage/usage-record.ts']));
  });

  it('names the tenant for a transaction alone and can be sharded as it is', () => {
    const faults = programs.flatMap((path) =>
      sqlFaults(readFileSync(join(ROOT, path), 'utf8')).map(({ line, what }) => `${path}:${line} ${what}`),
    );
    expect(faults).toEqual([]);
  });
});

describe('sqlFaults', () => {
  it.each([
    ["run(`select set_config('app.tenant_id', $1, true)`)", 'the tenant is set by a function call'],
    ['run("SET app.tenant_id = \'42\'")', 'the tenant is set for the whole session'],
    ['run("set session app.tenant_id = " + id)', 'the tenant is set for the whole session'],
    [
      'run(`insert into fems.reading (tenant_id, value)\n select $1, v from unnest($2) v`)',
      'INSERT … SELECT without ON CONFLICT or RETURNING',
    ],
    ['run(`insert into fems.reading as r select 1`)', 'INSERT … SELECT without ON CONFLICT or RETURNING'],
    ['run(`with n as (select 1) insert into a.b (c) (select * from n)`)', 'INSERT … SELECT without ON CONFLICT or RETURNING'],
    ['run(`create function f() as $$ begin insert into a.b select 1; return; end $$`)', 'INSERT … SELECT without ON CONFLICT or RETURNING'],
    ['run("merge into a.b using c on true")', 'MERGE'],
    ['run("insert into a.b (c) values ((select max(c) from a.b))")', 'a subquery in VALUES'],
    [
      'run("alter table a.b add foreign key (tenant_id, c) references a.c on delete set null (c)")',
      'a foreign key that sets null or default',
    ],
    ['run("alter table a.b enable row level security; grant select on a.b to x")', 'several statements in one query'],
  ])('finds what is wrong in %s', (program, what) => {
    expect(sqlFaults(program)).toEqual([{ line: 1, what }]);
  });

  it.each([
    "run(`SET LOCAL app.tenant_id = '42'`)",
    'run(`insert into a.b (c) select v from unnest($1) v on conflict do nothing`)',
    'run(`insert into a.b (c) select v from unnest($1) v returning c`)',
    'run(`insert into a.b (c) values ($1)`)',
    'run(`create function f() as $$ begin perform 1; return; end $$`)',
    '// set_config is forbidden',
  ])('accepts %s', (program) => {
    expect(sqlFaults(program)).toEqual([]);
  });
});
