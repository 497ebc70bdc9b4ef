// @ts-check
import fs from 'node:fs';

const LARGEST_LOG_BYTES = 20 * 2 ** 20;

/**
 * Keeps a log and its forerunner from growing without end. The writers append, so one that was emptied goes on from its beginning.
 * @param {string} log
 */
export function trimLog(log) {
  const size = fs.statSync(log, { throwIfNoEntry: false })?.size ?? 0;
  if (size < LARGEST_LOG_BYTES) return;
  fs.copyFileSync(log, `${log}.1`);
  fs.truncateSync(log);
}

/**
 * The end of a log, as text for a person.
 * @param {string} log
 * @param {number} from byte to begin at, where the log had ended before
 */
export function lastLines(log, from = 0) {
  if (!fs.existsSync(log)) return '';
  const lines = fs.readFileSync(log).subarray(from).toString('utf8').trim().split('\n').slice(-12);
  return lines.map((line) => `    ${readable(line)}`).join('\n');
}

/**
 * A structured log line shortened to its message.
 * @param {string} line
 */
function readable(line) {
  try {
    const { msg, message, err } = JSON.parse(line);
    return [msg ?? message, err?.message].filter(Boolean).join(': ') || line.slice(0, 400);
  } catch {
    return line.slice(0, 400);
  }
}
