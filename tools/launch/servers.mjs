// @ts-check
// Database and queue for a start that was not given its own by DATABASE_URL and REDIS_URL.
import path from 'node:path';
import pg from 'pg';
import { startPostgres } from '../embedded-postgres.mjs';
import { findRedis, startRedis } from '../embedded-redis.mjs';
import { clusterFolder } from './postgres-home.mjs';
import { Halt, say } from './say.mjs';

/**
 * @typedef {import('./state.mjs').State} State
 * @typedef {import('./supervisor.mjs').Supervisor} Supervisor
 */

const DATABASE = 'maru';

/**
 * @param {State} state
 * @param {Supervisor} supervisor
 * @returns {Promise<string>} DATABASE_URL
 */
export async function beginDatabase(state, supervisor) {
  const folder = await clusterFolder(state);
  let url = '';
  await supervisor.begin({
    name: 'postgres',
    stage: 0,
    marker: 'postgres',
    log: path.join(folder, 'server.log'),
    begin: async (begun) => {
      const server = await startPostgres({ folder });
      begun(server.pid);
      await ensureDatabase(server.url);
      if (url && url !== server.urlOf(DATABASE)) {
        await server.stop();
        throw new Halt(
          '데이터베이스 포트를 다른 프로그램이 차지했습니다. npm start를 다시 실행하십시오.',
          "Another program took the database's port. Run npm start again.",
        );
      }
      url = server.urlOf(DATABASE);
      say(
        `PostgreSQL ${server.reused ? '실행 중인 서버를 다시 씁니다' : '서버가 준비되었습니다'} (127.0.0.1:${server.port}).`,
        `PostgreSQL ${server.reused ? 'was still running and is used again' : 'is ready'} (127.0.0.1:${server.port}).`,
      );
      return server;
    },
  });
  return url;
}

/**
 * Where the database is, without the account that may create roles in it: what serves people must not know that one.
 * @param {string} databaseUrl
 */
export function withoutAccount(databaseUrl) {
  // What is no address is left as it is for the programs to name.
  if (!URL.canParse(databaseUrl)) return databaseUrl;
  const url = new URL(databaseUrl);
  url.username = '';
  url.password = '';
  return url.href;
}

/** @param {string} url */
async function ensureDatabase(url) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [DATABASE]);
    if (!rowCount) await client.query(`create database ${DATABASE}`);
  } finally {
    await client.end();
  }
}

/**
 * @param {State} state
 * @param {Supervisor} supervisor
 * @returns {Promise<string>} REDIS_URL; empty where there is no Redis, and the queue runs on PostgreSQL
 */
export async function beginRedis(state, supervisor) {
  const program = findRedis();
  if (program === null) {
    say(
      `Redis가 없어 작업 큐는 PostgreSQL에서 돌립니다. 더 빠르게 하려면: ${redisCommand()}`,
      `There is no Redis, so the job queue runs on PostgreSQL. For a faster one: ${redisCommand()}`,
    );
    return '';
  }
  const folder = path.join(state.folder, 'redis');
  let url = '';
  await supervisor.begin({
    name: 'redis',
    stage: 1,
    marker: path.basename(program),
    log: path.join(folder, 'server.log'),
    begin: async (begun) => {
      const before = url ? new URL(url) : null;
      const again = before ? { port: Number(before.port), password: before.password } : {};
      const server = await startRedis({ program, folder, begun, ...again });
      if (before && server.url !== url) {
        await server.stop();
        throw new Halt(
          'Redis 포트를 다른 프로그램이 차지했습니다. npm start를 다시 실행하십시오.',
          "Another program took Redis's port. Run npm start again.",
        );
      }
      url = server.url;
      say(
        `Redis(${path.basename(program)})가 준비되었습니다 (127.0.0.1:${server.port}).`,
        `${path.basename(program)} is ready (127.0.0.1:${server.port}).`,
      );
      return server;
    },
  });
  return url;
}

function redisCommand() {
  if (process.platform === 'darwin') return 'brew install valkey';
  if (process.platform === 'win32') return 'REDIS_URL=redis://…';
  return 'sudo apt-get install redis-server';
}
