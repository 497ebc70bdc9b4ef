import type { Server } from 'node:http';
import { modules } from '@maru/catalog';
import { ConfigError, EventRunner, Lifecycle, Maintenance, PlatformModule, readConfig, runProcess, StructuredLogger } from '@maru/platform';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { serveHealth } from './health-server';

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const logger = new StructuredLogger(config.logLevel, 'worker');
  const lifecycle = new Lifecycle();
  let app: INestApplicationContext | null = null;
  let health: Server | null = null;
  const begin = async () => {
    app = await NestFactory.createApplicationContext(PlatformModule.forWorker(config, modules, lifecycle), { logger, abortOnError: false });
    app.get(EventRunner).start();
    app.get(Maintenance).start();
    if (config.workerPort !== null) health = await serveHealth(app, config.host, config.workerPort);
    logger.log({ msg: 'working', queue: config.redisUrl ? 'redis' : 'postgresql' });
  };
  const end = async () => {
    await app?.get(Maintenance).stop();
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
