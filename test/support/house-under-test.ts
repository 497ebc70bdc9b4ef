import { modules } from '@maru/catalog';
import { type CatalogueEntry, EventRunner, PlatformModule, StructuredLogger, TaskRunner, WorkerLoops } from '@maru/platform';
import { type TestDatabase, testDatabase } from '@maru/platform/testing';
import type { INestApplicationContext, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Client } from 'pg';
import { databaseName, MIGRATOR_ROLE } from '../../libs/platform/src/config/config';
import { ownerDataSource } from '../../libs/platform/src/database/migrate';
import { ApiUnderTest } from './api-under-test';
import { probe } from './probe';

/** Every module of the service and one more, which was added by this line. */
export const entriesWithProbe: readonly CatalogueEntry[] = [...modules, probe];

/** A database of its own that the probe module has been migrated into, by the role that migrates. */
export async function databaseWithProbe(env: NodeJS.ProcessEnv = {}): Promise<TestDatabase> {
  const database = await testDatabase(env);
  const dataSource = ownerDataSource(database.config.databaseUrl, probe.migrations);
  // A clone does not inherit the grants of the database it was cloned from.
  await asAdmin(database, (client) => client.query(`grant create on database ${databaseName(database.config)} to ${MIGRATOR_ROLE}`));
  await dataSource.initialize();
  try {
    await dataSource.runMigrations();
  } finally {
    await dataSource.destroy();
  }
  return database;
}

/** The service with that module, over HTTP, on a database of its own. */
export const apiWithProbe = async (): Promise<ApiUnderTest> => ApiUnderTest.on(await databaseWithProbe(), entriesWithProbe);

/** Looks at, or breaks, what no role of the service may. */
export async function asAdmin<T>(database: TestDatabase, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: database.adminUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

type Token<T> = Type<T> | (abstract new (...args: never[]) => T);

/** A worker process without its process: the modules, and what they do by themselves once it is started. */
export class WorkerUnderTest {
  private working = false;

  private constructor(
    readonly app: INestApplicationContext,
    readonly database: TestDatabase,
  ) {}

  static async on(database: TestDatabase, entries: readonly CatalogueEntry[] = entriesWithProbe): Promise<WorkerUnderTest> {
    const logger = new StructuredLogger('silent', 'test');
    const app = await NestFactory.createApplicationContext(PlatformModule.forWorker(database.config, entries), {
      logger,
      abortOnError: false,
    });
    return new WorkerUnderTest(app, database);
  }

  get<T>(token: Token<T>): T {
    return this.app.get(token as Type<T>, { strict: false });
  }

  start(): void {
    this.get(EventRunner).start();
    this.get(TaskRunner).start();
    this.get(WorkerLoops).start();
    this.working = true;
  }

  async stop(): Promise<void> {
    if (this.working) {
      await this.get(WorkerLoops).stop();
      await this.get(TaskRunner).stop();
    }
    await this.get(EventRunner).stop();
    await this.app.close();
  }
}
