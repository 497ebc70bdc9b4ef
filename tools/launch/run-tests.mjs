// @ts-check
// The phases of `npm test`. Runs under Node 24 with the packages installed.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { inRoot, ROOT } from './paths.mjs';
import { Halt } from './say.mjs';
import { CHECKS } from './test-checks.mjs';
import { ensureTestTools } from './test-tools.mjs';
import { Voice } from './voice.mjs';

/**
 * @typedef {{ passed: number, failed: number, notes: string[] }} Count
 * @typedef {{ only: string | null, files: string | null }} Choice
 */

/** @type {typeof import('../../test/support/phases.cjs')} */
const { STAGES } = createRequire(import.meta.url)('../../test/support/phases.cjs');
const JEST = inRoot('node_modules/jest/bin/jest.js');
const PHASE_MS = 18 * 60_000;

/** @type {Set<import('node:child_process').ChildProcess>} */
const children = new Set();
let interrupted = false;

/**
 * @param {string[]} args
 * @returns {Promise<Count>}
 */
export async function runTests(args) {
  const choice = readChoice(args);
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, interrupt);
  const sum = { passed: 0, failed: 0, notes: /** @type {string[]} */ ([]) };
  /** @type {string[]} */
  const table = [];
  const chosen = phaseNames(choice);
  for (const stage of STAGES) {
    const lanes = stage.map((lane) => lane.filter((name) => chosen.includes(name))).filter((lane) => lane.length > 0);
    let running = lanes.length;
    const run = async (/** @type {string[]} */ lane) => {
      try {
        for (const name of lane) table.push(await runOne(name, choice, new Voice(() => running === 1), sum));
      } finally {
        running--;
      }
    };
    // A lane that cannot go on does not leave the others' processes behind.
    const ends = await Promise.allSettled(lanes.map(run));
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
  }
  const { sweepTestFolders } = await import('../../test/support/test-servers.mjs');
  await sweepTestFolders();
  if (interrupted) {
    sum.failed++;
    sum.notes.push('interrupted before the end');
  }
  process.stdout.write(`\n  ${'phase'.padEnd(14)}passed  failed      time\n${table.join('\n')}\n`);
  for (const note of sum.notes) process.stdout.write(`! ${note}\n`);
  return sum;
}

/**
 * @param {string} name
 * @param {Choice} choice
 * @param {Voice} voice
 * @param {Count} sum what the phase adds to
 * @returns {Promise<string>} its line in the table
 */
async function runOne(name, choice, voice, sum) {
  if (interrupted) return `  ${name.padEnd(14)}     -       -         -`;
  voice.say(`\n── ${name} ──\n`);
  const since = Date.now();
  const count = await runPhase(name, choice, voice).finally(() => voice.end());
  sum.passed += count.passed;
  sum.failed += count.failed;
  sum.notes.push(...count.notes);
  return `  ${name.padEnd(14)}${String(count.passed).padStart(6)}${String(count.failed).padStart(8)}${seconds(since).padStart(10)}`;
}

/**
 * @param {string[]} args
 * @returns {Choice}
 */
function readChoice(args) {
  const value = (/** @type {string} */ name) => (args.includes(name) ? (args[args.indexOf(name) + 1] ?? '') : null);
  const unknown = args.filter(
    (arg, index) => !['--only', '--files'].includes(arg) && !['--only', '--files'].includes(args[index - 1] ?? ''),
  );
  const only = value('--only');
  if (unknown.length > 0 || (only !== null && !allPhases().includes(only)))
    throw new Halt(
      `사용법: npm test -- [--only ${allPhases().join('|')}] [--files PATTERN]`,
      '--only takes one phase, --files a pattern of test file paths.',
    );
  return { only, files: value('--files') };
}

function allPhases() {
  return STAGES.flat(2);
}

/** @param {Choice} choice */
function phaseNames({ only, files }) {
  if (only) return [only];
  return files ? allPhases().filter((name) => name !== 'needs' && !CHECKS[name]) : allPhases();
}

/**
 * @param {string} name
 * @param {Choice} choice
 * @param {Voice} voice
 * @returns {Promise<Count>}
 */
async function runPhase(name, { files }, voice) {
  if (name === 'needs') return checkNeeds(voice);
  const checks = CHECKS[name];
  if (!checks) return runJest(name, files, voice);
  const count = { passed: 0, failed: 0, notes: /** @type {string[]} */ ([]) };
  for (const [title, command] of Object.entries(checks)) {
    const passed = (await runNode(command, {}, voice)) === 0;
    voice.say(`${passed ? '✓' : '✗'} ${title}\n`);
    if (passed) count.passed++;
    else count.failed++;
  }
  return count;
}

