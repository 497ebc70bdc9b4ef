// @ts-check
// A process is known by its id and the moment it started: an id alone is given out again, and then names a stranger.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** @typedef {import('./processes.d.mts').ProcessRecord} ProcessRecord */

/**
 * When a process started, in the system's own terms; null when there is no such process, or only its remains.
 * @param {number} pid
 * @returns {string | null}
 */
export function startOf(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return null;
  if (process.platform === 'linux') {
    try {
      const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
      // The name in parentheses may hold spaces, so fields are counted from its end: state is the first, start time the 20th.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return fields[0] === 'Z' || fields[0] === 'X' ? null : `${bootId()}:${fields[19]}`;
    } catch {
      return null;
    }
  }
  if (process.platform === 'win32')
    return ask('powershell', ['-NoProfile', '-Command', `(Get-Process -Id ${pid}).StartTime.ToFileTimeUtc()`]);
  const [state, ...start] = (ask('ps', ['-o', 'stat=', '-o', 'lstart=', '-p', String(pid)]) ?? 'Z').split(/\s+/);
  return state?.startsWith('Z') ? null : start.join(' ');
}

/**
 * @param {number} pid
 * @returns {number} 0 when it cannot be told
 */
export function parentOf(pid) {
  if (process.platform === 'win32') return 0;
  if (process.platform !== 'linux') return Number(ask('ps', ['-o', 'ppid=', '-p', String(pid)]) ?? 0);
  try {
    return Number(/^PPid:\s+(\d+)/m.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

/** @param {number} pid */
export function commandOf(pid) {
  if (process.platform === 'linux') {
    try {
      return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    } catch {
      return '';
    }
  }
  if (process.platform === 'win32')
    return ask('powershell', ['-NoProfile', '-Command', `(Get-CimInstance Win32_Process -Filter "ProcessId=${pid}").CommandLine`]) ?? '';
  return ask('ps', ['-ww', '-o', 'command=', '-p', String(pid)]) ?? '';
}

/**
 * Whether a process's working folder is this one. Where the system does not tell, the command line has to name the folder.
 * @param {number} pid
 * @param {string} folder
 */
export function worksIn(pid, folder) {
  if (process.platform !== 'linux') return commandOf(pid).includes(folder);
  const working = fs.statSync(`/proc/${pid}/cwd`, { throwIfNoEntry: false });
  const wanted = fs.statSync(folder);
  return working !== undefined && working.dev === wanted.dev && working.ino === wanted.ino;
}

/** Sets this start of the machine apart from the last: start times count from it. */
function bootId() {
  return fs.readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
}

/**
 * @param {string} command
 * @param {string[]} args
 */
function ask(command, args) {
  const answer = spawnSync(command, args, { encoding: 'utf8', windowsHide: true });
  return answer.status === 0 && answer.stdout.trim() ? answer.stdout.trim() : null;
}

/**
 * A cheap look at a process that was seen lately, for asking again and again. Where the start time costs a process of its own
 * the id has to do: within seconds it is not given out again.
 * @param {number} pid
 * @param {string | null} started
 */
export function looksAlive(pid, started) {
  if (process.platform === 'linux') return startOf(pid) === started;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}

/** @param {ProcessRecord} record */
export function stillRuns(record) {
  return startOf(record.pid) === record.started && commandOf(record.pid).includes(record.marker);
}

/**
 * @param {string} folder
 * @param {string} name
 * @param {number} pid
 * @param {string} marker
 */
export function remember(folder, name, pid, marker) {
  const started = startOf(pid);
  if (started === null) return;
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, `${name}.json`), JSON.stringify({ pid, started, marker }));
}

/**
 * @param {string} folder
 * @param {string} name
 */
export function forget(folder, name) {
  fs.rmSync(path.join(folder, `${name}.json`), { force: true });
}

/**
 * @param {string} file
 * @returns {ProcessRecord | null} null when the file is absent or was cut off in the middle
 */
export function readRecord(file) {
  try {
    const { pid, started, marker } = JSON.parse(fs.readFileSync(file, 'utf8'));
    return { pid: Number(pid), started: String(started), marker: String(marker) };
  } catch {
    return null;
  }
}

/**
 * Asks a process to end, waits, and insists when it does not. Nothing happens to a process that is not the one recorded.
 * @param {ProcessRecord} record
 * @param {{ signal?: NodeJS.Signals, waitMs?: number }} [options]
 * @returns {Promise<boolean>} whether it ended by itself, that is without being killed
 */
export async function end(record, { signal = 'SIGTERM', waitMs = 20_000 } = {}) {
  if (!stillRuns(record)) return true;
  process.kill(record.pid, signal);
  if (await gone(record, waitMs)) return true;
  if (stillRuns(record)) process.kill(record.pid, 'SIGKILL');
  await gone(record, 5_000);
  return false;
}

/**
 * @param {ProcessRecord} record
 * @param {number} waitMs
 */
async function gone(record, waitMs) {
  for (const until = Date.now() + waitMs; Date.now() < until; await sleep(50)) {
    if (startOf(record.pid) !== record.started) return true;
  }
  return false;
}

/**
 * Ends what a killed launcher left behind, in the order given.
 * @param {string} folder
 * @param {readonly string[]} names
 * @returns {Promise<string[]>} the names of those that still ran
 */
export async function endLeftovers(folder, names) {
  const ended = [];
  for (const name of names) {
    const record = readRecord(path.join(folder, `${name}.json`));
    if (record && stillRuns(record)) {
      await end(record);
      ended.push(name);
    }
    forget(folder, name);
  }
  return ended;
}
