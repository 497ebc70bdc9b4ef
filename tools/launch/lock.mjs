// @ts-check
// One holder at a time, known by process: a lock whose holder is gone is free, so a killed process locks nobody out.
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startOf } from './processes.mjs';

/** @typedef {import('./lock.d.mts').Holder} Holder */

/**
 * @param {string} file
 * @returns {Holder | null} the living holder, or null
 */
export function holderOf(file) {
  try {
    const holder = JSON.parse(fs.readFileSync(file, 'utf8'));
    return startOf(holder.pid) === holder.started ? holder : null;
  } catch {
    return null;
  }
}

/**
 * @param {string} file
 * @param {(holder: Holder, waitedMs: number) => boolean} keepWaiting asked every 100 ms while another holds the lock
 * @returns {Promise<{ note(text: string): void, release(): void } | { heldBy: Holder }>}
 */
export async function takeLock(file, keepWaiting) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const started = startOf(process.pid) ?? '';
  const own = `${file}.${process.pid}`;
  const write = (/** @type {string} */ note) => fs.writeFileSync(own, JSON.stringify({ pid: process.pid, started, note }));
  write('');
  const since = Date.now();
  try {
    for (;;) {
      try {
        // A link appears whole or not at all, so nobody ever reads half a lock.
        fs.linkSync(own, file);
        break;
      } catch (error) {
        if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
      }
      const holder = holderOf(file);
      if (holder === null) removeStale(file);
      else if (!keepWaiting(holder, Date.now() - since)) return { heldBy: holder };
      else await sleep(100);
    }
  } finally {
    fs.rmSync(own, { force: true });
  }
  return {
    note(text) {
      write(text);
      fs.renameSync(own, file);
    },
    release() {
      if (holderOf(file)?.pid === process.pid) fs.rmSync(file, { force: true });
    },
  };
}

/**
 * Two processes may find the same stale lock. Moving it aside first shows whether it was still the stale one:
 * a lock that the other has taken meanwhile is put back.
 * @param {string} file
 */
function removeStale(file) {
  const aside = `${file}.stale.${process.pid}`;
  try {
    fs.renameSync(file, aside);
    if (holderOf(aside) !== null) fs.linkSync(aside, file);
  } catch {
    // The other was faster; the next round looks again.
  }
  fs.rmSync(aside, { force: true });
}
