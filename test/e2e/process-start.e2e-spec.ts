import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { eventually, type TestDatabase, testDatabase } from '@maru/platform/testing';
import { Client } from 'pg';
import { freePort } from '../../tools/launch/ports.mjs';
import { ApiUnderTest } from '../support/api-under-test';
import { CuttableProxy } from '../support/cuttable-proxy';

const ROOT = join(__dirname, '../..');
const SOON_MS = 20_000;

/** The built programs, with the variable that says where they listen. */
const PROGRAMS = {
  api: ['dist/apps/api/apps/api/src/main.js', 'PORT'],
  worker: ['dist/apps/worker/apps/worker/src/main.js', 'WORKER_PORT'],
} as const;
type Name = keyof typeof PROGRAMS;

describe('a process that ends while it begins', () => {
  let database: TestDatabase;
  let child: Child;
  beforeEach(async () => {
    database = await testDatabase();
  });
  afterEach(async () => {
    await child.kill();
    await database.drop();
  });

  const begin = (name: Name, port: number, databaseUrl = database.config.databaseUrl.href) => {
    const [program, portVariable] = PROGRAMS[name];
    return new Child(program, {
      DATABASE_URL: databaseUrl,
      MARU_SECRET: database.config.secret,
      LOG_LEVEL: 'warn',
      [portVariable]: String(port),
    });
  };
  const openWriters = () => database.query('select host from platform.usage_writer where stopped_at is null');
  const gapsAtNextStart = async () => {
    const count = async () => (await database.query('select from platform.usage_gap')).length;
    const before = await count();
    await (await ApiUnderTest.on(database)).stop();
    return (await count()) - before;
  };
  /** A writer that died before, whose gap nobody can record until the barrier goes: an api stays where it begins, with a writer of its own. */
  const barrier = async () => {
    await database.query("insert into platform.usage_writer (host, process_id) values ('gone', 1)");
    const client = new Client({ connectionString: database.adminUrl });
    await client.connect();
    await client.query('begin; lock table platform.usage_gap in access exclusive mode');
    return client;
  };
  const waitsAtBarrier = () =>
    eventually(async () => {
      const waiting = await database.query(
        "select from pg_stat_activity where datname = current_database() and usename = 'maru_usage' and wait_event_type = 'Lock'",
      );
      return waiting.length === 1;
    }, SOON_MS);

  it.each<Name>(['api', 'worker'])(
    '(%s) because its port is taken says so, ends with 1, and leaves no gap in the usage log',
    async (name) => {
      const squatter = await listening();
      child = begin(name, (squatter.address() as AddressInfo).port);
      expect(await child.exit()).toEqual([1, null]);
      expect(child.said).toContain('EADDRINUSE');
      expect(await openWriters()).toEqual([]);
      expect(await gapsAtNextStart()).toBe(0);
      squatter.close();
    },
  );

  it.each<Name>(['api', 'worker'])('(%s) because it is told to while it waits for the database waits no longer', async (name) => {
    const { hostname, port } = database.config.databaseUrl;
    const proxy = await CuttableProxy.to(hostname, Number(port));
    await proxy.cut();
    const away = new URL(database.config.databaseUrl);
    away.port = String(proxy.port);
    child = begin(name, await freePort(), away.href);
    await eventually(() => child.said.includes('waiting for the database'), SOON_MS);
    const before = performance.now();
    child.signal('SIGINT');
    expect(await child.exit()).toEqual([0, null]);
    expect(performance.now() - before).toBeLessThan(10_000);
  });

  it('because it is told to after its writer has begun finishes beginning, ends with 0, and leaves no gap', async () => {
    const client = await barrier();
    child = begin('api', await freePort());
    await waitsAtBarrier();
    child.signal('SIGTERM');
    await client.query('commit');
    await client.end();
    expect(await child.exit()).toEqual([0, null]);
    expect(await openWriters()).toEqual([]);
    expect(await gapsAtNextStart()).toBe(0);
  });

  it('because of an error after its writer has begun closes it and leaves no gap of its own', async () => {
    const client = await barrier();
    child = begin('api', await freePort());
    await waitsAtBarrier();
    await client.query('revoke insert on platform.usage_gap from maru_usage; commit');
    await client.end();
    expect(await child.exit()).toEqual([1, null]);
    expect(await openWriters()).toEqual([{ host: 'gone' }]);
  });
});

/** A process with what it said so far. */
class Child {
  said = '';
  private readonly process: ChildProcess;
  private readonly exited: Promise<unknown[]>;

  constructor(program: string, env: NodeJS.ProcessEnv) {
    this.process = spawn(process.execPath, ['--no-warnings', join(ROOT, program)], {
      env: { PATH: process.env.PATH, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.process.stdout, this.process.stderr])
      stream?.on('data', (data: Buffer) => {
        this.said += data.toString();
      });
    this.exited = once(this.process, 'exit');
  }

  signal(name: NodeJS.Signals): void {
    this.process.kill(name);
  }

  /** @returns exit code and signal */
  exit(): Promise<unknown[]> {
    return this.exited;
  }

  async kill(): Promise<void> {
    this.process.kill('SIGKILL');
    await this.exited;
  }
}

function listening(): Promise<Server> {
  const server = createServer();
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(server));
  });
}
