// @ts-check
// The postmaster as a process: found, started, waited for, ended.
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findBinaries, serverUser } from './postgres-binaries.mjs';
import { serverEnv } from './postgres-cluster.mjs';
import { end, startOf, worksIn } from './processes.mjs';
import { Halt } from './say.mjs';

/**
 * @typedef {import('./postgres-binaries.mjs').ServerUser} ServerUser
 * @typedef {import('./postgres-binaries.mjs').Binaries} Binaries
 */

const START_MS = 120_000;

/** No process has this id, on any system: the largest that the file's reader takes. */
const NO_PROCESS = '2147483646';
const OWN_FILE = 'postmaster.pid';

/**
 * The id of the postmaster that runs on this data folder, by its own file and by where the process works.
 * @param {string} data
 * @returns {Promise<number | null>}
 */
export async function runningPostmaster(data) {
  const text = ownFile(data);
  const pid = Number.parseInt(text, 10);
  if (!(pid > 0) || startOf(pid) === null) return null;
  if (worksIn(pid, data)) return pid;
  // The id went to a stranger. PostgreSQL would take the file for that of a living server and refuse to start. Removing it
  // would also drop the shared memory key, by which it finds backends that outlived their postmaster: only the id is changed.
  fs.writeFileSync(path.join(data, OWN_FILE), text.replace(/^\d+/, NO_PROCESS));
  return null;
}

/**
 * What the postmaster says of itself; empty where there is none. It removes the file of a dead one while it begins, so that to look
 * for the file first would prove nothing.
 * @param {string} data
 */
function ownFile(data) {
  try {
    return fs.readFileSync(path.join(data, OWN_FILE), 'utf8');
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return '';
    throw error;
  }
}

/**
 * @param {string} data
 * @param {number} pid
 */
export async function endPostmaster(data, pid) {
  if (process.platform === 'win32') {
    const user = serverUser(data);
    const { folder } = findBinaries(path.dirname(data), user, null);
    spawnSync(path.join(folder, 'pg_ctl.exe'), ['stop', '-D', data, '-m', 'fast', '-w'], { windowsHide: true });
    return;
  }
  const started = startOf(pid);
  // SIGINT is the fast shutdown: sessions end, everything is written.
  if (started !== null) await end({ pid, started, marker: 'postgres' }, { signal: 'SIGINT', waitMs: 30_000 });
}

/**
 * @param {string} folder
 * @param {ServerUser} user
 * @param {Binaries} binaries
 * @param {number} port
 * @param {Record<string, string>} settings
 * @returns {Promise<number>} the postmaster's id, once it is ready
 */
export async function launch(folder, user, binaries, port, settings) {
  const data = path.join(folder, 'data');
  const log = path.join(folder, 'server.log');
  const listen = { listen_addresses: '127.0.0.1', unix_socket_directories: '', port: String(port) };
  const options = Object.entries({ ...settings, ...listen }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  for (const until = Date.now() + START_MS; ; await sleep(300)) {
    const logged = fs.statSync(log, { throwIfNoEntry: false })?.size ?? 0;
    const pid = process.platform === 'win32' ? viaControl(binaries, data, log, options) : spawnServer(binaries, data, log, user, options);
    const state = await readiness(data, pid, until);
    if (state === 'ready') return runningId(data);
    const said = fs.readFileSync(log).subarray(logged).toString('utf8').trim();
    // Backends of a killed postmaster need a moment to notice that it is gone.
    const fromBefore = /pre-existing shared memory block|lock file "postmaster.pid" already exists/.test(said);
    if (state === 'ended' && fromBefore && Date.now() < until) continue;
    throw new Halt(
      `PostgreSQL을 시작하지 못했습니다:\n${said.split('\n').slice(-8).join('\n')}\n로그: ${log}`,
      `PostgreSQL did not start; it said the above. Its log: ${log}`,
    );
  }
}

/** @param {string} data */
const runningId = (data) => Number.parseInt(ownFile(data), 10);

/**
 * @param {Binaries} binaries
 * @param {string} data
 * @param {string} log
 * @param {ServerUser} user
 * @param {string[]} options
 * @returns {number | undefined}
 */
function spawnServer(binaries, data, log, user, options) {
  const out = fs.openSync(log, 'a', 0o600);
  // A group of its own: Ctrl-C in the terminal must not reach the server before the processes that use it.
  const child = spawn(path.join(binaries.folder, 'postgres'), ['-D', data, ...options], {
    ...user,
    cwd: data,
    env: serverEnv(),
    detached: true,
    stdio: ['ignore', out, out],
  });
  child.on('error', () => undefined);
  child.unref();
  fs.closeSync(out);
  return child.pid;
}

/**
 * On Windows pg_ctl gives up an administrator's rights first, which the server insists on.
 * @param {Binaries} binaries
 * @param {string} data
 * @param {string} log
 * @param {string[]} options
 * @returns {number | undefined}
 */
function viaControl(binaries, data, log, options) {
  const quoted = options.map((option) => (option === '-c' ? option : `"${option}"`)).join(' ');
  spawnSync(path.join(binaries.folder, 'pg_ctl.exe'), ['start', '-w', '-D', data, '-l', log, '-o', quoted], { windowsHide: true });
  return ownFile(data) === '' ? undefined : runningId(data);
}

/**
 * @param {string} data
 * @param {number | undefined} pid
 * @param {number} until
 * @returns {Promise<'ready' | 'ended' | 'late'>}
 */
async function readiness(data, pid, until) {
  for (; Date.now() < until; await sleep(20)) {
    if (pid === undefined || startOf(pid) === null) return 'ended';
    const lines = ownFile(data).split('\n');
    if (Number(lines[0]) === pid && lines[7]?.trim() === 'ready') return 'ready';
  }
  return 'late';
}
