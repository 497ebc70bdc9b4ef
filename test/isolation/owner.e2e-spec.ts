import { execFile } from 'node:child_process';
import { createHmac, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { sqlState } from '@maru/platform';
import { type TestDatabase, testDatabase } from '@maru/platform/testing';
import { Client } from 'pg';
import { MIGRATOR_ROLE, roleConnection, SERVICE_ROLES } from '../../libs/platform/src/config/config';
import type { EmbeddedPostgres } from '../../tools/embedded-postgres.mjs';
import { makeTestFolder, removeTestFolder, startTestPostgres } from '../support/test-servers.mjs';
import { placeFindings, roleFindings } from './catalogue/service-findings';
import { readSnapshot } from './catalogue/snapshot';

const MIGRATE = join(__dirname, '../../dist/apps/worker/apps/worker/src/migrate.js');
const REFUSED = ['28P01', '28000'];

async function withClient<T>(connection: ConstructorParameters<typeof Client>[0], work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client(connection);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
const stateOf = (work: Promise<unknown>) => work.then(() => null, sqlState);

/** Whoever owns the tables may do what no running process may: no running process can become it. */
describe('the owner of everything', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.drop());

  it('is not entered by any secret that a running service knows or can derive', async () => {
    const { secret } = database.config;
    const connection = { ...roleConnection(database.config, 'maru_app'), user: MIGRATOR_ROLE };
    const derived = [MIGRATOR_ROLE, ...SERVICE_ROLES].map((role) => createHmac('sha256', secret).update(role).digest('base64url'));
    for (const password of [...derived, secret, MIGRATOR_ROLE])
      expect(REFUSED).toContain(await stateOf(withClient({ ...connection, password }, async () => undefined)));
    // The attempts reach a server that lets the right ones in.
    expect(await withClient(roleConnection(database.config, 'maru_app'), async (client) => (await client.query('select 1')).rowCount)).toBe(
      1,
    );
  });

  it.each(SERVICE_ROLES)('is not what %s can become', async (role) => {
    await withClient(roleConnection(database.config, role), async (client) => {
      const [{ rolname: account }] = await database.query<{ rolname: string }>('select rolname from pg_roles where rolsuper limit 1');
      for (const target of [MIGRATOR_ROLE, account, ...SERVICE_ROLES.filter((other) => other !== role)])
        expect([target, await stateOf(client.query(`set role "${target}"`))]).toEqual([target, '42501']);
      expect(await stateOf(client.query(`alter role ${MIGRATOR_ROLE} login password 'mine'`))).toBe('42501');
      expect(await stateOf(client.query(`grant ${MIGRATOR_ROLE} to ${role}`))).toBe('42501');
    });
  });
});

/** The migrate program needs an account that may make roles and owns the database: no superuser. */
describe('a migration by an account that is no superuser', () => {
  let folder: string;
  let server: EmbeddedPostgres;
  let url: URL;
  const secret = randomBytes(32).toString('hex');

  beforeAll(async () => {
    folder = makeTestFolder();
    server = await startTestPostgres(folder);
    await asAdmin("create role installer login createrole password 'installer'");
    await asAdmin('create database maru owner installer');
    url = new URL(server.urlOf('maru'));
    [url.username, url.password] = ['installer', 'installer'];
  });
  afterAll(() => removeTestFolder(folder));

  const asAdmin = (text: string, name = 'postgres') =>
    withClient({ connectionString: server.urlOf(name) }, async (client) => (await client.query(text)).rows);
  const migrate = () =>
    promisify(execFile)(process.execPath, ['--no-warnings', MIGRATE], {
      env: { PATH: process.env.PATH, DATABASE_URL: url.href, MARU_SECRET: secret },
    });
  const findings = () =>
    withClient({ connectionString: server.urlOf('maru') }, async (client) => {
      const snapshot = await readSnapshot(client, 'maru');
      return [...roleFindings(snapshot), ...placeFindings(snapshot)];
    });
  const owners = () =>
    asAdmin(
      `select distinct relowner::regrole::text as owner, nspname = 'bullmq' as queue from pg_class join pg_namespace n on n.oid = relnamespace
       where relkind in ('r', 'p') and nspname not like 'pg\\_%' and nspname <> 'information_schema' order by 1`,
      'maru',
    );

  it('makes everything, in the name of an owner who cannot sign in, and may be repeated', async () => {
    await migrate();
    await migrate();
    expect(await owners()).toEqual([
      { owner: MIGRATOR_ROLE, queue: false },
      { owner: 'maru_relay', queue: true },
    ]);
    expect(await findings()).toEqual([]);
  });

  it('takes the password from an owner who could sign in once', async () => {
    await asAdmin(`alter role ${MIGRATOR_ROLE} login password 'as it was'`);
    expect(await findings()).toEqual([`${MIGRATOR_ROLE}: login`]);
    await migrate();
    expect(await findings()).toEqual([]);
    expect(await asAdmin(`select rolpassword from pg_authid where rolname = '${MIGRATOR_ROLE}'`)).toEqual([{ rolpassword: null }]);
  });
});
