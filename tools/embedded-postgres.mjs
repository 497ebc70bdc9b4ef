// @ts-check
// A real PostgreSQL server from an npm package, started as a child and owned by one folder. It outlives a launcher that is
// killed, and the next start finds it by its postmaster.pid and uses it again.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { freePort } from './launch/ports.mjs';
import { findBinaries, serverUser } from './launch/postgres-binaries.mjs';
import { makeCluster, prepareFolder, readNotes, writeNotes } from './launch/postgres-cluster.mjs';
import { endPostmaster, launch, runningPostmaster } from './launch/postgres-process.mjs';
import { looksAlive, startOf } from './launch/processes.mjs';
import { Halt } from './launch/say.mjs';

/**
 * @typedef {import('./launch/postgres-cluster.mjs').ClusterNotes} ClusterNotes
 * @typedef {import('./embedded-postgres.d.mts').EmbeddedPostgres} EmbeddedPostgres
 * @typedef {import('./embedded-postgres.d.mts').StartOptions} StartOptions
 */

/**
 * Makes the cluster if there is none, starts it unless it runs, and answers when it takes connections.
 * @param {StartOptions} options
 * @returns {Promise<EmbeddedPostgres>}
 */
export async function startPostgres({ folder: wanted, throwaway = false, settings = {} }) {
  fs.mkdirSync(wanted, { recursive: true });
  // One name for one folder, whichever way the project was entered.
  const folder = fs.realpathSync(wanted);
  const data = path.join(folder, 'data');
  const user = serverUser(data);
  prepareFolder(folder, user);
  if (!fs.existsSync(path.join(data, 'PG_VERSION'))) makeCluster(folder, user, throwaway);
  const notes = readNotes(folder);

  const pid = await runningPostmaster(data);
  if (pid !== null) {
    const server = handle(folder, pid, notes, true);
    if (await answers(server.url)) return server;
    await endPostmaster(data, pid);
  }
  notes.port = await freePort(notes.port);
  writeNotes(folder, notes);
  const major = Number.parseInt(fs.readFileSync(path.join(data, 'PG_VERSION'), 'utf8'), 10);
  const binaries = findBinaries(folder, user, major);
  const server = handle(folder, await launch(folder, user, binaries, notes.port, { ...defaults(throwaway), ...settings }), notes, false);
  if (await answers(server.url)) return server;
  await server.stop();
  throw new Halt(
    `PostgreSQL이 접속을 받지 않습니다. 로그: ${path.join(folder, 'server.log')}`,
    `PostgreSQL runs but takes no connection. Its log: ${path.join(folder, 'server.log')}`,
  );
}

/**
 * Ends the server of a folder, if one runs there.
 * @param {string} folder
 */
export async function stopPostgres(folder) {
  const data = path.join(folder, 'data');
  const pid = await runningPostmaster(data);
  if (pid !== null) await endPostmaster(data, pid);
}

/**
 * @param {boolean} throwaway
 * @returns {Record<string, string>}
 */
function defaults(throwaway) {
  const sharedMb = Math.min(512, Math.max(128, Math.floor(os.totalmem() / 2 ** 20 / 16)));
  return {
    max_connections: '200',
    shared_buffers: `${sharedMb}MB`,
    max_wal_size: '2GB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...(throwaway ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
  };
}

/** @param {string} url */
async function answers(url) {
  for (const until = Date.now() + 10_000; Date.now() < until; await sleep(100)) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query('select 1');
      return true;
    } catch {
      // Starting up or shutting down; the loop is bounded.
    } finally {
      await client.end().catch(() => undefined);
    }
  }
  return false;
}

/**
 * @param {string} folder
 * @param {number} pid
 * @param {ClusterNotes} notes
 * @param {boolean} reused
 * @returns {EmbeddedPostgres}
 */
function handle(folder, pid, { port, password }, reused) {
  const data = path.join(folder, 'data');
  const started = startOf(pid) ?? '';
  const urlOf = (/** @type {string} */ database) => `postgres://postgres:${password}@127.0.0.1:${port}/${database}`;
  return {
    folder,
    pid,
    port,
    reused,
    url: urlOf('postgres'),
    urlOf,
    runs: () => looksAlive(pid, started),
    stop: () => endPostmaster(data, pid),
  };
}
