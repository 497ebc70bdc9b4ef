// @ts-check
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { inRoot } from '../../tools/launch/paths.mjs';
import { freePort } from '../../tools/launch/ports.mjs';

/** Seconds from the second `npm start` to ready, in a state folder of its own. */
export async function secondStart() {
  const state = fs.mkdtempSync(path.join(os.tmpdir(), 'maru-bench-start-'));
  /** @type {NodeJS.ProcessEnv} */
  const env = { ...process.env, MARU_STATE: state, PORT: String(await freePort(0)) };
  delete env.DATABASE_URL;
  delete env.REDIS_URL;
  try {
    await startOnce(env);
    return await startOnce(env);
  } finally {
    fs.rmSync(state, { recursive: true, force: true });
  }
}

/** @param {NodeJS.ProcessEnv} env */
async function startOnce(env) {
  const begun = performance.now();
  const child = spawn(process.execPath, [inRoot('tools/start.mjs')], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  const exited = once(child, 'exit');
  try {
    const deadline = begun + 240_000;
    while (!(await ready(Number(env.PORT)))) {
      if (child.exitCode !== null || performance.now() > deadline) throw new Error('npm start did not become ready');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return (performance.now() - begun) / 1000;
  } finally {
    child.kill('SIGINT');
    await exited;
  }
}

/** @param {number} port */
async function ready(port) {
  try {
    return (await fetch(`http://127.0.0.1:${port}/readyz`)).ok;
  } catch {
    return false;
  }
}