/**
 * @param {Voice} voice
 * @returns {Promise<Count>}
 */
async function checkNeeds(voice) {
  const { redis, chromium, missing } = await ensureTestTools();
  if (redis) voice.say(`✓ ${redis}\n`);
  if (chromium) process.env.MARU_CHROMIUM = chromium;
  if (chromium) voice.say(`✓ ${chromium}\n`);
  const notes = missing.map((words) => `not found, and not to be installed from here: ${words}. What needs it does not run.`);
  for (const note of notes) voice.say(`✗ ${note}\n`);
  // Elsewhere a developer may go on without them; a gate that lets untested work through would be none.
  return { passed: 0, failed: process.env.CI ? missing.length : 0, notes };
}

/**
 * @param {string} phase
 * @param {string | null} files
 * @param {Voice} voice
 * @returns {Promise<Count>}
 */
async function runJest(phase, files, voice) {
  if (phase === 'browser' && !process.env.MARU_CHROMIUM && !(await ensureTestTools()).chromium)
    return { passed: 0, failed: process.env.CI ? 1 : 0, notes: ['browser tests did not run: no Chromium'] };
  const report = path.join(os.tmpdir(), `maru-jest-${process.pid}-${phase}.json`);
  const flags = ['--no-warnings', '--experimental-vm-modules', '--enable-source-maps'];
  const options = ['--config', inRoot('jest.config.cjs'), '--json', `--outputFile=${report}`];
  const filter = files === null ? [] : ['--passWithNoTests', '--testPathPatterns', files];
  const code = await runNode([...flags, JEST, ...options, ...filter], { MARU_TEST_PHASE: phase }, voice);
  return readReport(phase, report, code);
}

/**
 * @param {string} phase
 * @param {string} report
 * @param {number} code
 * @returns {Count}
 */
function readReport(phase, report, code) {
  if (!fs.existsSync(report)) return { passed: 0, failed: 1, notes: [`${phase}: jest ended with ${code} and reported nothing`] };
  const result = JSON.parse(fs.readFileSync(report, 'utf8'));
  fs.rmSync(report);
  /** @type {string[]} */
  const notes = failuresOf(result).map((words) => `${phase}: ${words}`);
  const skipped = result.numPendingTests + result.numTodoTests;
  if (skipped > 0) notes.push(`${phase}: ${skipped} tests were skipped`);
  let failed = result.numFailedTests + result.numRuntimeErrorTestSuites + (process.env.CI ? skipped : 0);
  // For instance a failed global setup, or no test found at all.
  if (code !== 0 && failed === 0) {
    failed = 1;
    notes.push(`${phase}: jest ended with ${code} although no test failed`);
  }
  return { passed: result.numPassedTests, failed, notes };
}

/**
 * Of a long run the end is what is read: what failed stands there by name.
 * @param {{ testResults: { name: string, status: string, assertionResults: { status: string, fullName: string }[] }[] }} report jest's
 */
function failuresOf({ testResults }) {
  return testResults.flatMap(({ name, status, assertionResults }) => {
    const file = path.relative(ROOT, name);
    const failed = assertionResults.filter((test) => test.status === 'failed').map(({ fullName }) => `${file}: ${fullName}`);
    return status === 'failed' && failed.length === 0 ? [`${file} did not run to its end`] : failed;
  });
}

/**
 * @param {string[]} command
 * @param {NodeJS.ProcessEnv} env
 * @param {Voice} voice
 * @returns {Promise<number>}
 */
function runNode(command, env, voice) {
  return new Promise((resolve) => {
    // What jest would print on stdout is its JSON report, which it writes to the file as well.
    const json = command.includes('--json');
    const direct = voice.isAlone() ? 'inherit' : 'pipe';
    const child = spawn(process.execPath, command, {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: ['ignore', json ? 'ignore' : direct, direct],
    });
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (words) => voice.say(words));
    children.add(child);
    const timer = setTimeout(() => {
      voice.say(`✗ ended after ${PHASE_MS / 60_000} minutes\n`);
      child.kill('SIGKILL');
    }, PHASE_MS);
    child.on('error', () => undefined);
    child.on('close', (code) => {
      clearTimeout(timer);
      children.delete(child);
      resolve(code ?? 1);
    });
  });
}

function interrupt() {
  interrupted = true;
  for (const child of children) child.kill('SIGTERM');
}

/** @param {number} since */
function seconds(since) {
  return `${((Date.now() - since) / 1000).toFixed(1)} s`;
}
