// @ts-check
// One PostgreSQL cluster and one Redis for all test files of a run. The tests learn of them by the environment:
//   MARU_TEST_DATABASE_URL   superuser's address of the database "postgres"; tests clone the migrated database maru_template
//   MARU_TEST_REDIS_URL      absent where there is no Redis
//   MARU_SECRET              what the passwords of the database roles come from
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { build } from '../../tools/build.mjs';
import { runNode } from '../../tools/launch/node-child.mjs';
import { BUILT } from '../../tools/launch/paths.mjs';
import { makeTestFolder, startTestPostgres, startTestRedis, sweepTestFolders } from './test-servers.mjs';

const TEMPLATE = 'maru_template';

export default async function serversSetup() {
  await sweepTestFolders();
  await build();
  const folder = makeTestFolder();
  Object.assign(globalThis, { maruTestFolder: folder });
  const server = await startTestPostgres(folder, { max_connections: '400' });
  const redis = await startTestRedis(folder);
  process.env.MARU_SECRET = randomBytes(32).toString('hex');
  process.env.MARU_TEST_DATABASE_URL = server.url;
  if (redis) process.env.MARU_TEST_REDIS_URL = redis.url;
  await makeTemplate(server);
}

/**
 * Migrated by the very program that migrates in production, once; a clone of it takes a tenth of the time.
 * @param {import('../../tools/embedded-postgres.d.mts').EmbeddedPostgres} server
 */
async function makeTemplate(server) {
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  try {
    await client.query(`create database ${TEMPLATE}`);
    await runNode('migrate', [BUILT.migrate], { ...process.env, DATABASE_URL: server.urlOf(TEMPLATE) });
    await client.query(`alter database ${TEMPLATE} with is_template true allow_connections false`);
  } finally {
    await client.end();
  }
}
