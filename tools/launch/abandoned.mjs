// @ts-check
import { commandOf, looksAlive, parentOf, startOf } from './processes.mjs';

/**
 * Calls back when whoever started this process is gone without having said so: killed, and nobody is left who would end this
 * one. A program that was started on its own, in the background say, has nobody to lose.
 * @param {() => void} callback
 */
export function whenAbandoned(callback) {
  if (process.channel) {
    process.on('disconnect', callback);
    return;
  }
  if (process.env.npm_lifecycle_event === undefined) return;
  // npm runs scripts through a shell, which may stay in between and outlive npm.
  const parent = process.ppid;
  const watched = commandOf(parent).includes('npm') ? [parent] : [parent, parentOf(parent)].filter((pid) => pid > 1);
  const started = watched.map((pid) => startOf(pid));
  const timer = setInterval(() => {
    if (watched.every((pid, index) => looksAlive(pid, started[index] ?? null))) return;
    clearInterval(timer);
    callback();
  }, 250);
  timer.unref();
}
