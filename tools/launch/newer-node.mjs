// @ts-check
// Everything but this launcher runs on Node 24.9 or newer. Where the system's is older, npm has brought one as a package.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { inRoot } from './paths.mjs';
import { Halt, say } from './say.mjs';

const OLDEST = [24, 9];
const NODE_PACKAGES = new Set(['linux-x64', 'linux-arm64', 'win32-x64']);

export function nodeIsNewEnough() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
}

/**
 * Runs the same command again under the newer Node and ends as it ends. Call it only when this Node is too old.
 * @param {{ quiet?: boolean }} [options]
 * @returns {Promise<number>} exit code
 */
export function runUnderNewerNode({ quiet = false } = {}) {
  const binary = newerNode();
  if (!quiet)
    say(
      `Node ${process.versions.node} 대신 npm이 받은 Node 24로 실행합니다.`,
      `Running on Node 24 from npm instead of Node ${process.versions.node}.`,
    );
  return new Promise((resolve, reject) => {
    // The channel is there to be closed: when this process is killed, the other notices and ends in order.
    const child = spawn(binary, process.argv.slice(1), { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
    // From a terminal the child hears Ctrl-C twice, once through here: it has to take it as one.
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, () => child.kill(signal));
    child.on('error', () => reject(cannotRun(binary)));
    child.on('exit', (code, signal) => {
      // A program that needs another C library ends at once with 127 and says nothing of use.
      if (code === 127) reject(cannotRun(binary));
      else resolve(code ?? (signal === 'SIGINT' ? 130 : 1));
    });
  });
}

function newerNode() {
  const platform = `${process.platform}-${process.arch}`;
  const folder = `node-${platform.replace('win32', 'win')}`;
  const binary = inRoot('node_modules', folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (NODE_PACKAGES.has(platform) && fs.existsSync(binary)) return binary;
  throw new Halt(
    `Node 24.9 이상이 필요합니다 (지금은 ${process.versions.node}). https://nodejs.org 에서 Node 24를 설치한 뒤 다시 실행하십시오.`,
    `Node 24.9 or newer is needed (this is ${process.versions.node}). Install Node 24 from https://nodejs.org and run again.`,
  );
}

/** @param {string} binary */
function cannotRun(binary) {
  return new Halt(
    `npm이 받은 Node(${binary})를 이 시스템에서 실행할 수 없습니다. https://nodejs.org 에서 Node 24.9 이상을 설치한 뒤 다시 실행하십시오.`,
    `The Node that npm brought (${binary}) does not run on this system. Install Node 24.9 or newer and run again.`,
  );
}
