import { join } from 'node:path';
import { modules } from '@maru/catalog';
import { ConfigError, createApi, Lifecycle, PlatformModule, readConfig, StructuredLogger } from '@maru/platform';

/** Web files lie beside the built api: dist/apps/web. */
const WEB_ROOT = join(__dirname, '../../../../web');

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const logger = new StructuredLogger(config.logLevel, 'api');
  const app = await createApi(PlatformModule.forApi(config, modules), config, logger, WEB_ROOT);
  await app.listen(config.port, config.host);
  logger.log({ msg: 'listening', host: config.host, port: config.port });

  let stopping: Promise<void> | null = null;
  // Readiness goes off and the world is given time to notice; then no new connection is taken, what is under way is
  // finished, gathered usage events are written, and the pools end last (PlatformModule).
  const stop = async () => {
    app.get(Lifecycle).stop();
    await new Promise((resolve) => setTimeout(resolve, config.shutdownDelayMs));
    await app.close();
    logger.log({ msg: 'stopped' });
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => (stopping ??= stop()));
}

main().catch((error: Error) => {
  process.stderr.write(error instanceof ConfigError ? `${error.message}\n` : `${error.stack}\n`);
  process.exit(1);
});
