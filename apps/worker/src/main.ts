import { modules } from '@maru/catalog';
import { ConfigError, EventRunner, Lifecycle, Maintenance, PlatformModule, readConfig, StructuredLogger } from '@maru/platform';
import { NestFactory } from '@nestjs/core';
import { serveHealth } from './health-server';

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const logger = new StructuredLogger(config.logLevel, 'worker');
  const app = await NestFactory.createApplicationContext(PlatformModule.forWorker(config, modules), { logger, abortOnError: false });
  app.get(EventRunner).start();
  app.get(Maintenance).start();
  const health = config.workerPort === null ? null : await serveHealth(app, config.host, config.workerPort);
  logger.log({ msg: 'working', queue: config.redisUrl ? 'redis' : 'postgresql' });

  let stopping: Promise<void> | null = null;
  const stop = async () => {
    app.get(Lifecycle).stop();
    await app.get(Maintenance).stop();
    await app.get(EventRunner).stop();
    await app.close();
    health?.close();
    logger.log({ msg: 'stopped' });
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => (stopping ??= stop()));
}

main().catch((error: Error) => {
  process.stderr.write(error instanceof ConfigError ? `${error.message}\n` : `${error.stack}\n`);
  process.exit(1);
});
