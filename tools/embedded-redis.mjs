// @ts-check
// Redis (or Valkey, which speaks the same) from the system, on a port and with a password of its own.
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './launch/ports.mjs';
import { end, looksAlive, startOf } from './launch/processes.mjs';
import { Halt } from './launch/say.mjs';

/**
 * @typedef {import('./embedded-redis.d.mts').EmbeddedRedis} EmbeddedRedis
 * @typedef {import('./embedded-redis.d.mts').StartOptions} StartOptions
 */

/** The queue's scripts need commands that came with this one. */
const OLDEST_MAJOR = 6;

/** @returns {string | null} the server's program */
export function findRedis() {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  for (const name of ['redis-server', 'valkey-server']) {
    for (const folder of folders) {
      const file = path.join(folder, process.platform === 'win32' ? `${name}.exe` : name);
      if (!fs.existsSync(file)) continue;
      const version = spawnSync(file, ['--version'], { encoding: 'utf8' });
      if (Number(/v=(\d+)/.exec(version.stdout ?? '')?.[1]) >= OLDEST_MAJOR) return file;
    }
  }
  return null;
}

/**
 * Starts a server whose data lies in the folder, and answers when it takes commands.
 * @param {StartOptions} options
 * @returns {Promise<EmbeddedRedis>}
 */
export async function startRedis({
  program,
  folder,
  throwaway = false,
  port: wished,
  password = randomBytes(24).toString('base64url'),
  begun = () => undefined,
}) {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  const port = await freePort(wished);
  const config = path.join(folder, 'redis.conf');
  const log = path.join(folder, 'server.log');
  // In a file of our own alone: a command line can be read by everyone on the machine.
  const lines = [
    'bind 127.0.0.1',
    `port ${port}`,
    `requirepass ${password}`,
    `dir ${JSON.stringify(folder)}`,
    `appendonly ${throwaway ? 'no' : 'yes'}`,
    // Snapshots would be a second, older copy of what the append-only file holds.
    'save ""',
    // A queue must refuse work rather than forget it.
    'maxmemory-policy noeviction',
    'daemonize no',
  ];
  fs.writeFileSync(config, `${lines.join('\n')}\n`, { mode: 0o600 });
  const out = fs.openSync(log, 'a', 0o600);
  const child = spawn(program, [config], { cwd: folder, detached: true, stdio: ['ignore', out, out], windowsHide: true });
  child.on('error', () => undefined);
  child.unref();
  fs.closeSync(out);
  const pid = child.pid ?? 0;
  begun(pid);
  const started = startOf(pid) ?? '';
  const redis = {
    pid,
    port,
    url: `redis://:${password}@127.0.0.1:${port}`,
    runs: () => looksAlive(pid, started),
    stop: async () => {
      await end({ pid, started, marker: path.basename(program) }, { waitMs: 10_000 });
    },
  };
  for (const until = Date.now() + 30_000; Date.now() < until && redis.runs(); await sleep(20)) {
    if (await answers(port, password)) return redis;
  }
  await redis.stop();
  throw new Halt(`Redis를 시작하지 못했습니다. 로그: ${log}`, `Redis did not start. Its log: ${log}`);
}

/**
 * Asks for PONG: while the append-only file is read the server takes connections and answers -LOADING.
 * @param {number} port
 * @param {string} password
 * @returns {Promise<boolean>}
 */
function answers(port, password) {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1');
    const finish = (/** @type {boolean} */ answer) => {
      socket.destroy();
      resolve(answer);
    };
    let text = '';
    socket.setTimeout(1000, () => finish(false));
    socket.on('error', () => finish(false));
    socket.on('connect', () => socket.write(`AUTH ${password}\r\nPING\r\n`));
    socket.on('data', (data) => {
      text += data;
      if (text.includes('+PONG')) finish(true);
      else if (text.includes('-')) finish(false);
    });
  });
}
