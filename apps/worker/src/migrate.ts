import { modules } from '@maru/catalog';
import { ConfigError, migrate, readConfig } from '@maru/platform';

/** Brings the database to the newest schema and ends. DATABASE_URL names an account that may create roles. */
async function main(): Promise<void> {
  await migrate(
    readConfig(process.env),
    modules.flatMap((module) => module.migrations),
  );
}

main().catch((error: Error) => {
  process.stderr.write(error instanceof ConfigError ? `${error.message}\n` : `${error.stack}\n`);
  process.exit(1);
});
