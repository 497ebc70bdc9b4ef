// @ts-check
// The browser tests look at what a person gets: `npm start` with its demo, on a state folder and a port of its own.
// They learn of it by MARU_URL, MARU_DEMO_PASSWORD and MARU_STATE; where MARU_URL is set already, that service is looked at.
import { spawn } from 'node:child_process';
import { inRoot } from '../../tools/launch/paths.mjs';
import { freePort } from '../../tools/launch/ports.mjs';
import { makeTestFolder, sweepTestFolders } from './test-servers.mjs';

const PASSWORD = 'password of the browser tests';
const ADDRESS = /Maru {4}(http:\S+)/;

export default async function demoSetup() {
  if (process.env.MARU_URL) return;
  await sweepTestFolders();
  const folder = makeTestFolder();
  const settings = { MARU_STATE: folder, MARU_DEMO: '1', MARU_DEMO_PASSWORD: PASSWORD, PORT: String(await freePort()) };
  const none = { DATABASE_URL: '', REDIS_URL: '', MARU_SECRET: '', PUBLIC_URL: '', HOST: '' };
  // The channel closes when this process is killed, and the start then ends everything by itself.
  const start = spawn(process.execPath, [inRoot('tools/start.mjs')], {
    env: { ...process.env, ...none, ...settings },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  Object.assign(globalThis, { maruTestFolder: folder, maruStart: start });
  process.env.MARU_URL = await addressOf(start);
  process.env.MARU_DEMO_PASSWORD = PASSWORD;
  process.env.MARU_STATE = folder;
}

/**
 * @param {import('node:child_process').ChildProcess} start
 * @returns {Promise<string>}
 */
function addressOf(start) {
  return new Promise((resolve, reject) => {
    let output = '';
    const read = (/** @type {Buffer} */ data) => {
      output += data;
      const [, address] = ADDRESS.exec(output) ?? [];
      if (address) resolve(address);
    };
    start.stdout?.on('data', read);
    start.stderr?.on('data', read);
    start.on('close', (code) => reject(new Error(`npm start ended with ${code}:\n${output}`)));
  });
}
