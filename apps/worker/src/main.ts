import type { Server } from 'node:http';
import { setFlagsFromString } from 'node:v8';
import { modules } from '@maru/catalog';
import {
  ConfigError,
  EventRunner,
  Lifecycle,
  Maintenance,
  PlatformModule,
  readConfig,
  runProcess,
  StructuredLogger,
  TaskRunner,
  WorkerLoops,
} from '@maru/platform';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { serveHealth } from './health-server';

/**
 * Long work makes a great deal that is thrown away at once. Left to itself the engine lets that grow to several times what is in use before it
 * clears up; this way it grows by less than half of it.
 */
const HEAP_GROWTH_PERCENT = 30;

async function main(): Promise<void> {
  setFlagsFromString(`--heap-growing-percent=${HEAP_GROWTH_PERCENT}`);
  const config = readConfig(process.env);
  const logger = new StructuredLogger(config.logLevel, 'worker');
  const lifecycle = new Lifecycle();
  let app: INestApplicationContext | null = null;
  let health: Server | null = null;
  const begin = async () => {
    app = await NestFactory.createApplicationContext(PlatformModule.forWorker(config, modules, lifecycle), { logger, abortOnError: false });
    app.get(EventRunner).start();
    app.get(TaskRunner).start();
    app.get(WorkerLoops).start();
    app.get(Maintenance).start();
    if (config.workerPort !== null) health = await serveHealth(app, config.host, config.workerPort);
    logger.log({ msg: 'working', queue: config.redisUrl ? 'redis' : 'postgresql' });
  };
  const end = async () => {
    await app?.get(Maintenance).stop();
    await app?.get(WorkerLoops).stop();
    await app?.get(TaskRunner).stop();
    await app?.get(EventRunner).stop();
    await app?.close();
    health?.close();
  };
  await runProcess({ begin, end }, lifecycle, logger);
}

main().catch((error: Error) => {
  process.stderr.write(error instanceof ConfigError ? `${error.message}\n` : `${error.stack}\n`);
  process.exit(1);
});
