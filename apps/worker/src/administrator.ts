import { randomBytes } from 'node:crypto';
import { modules } from '@maru/catalog';
import { ConfigError, PlatformModule, readConfig, StructuredLogger } from '@maru/platform';
import { FirstAdministrator } from '@maru/workspace/contract';
import { NestFactory } from '@nestjs/core';

/** Registers the provider with its first administrator, who registers everybody else, prints the password once and ends. */
async function main(): Promise<void> {
  const [email, name] = process.argv.slice(2);
  if (!email || !name) throw new ConfigError('usage: administrator E-MAIL NAME');
  const config = readConfig(process.env);
  const password = randomBytes(15).toString('base64url');
  const logger = new StructuredLogger('warn', 'administrator');
  const app = await NestFactory.createApplicationContext(PlatformModule.forWorker(config, modules), { logger, abortOnError: false });
  try {
    await app.get(FirstAdministrator).register({ email, name, password });
    process.stdout.write(`${email}\n${password}\n`);
  } finally {
    await app.close();
  }
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
