// @ts-check
// PostgreSQL and Redis for tests, in folders that are thrown away: by whoever made them, or by a later run if it was killed.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startPostgres, stopPostgres } from '../../tools/embedded-postgres.mjs';
import { findRedis, startRedis } from '../../tools/embedded-redis.mjs';
import { reachable, serverUser } from '../../tools/launch/postgres-binaries.mjs';
import { endLeftovers, readRecord, remember, stillRuns } from '../../tools/launch/processes.mjs';

const PREFIX = 'maru-test-';
const OWNER = 'owner';

/** Folders for temporary files that PostgreSQL's user can enter too: root may have one of its own that nobody else can. */
function bases() {
  const user = serverUser();
  return [...new Set([os.tmpdir(), '/tmp', '/var/tmp'])].filter((folder) => fs.existsSync(folder) && reachable(folder, user));
}

/**
 * A folder of its own in the place for temporary files, which PostgreSQL's user can enter.
 * @returns {string}
 */
export function makeTestFolder() {
  const [base] = bases();
  if (!base) throw new Error("PostgreSQL's user can enter no folder for temporary files; set TMPDIR");
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(base, PREFIX)));
  fs.chmodSync(folder, 0o755);
  remember(folder, OWNER, process.pid, '');
  return folder;
}

/**
 * Ends the servers in a folder that `makeTestFolder` made, and removes it.
 * @param {string} folder
 */
export async function removeTestFolder(folder) {
  await endLeftovers(folder, ['redis']);
  for (const name of fs.readdirSync(folder)) {
    if (fs.existsSync(path.join(folder, name, 'data'))) await stopPostgres(path.join(folder, name));
  }
  fs.rmSync(folder, { recursive: true, force: true });
}

/** Removes what test runs left behind that were killed. */
export async function sweepTestFolders() {
  for (const base of bases()) {
    for (const name of fs.readdirSync(base).filter((entry) => entry.startsWith(PREFIX))) {
      const folder = path.join(base, name);
      const owner = readRecord(path.join(folder, `${OWNER}.json`));
      const mine = fs.statSync(folder, { throwIfNoEntry: false })?.uid === process.getuid?.();
      if (mine && owner && !stillRuns(owner)) await removeTestFolder(folder);
    }
  }
}

/**
 * A PostgreSQL server in a folder that `makeTestFolder` made.
 * @param {string} folder
 * @param {import('../../tools/embedded-postgres.d.mts').StartOptions['settings']} [settings]
 * @param {{ durable?: boolean }} [options] durable: what was committed outlives a kill of the server, as in production
 */
export function startTestPostgres(folder, settings = {}, { durable = false } = {}) {
  return startPostgres({ folder: path.join(folder, 'postgres'), throwaway: !durable, settings });
}

/**
 * A Redis server in a folder that `makeTestFolder` made; null where there is no Redis.
 * @param {string} folder
 * @param {{ durable?: boolean, port?: number, password?: string }} [options]
 */
export async function startTestRedis(folder, { durable = false, port, password } = {}) {
  const program = findRedis();
  if (program === null) return null;
  const begun = (/** @type {number} */ pid) => remember(folder, 'redis', pid, path.basename(program));
  return startRedis({ program, folder: path.join(folder, 'redis'), throwaway: !durable, port, password, begun });
}
