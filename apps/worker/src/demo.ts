import { modules } from '@maru/catalog';
import { ConfigError, PlatformModule, readConfig, StructuredLogger } from '@maru/platform';
import { ProgrammeDemonstration } from '@maru/programme/contract';
import { Demonstration } from '@maru/workspace/contract';
import { NestFactory } from '@nestjs/core';

/** Prepares the demonstration's organisations and people, lives through the months of the company that has worked for a while, and ends. */
async function main(): Promise<void> {
  const password = process.env.MARU_DEMO_PASSWORD ?? '';
  if (password.length < 10) throw new ConfigError('MARU_DEMO_PASSWORD is missing or shorter than 10 characters');
  const config = readConfig(process.env);
  const logger = new StructuredLogger('warn', 'demo');
  const app = await NestFactory.createApplicationContext(PlatformModule.forWorker(config, modules), { logger, abortOnError: false });
  try {
    await app.get(Demonstration).prepare(password);
    await app.get(ProgrammeDemonstration).prepare();
  } finally {
    await app.close();
  }
}

main().catch((error: Error) => {
  process.stderr.write(error instanceof ConfigError ? `${error.message}\n` : `${error.stack}\n`);
  process.exit(1);
});
