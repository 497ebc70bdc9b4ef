// @ts-check
import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { runNode } from '../../tools/launch/node-child.mjs';
import { BUILT } from '../../tools/launch/paths.mjs';
import { makeTestFolder, removeTestFolder, startTestPostgres, startTestRedis } from '../support/test-servers.mjs';

const SERVER = fileURLToPath(new URL('./bench-server.cjs', import.meta.url));
const PASSWORD = 'bench password 1';

/** Servers of their own for the time of a bench: durable, as in production. */
export async function openStage() {
  const folder = makeTestFolder();
  const server = await startTestPostgres(folder, { max_connections: '100', shared_buffers: '1GB', max_wal_size: '8GB' }, { durable: true });
  const redis = await startTestRedis(folder);
  const admin = new pg.Client({ connectionString: server.url });
  await admin.connect();
  await admin.query('create database bench');
  await admin.end();
  const env = {
    ...process.env,
    DATABASE_URL: server.urlOf('bench'),
    MARU_SECRET: randomBytes(32).toString('hex'),
    MARU_DEMO_PASSWORD: PASSWORD,
    MARU_RATE_LIMIT_PER_MINUTE: '100000000',
    PORT: '0',
    ...(redis ? { REDIS_URL: redis.url } : {}),
  };
  await runNode('migrate', [BUILT.migrate], env);
  await runNode('demo', [BUILT.demo], env);
  const database = new pg.Client({ connectionString: env.DATABASE_URL });
  await database.connect();
  return {
    env,
    database,
    close: async () => {
      await database.end();
      await removeTestFolder(folder);
    },
  };
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<{ port: number, stop: () => Promise<void> }>}
 */
export async function startServer(env) {
  const child = fork(SERVER, { env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const [message] = await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => {
      throw new Error('the bench server did not start');
    }),
  ]);
  return {
    port: message.port,
    stop: async () => {
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

/**
 * A small client for what is not measured.
 * @param {number} port
 */
export function clientOf(port) {
  /** @param {string} method @param {string} path @param {{ token?: string, body?: unknown }} [options] */
  return async (method, path, { token, body } = {}) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      headers: { ...(body ? { 'content-type': 'application/json' } : {}), ...(token ? { authorization: `Bearer ${token}` } : {}) },
      body: body ? JSON.stringify(body) : undefined,
    });
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`);
    return /** @type {any} */ (await response.json());
  };
}

/**
 * What a process holds in memory now.
 * @param {number} pid
 */
export function residentBytes(pid) {
  const kib = /^VmRSS:\s+(\d+) kB/m.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kib) * 1024;
}

/** @param {ReturnType<typeof clientOf>} call */
export async function signIn(call, email = 'owner@parts.example') {
  return (await call('POST', '/api/sessions', { body: { email, password: PASSWORD } })).token;
}
