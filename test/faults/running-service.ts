import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { eventually } from '@maru/platform/testing';
import { Client } from 'pg';
import type { EmbeddedPostgres } from '../../tools/embedded-postgres.mjs';

const ROOT = join(__dirname, '../..');
const PROGRAMS = {
  api: 'dist/apps/api/apps/api/src/main.js',
  worker: 'dist/apps/worker/apps/worker/src/main.js',
  migrate: 'dist/apps/worker/apps/worker/src/migrate.js',
  demo: 'dist/apps/worker/apps/worker/src/demo.js',
} as const;
type Program = keyof typeof PROGRAMS;

export const PASSWORD = 'fault test password';

/** The built programs as processes of their own, on a PostgreSQL that keeps what it has committed, and on Redis. */
export class RunningService {
  private readonly children = new Map<Program, ChildProcess>();
  private readonly env: NodeJS.ProcessEnv;
  /** Programs that ended although nobody ended them. */
  private readonly ended: string[] = [];
  port = 0;

  private constructor(
    readonly folder: string,
    private postgres: EmbeddedPostgres,
    private readonly databaseUrl: string,
    redisUrl: string,
    private readonly servers: typeof import('../support/test-servers.mjs'),
  ) {
    this.env = {
      ...process.env,
      DATABASE_URL: databaseUrl,
      REDIS_URL: redisUrl,
      MARU_SECRET: randomBytes(32).toString('hex'),
      MARU_DEMO_PASSWORD: PASSWORD,
      // Clients send without a pause; being slowed down is not what is tested here.
      MARU_RATE_LIMIT_PER_MINUTE: '1000000',
      LOG_LEVEL: 'warn',
    };
  }

  static async start(): Promise<RunningService> {
    const servers = await import('../support/test-servers.mjs');
    const { freePort } = await import('../../tools/launch/ports.mjs');
    const folder = servers.makeTestFolder();
    const postgres = await servers.startTestPostgres(folder, {}, { durable: true });
    const redis = await servers.startTestRedis(folder, { durable: true });
    if (!redis) throw new Error('the fault tests need redis-server on the PATH: apt-get install redis-server');
    const admin = new Client({ connectionString: postgres.url });
    await admin.connect();
    await admin.query('create database maru');
    await admin.end();
    const service = new RunningService(folder, postgres, postgres.urlOf('maru'), redis.url, servers);
    service.port = await freePort();
    await service.runToEnd('migrate');
    await service.runToEnd('demo');
    await service.begin('api');
    await service.begin('worker');
    return service;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async begin(program: Program): Promise<void> {
    this.spawn(program);
    if (program === 'api') await this.ready();
  }

  ready(): Promise<unknown> {
    return eventually(async () => (await fetch(`${this.url}/readyz`)).ok, 60_000);
  }

  private spawn(program: Program): ChildProcess {
    const child = spawn(process.execPath, [join(ROOT, PROGRAMS[program])], {
      env: { ...this.env, PORT: String(this.port) },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    this.children.set(program, child);
    // Who is told to end is taken from the list first.
    child.once('exit', (code, signal) => {
      if (this.children.get(program) === child) this.ended.push(`${program} ended by itself with ${signal ?? code}`);
    });
    return child;
  }

  private async runToEnd(program: Program): Promise<void> {
    const child = this.spawn(program);
    this.children.delete(program);
    const [code] = await once(child, 'exit');
    if (code !== 0) throw new Error(`${program} ended with ${code}`);
  }

  /** SIGKILL: nothing gets a chance to tidy up. */
  async kill(program: Program): Promise<void> {
    await this.end(program, 'SIGKILL');
  }

  /** @returns the exit code of an orderly end; null where it does not run */
  stop(program: Program): Promise<number | null> {
    return this.end(program, 'SIGTERM');
  }

  private async end(program: Program, signal: NodeJS.Signals): Promise<number | null> {
    const child = this.children.get(program);
    if (!child || child.exitCode !== null || child.signalCode !== null) return null;
    this.children.delete(program);
    const exited = once(child, 'exit');
    child.kill(signal);
    const [code] = await exited;
    return code as number | null;
  }

  /** Kills the database server and starts it on the same files. */
  async killDatabase(): Promise<void> {
    process.kill(this.postgres.pid, 'SIGKILL');
    await eventually(() => !this.postgres.runs(), 20_000);
    this.postgres = await this.servers.startTestPostgres(this.folder, {}, { durable: true });
  }

  /** Rows as the superuser sees them. */
  async rows<Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> {
    const client = new Client({ connectionString: this.databaseUrl });
    await client.connect();
    try {
      return (await client.query(sql, values)).rows as Row[];
    } finally {
      await client.end();
    }
  }

  /** @throws Error when a program ended by itself, whatever was looked at */
  async close(): Promise<void> {
    for (const program of this.children.keys()) await this.kill(program);
    await this.servers.removeTestFolder(this.folder);
    if (this.ended.length > 0) throw new Error(this.ended.join('; '));
  }
}
