import { join } from 'node:path';
import { modules } from '@maru/catalog';
import { ConfigError, createApi, Lifecycle, PlatformModule, readConfig, runProcess, StructuredLogger } from '@maru/platform';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** Web files lie beside the built api: dist/apps/web. */
const WEB_ROOT = join(__dirname, '../../../../web');

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const logger = new StructuredLogger(config.logLevel, 'api');
  const lifecycle = new Lifecycle();
  let app: NestFastifyApplication | null = null;
  let listening = false;
  const begin = async () => {
    app = await createApi(PlatformModule.forApi(config, modules, lifecycle), config, logger, WEB_ROOT);
    await app.listen(config.port, config.host);
    listening = true;
    logger.log({ msg: 'listening', host: config.host, port: config.port });
  };
  // Readiness is off and the world is given time to notice; then no new connection is taken, what is under way is
  // finished, gathered usage events are written, and the pools end last (PlatformModule).
  const end = async () => {
    if (listening) await new Promise((resolve) => setTimeout(resolve, config.shutdownDelayMs));
    await app?.close();
  };
  await runProcess({ begin, end }, lifecycle, logger);
}

main().catch((error: Error) => {
  process.stderr.write(error instanceof ConfigError ? `${error.message}\n` : `${error.stack}\n`);
  process.exit(1);
});
