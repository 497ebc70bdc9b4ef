import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, type QueryResultRow } from 'pg';
import { type Config, readConfig } from '../config/config';

const TEMPLATE = 'maru_template';

export interface TestDatabase {
  /** Settings of a process that works on this database alone. */
  readonly config: Config;
  /** The superuser's address, for what a test breaks or looks at from outside. */
  readonly adminUrl: string;
  /** Looks at, or breaks, what no role of the service may; as the superuser. */
  query<Row extends QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>;
  drop(): Promise<void>;
}

/** A database of its own, cloned from the one that the test run migrated. */
export async function testDatabase(env: NodeJS.ProcessEnv = {}): Promise<TestDatabase> {
  const server = process.env.MARU_TEST_DATABASE_URL;
  if (!server) throw new Error('no test server: run the tests by npm test, or by jest with its global setup');
  const name = `maru_test_${randomBytes(6).toString('hex')}`;
  await inTurn(server, `create database ${name} template ${TEMPLATE}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const config = readConfig({
    MARU_SECRET: process.env.MARU_SECRET,
    LOG_LEVEL: 'silent',
    PORT: '0',
    DATABASE_POOL_SIZE: '4',
    MARU_FILES: join(tmpdir(), name),
    ...env,
    DATABASE_URL: url.href,
  });
  return {
    config,
    adminUrl: url.href,
    query: (text, values) => withClient(url.href, async (client) => (await client.query(text, values)).rows),
    drop: async () => {
      await inTurn(server, `drop database if exists ${name} with (force)`);
      await rm(config.filesFolder, { recursive: true, force: true });
    },
  };
}

/** Clones take turns: PostgreSQL copies a template only while nobody else does. */
function inTurn(url: string, statement: string): Promise<void> {
  return withClient(url, async (client) => {
    await client.query('select pg_advisory_lock(918273)');
    await client.query(statement);
  });
}

async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
