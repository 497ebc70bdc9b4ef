// @ts-check
import { benchFems } from './fems-bench.mjs';
import { benchImport } from './import-bench.mjs';
import { benchPlatform } from './platform-bench.mjs';
import { benchPull } from './pull-bench.mjs';
import { benchReport } from './report-bench.mjs';
import { secondStart } from './second-start-bench.mjs';
import { senderShare } from './sender-bench.mjs';
import { webFirst } from './web-bench.mjs';

/**
 * @typedef {object} Result
 * @property {string} name
 * @property {number} value
 * @property {string} unit
 * @property {number} target at least; at most where the unit is a time or a size
 * @property {boolean} met
 */

/**
 * Measures what the prefix names, and prints a table.
 * @param {string} prefix
 * @returns {Promise<Result[]>}
 */
export async function runBench(prefix) {
  /** @type {Result[]} */
  const results = [];
  const wanted = (/** @type {string} */ name) => name.startsWith(prefix);
  /** @param {string} name @param {number} value @param {string} unit @param {number} target @param {boolean} [atMost] */
  const record = (name, value, unit, target, atMost = false) => {
    const rounded = Number(value.toPrecision(4));
    const met = atMost ? value <= target : value >= target;
    results.push({ name, value: rounded, unit, target, met });
    process.stdout.write(
      `${name.padEnd(32)} ${String(rounded).padStart(10)} ${unit.padEnd(8)} ${atMost ? '<=' : '>='} ${target} ${met ? 'met' : 'NOT MET'}\n`,
    );
  };
  await benchPlatform(wanted, record);
  await benchImport(wanted, record);
  await benchFems(wanted, record);
  if (wanted('programme.sender')) record('programme.sender', await senderShare(), 'ratio', 0.97);
  await benchPull(wanted, record);
  await benchReport(wanted, record);
  if (wanted('platform.web_first')) record('platform.web_first', await webFirst(), 'KiB', 260, true);
  if (wanted('platform.second_start')) record('platform.second_start', await secondStart(), 's', 15, true);
  return results;
}

/** @param {number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? /** @type {number} */ (sorted[middle]) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

/**
 * The value that 95 of 100 do not exceed.
 * @param {number[]} values
 */
export function percentile95(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return /** @type {number} */ (sorted[Math.ceil(sorted.length * 0.95) - 1]);
}
