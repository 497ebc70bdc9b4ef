import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '../../libs/platform/src/testing/eventually';

const API = join(__dirname, '../../dist/apps/api/apps/api/src/main.js');

export interface Replica {
  /** On the host of the first api, so that a browser has the same session at both. */
  readonly url: string;
  stop(): Promise<void>;
}

/** Another api of the service that the browser tests look at: on its database and with its secret, and for the rest by itself. */
export async function beginReplica(): Promise<Replica> {
  const state = process.env.MARU_STATE;
  if (!state) throw new Error('MARU_STATE is not set: it must name the state folder of the service at MARU_URL');
  const { startPostgres } = await import('../../tools/embedded-postgres.mjs');
  const { freePort } = await import('../../tools/launch/ports.mjs');
  // It runs already: this is how it is found.
  const database = await startPostgres({ folder: join(state, 'postgres') });
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const own = {
    DATABASE_URL: database.urlOf('maru'),
    MARU_SECRET: readFileSync(join(state, 'secret'), 'utf8').trim(),
    MARU_FILES: join(state, 'files'),
    REDIS_URL: '',
    PUBLIC_URL: '',
    HOST: '127.0.0.1',
    PORT: String(port),
    LOG_LEVEL: 'warn',
    NODE_COMPILE_CACHE: join(state, 'compile-cache'),
  };
  const child = spawn(process.execPath, [API], { env: { ...process.env, ...own }, stdio: ['ignore', 'ignore', 'inherit'] });
  const ended = once(child, 'exit');
  const ready = Promise.race([
    eventually(() => fetch(`${url}/readyz`).then((answer) => answer.ok), 120_000),
    ended.then(([code]) => Promise.reject(new Error(`the other api ended with ${code}`))),
  ]);
  await ready.catch((error) => {
    child.kill();
    throw error;
  });
  return {
    url,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
