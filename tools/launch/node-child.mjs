// @ts-check
// Node programs of this project, as children.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { lastLines } from './logs.mjs';
import { ROOT } from './paths.mjs';
import { end, startOf } from './processes.mjs';
import { Halt } from './say.mjs';

/** @type {Set<import('node:child_process').ChildProcess>} */
const children = new Set();
process.on('exit', () => {
  for (const child of children) child.kill();
});

/**
 * Runs a program to its end and shows what it said only if it failed.
 * @param {string} name
 * @param {string[]} command file and arguments
 * @param {NodeJS.ProcessEnv} env
 * @param {(pid: number) => void} [begun]
 * @returns {Promise<string>} what it wrote on stdout
 */
export function runNode(name, command, env, begun = () => undefined) {
  return new Promise((resolve, reject) => {
    // What it says is kept and may be shown as plain text.
    const plain = { ...env, NO_COLOR: '1', FORCE_COLOR: undefined };
    const child = spawn(process.execPath, command, { cwd: ROOT, env: plain, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true });
    children.add(child);
    if (child.pid) begun(child.pid);
    let out = '';
    let all = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      out += text;
      all += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text) => {
      all += text;
    });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      children.delete(child);
      if (code === 0) resolve(out);
      else
        reject(
          new Halt(
            `${name}: 실패했습니다 (${code ?? signal}).\n${all.trim().split('\n').slice(-40).join('\n')}`,
            `The step "${name}" failed; it said the above.`,
          ),
        );
    });
  });
}

/**
 * Starts a server program that writes to a log of its own, so that it does not depend on the life of this process.
 * @param {object} options
 * @param {string} options.name
 * @param {string} options.file
 * @param {string} options.log
 * @param {NodeJS.ProcessEnv} options.env
 * @param {(pid: number) => void} options.begun
 * @param {() => Promise<boolean>} options.ready asked until it says yes
 * @returns {Promise<import('./supervisor.mjs').Running>}
 */
export async function startNode({ name, file, log, env, begun, ready }) {
  const from = fs.statSync(log, { throwIfNoEntry: false })?.size ?? 0;
  const out = fs.openSync(log, 'a', 0o600);
  // A group of its own: Ctrl-C must reach the launcher alone, which then ends its processes in order.
  const child = spawn(process.execPath, ['--enable-source-maps', file], {
    cwd: ROOT,
    env,
    detached: true,
    stdio: ['ignore', out, out],
    windowsHide: true,
  });
  fs.closeSync(out);
  child.on('error', () => undefined);
  const pid = child.pid ?? 0;
  begun(pid);
  const started = startOf(pid) ?? '';
  const running = {
    pid,
    runs: () => child.exitCode === null && child.signalCode === null,
    stop: async () => {
      await end({ pid, started, marker: file }, { waitMs: 25_000 });
    },
  };
  for (const until = Date.now() + 60_000; Date.now() < until; await sleep(50)) {
    if (!running.runs())
      throw new Halt(`${name}: 시작하지 못했습니다.\n${lastLines(log, from)}\n로그: ${log}`, `${name} did not start. Its log: ${log}`);
    if (await ready()) return running;
  }
  await running.stop();
  throw new Halt(
    `${name}: 60초 안에 준비되지 않았습니다.\n${lastLines(log, from)}\n로그: ${log}`,
    `${name} was not ready within 60 s. Its log: ${log}`,
  );
}
