import type { Type } from '@nestjs/common';
import { runMigrations as migrateQueue } from 'bullmq';
import { Client } from 'pg';
import { DataSource, type MigrationInterface } from 'typeorm';
import { type Config, databaseName, MIGRATOR_ROLE, roleConnection, rolePassword, SERVICE_ROLES } from '../config/config';
import { platformMigrations } from '../migrations';

/** Everybody who migrates takes this lock first, so that two starting replicas take turns. */
const MIGRATION_LOCK = 8_346_201;

/**
 * Limits that hold for each role whoever connects as it. A forgotten transaction or a runaway statement ends by itself, and a client that is
 * gone without a word is noticed within a minute, so that its locks do not outlive it.
 */
const ROLE_SETTINGS: Readonly<Record<string, string>> = {
  statement_timeout: '30s',
  lock_timeout: '10s',
  idle_in_transaction_session_timeout: '30s',
  tcp_keepalives_idle: '30s',
  tcp_keepalives_interval: '10s',
  tcp_keepalives_count: '3',
  timezone: 'UTC',
};

/**
 * Brings the database to the newest schema: roles with their limits, module schemas, the queue's own schema.
 * Safe to run again and by several processes at once.
 * @param migrations of all modules; run in the order of their timestamps
 */
export async function migrate(config: Config, migrations: readonly Type<MigrationInterface>[]): Promise<void> {
  const admin = new Client({ connectionString: config.databaseUrl.href });
  await admin.connect();
  try {
    await admin.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await createRoles(admin, config);
    await admin.query(`create schema if not exists platform authorization ${MIGRATOR_ROLE}`);
    await admin.query('create schema if not exists bullmq authorization maru_relay');
    await runModuleMigrations(config, migrations);
    await migrateQueueSchema(admin, config);
  } finally {
    await admin.end();
  }
}

async function createRoles(admin: Client, config: Config): Promise<void> {
  const database = admin.escapeIdentifier(databaseName(config));
  for (const role of [MIGRATOR_ROLE, ...SERVICE_ROLES]) {
    const { rowCount } = await admin.query('select 1 from pg_roles where rolname = $1', [role]);
    if (!rowCount) await admin.query(`create role ${role} nologin nosuperuser nocreatedb nocreaterole nobypassrls noinherit`);
  }
  for (const role of SERVICE_ROLES) {
    await admin.query(`alter role ${role} login password ${admin.escapeLiteral(rolePassword(config.secret, role))}`);
    for (const [setting, value] of Object.entries(ROLE_SETTINGS)) await admin.query(`alter role ${role} set ${setting} = '${value}'`);
  }
  // Nobody signs in as the owner: there is no password that could, whoever knows the secret of the services.
  await admin.query(`alter role ${MIGRATOR_ROLE} nologin password null`);
  await admin.query(`revoke all on database ${database} from public`);
  await admin.query(`grant connect on database ${database} to ${SERVICE_ROLES.join(', ')}`);
  await admin.query(`grant create on database ${database} to ${MIGRATOR_ROLE}`);
  // Who may create roles without being superuser must be told to belong to those for which it creates a schema, or as which it acts.
  const { rows } = await admin.query<{ rolsuper: boolean; name: string }>(
    'select rolsuper, rolname as name from pg_roles where rolname = current_user',
  );
  if (!rows[0].rolsuper) await admin.query(`grant ${MIGRATOR_ROLE}, maru_relay to ${admin.escapeIdentifier(rows[0].name)}`);
}

/** Connections of the account of DATABASE_URL on which it acts as the owner, for migrations. */
export function ownerDataSource(databaseUrl: URL, migrations: readonly Type<MigrationInterface>[]): DataSource {
  return new DataSource({
    type: 'postgres',
    url: databaseUrl.href,
    schema: 'platform',
    migrations: migrations as never[],
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'each',
    installExtensions: false,
    logging: false,
    extra: {
      // Done on every new connection before it is handed out.
      onConnect: async (client: Client) => {
        await client.query(`set role ${MIGRATOR_ROLE}`);
        await client.query("set timezone = 'UTC'");
      },
    },
  });
}

async function runModuleMigrations(config: Config, migrations: readonly Type<MigrationInterface>[]): Promise<void> {
  const dataSource = ownerDataSource(config.databaseUrl, [...platformMigrations, ...migrations]);
  await dataSource.initialize();
  try {
    await dataSource.query(`grant usage on schema platform to ${SERVICE_ROLES.join(', ')}`);
    await dataSource.runMigrations();
    await dataSource.query('grant select on platform.migration to maru_relay, maru_usage, maru_identity');
  } finally {
    await dataSource.destroy();
  }
}

/** The queue's tables belong to the relay, which alone uses them; jobs hold ids and no data of a tenant. */
async function migrateQueueSchema(admin: Client, config: Config): Promise<void> {
  const database = admin.escapeIdentifier(databaseName(config));
  const relay = new Client(roleConnection(config, 'maru_relay'));
  await relay.connect();
  // Its migrations ask for the right to create the schema even where it is there; the right goes again with them.
  await admin.query(`grant create on database ${database} to maru_relay`);
  try {
    await migrateQueue(relay, 'bullmq');
  } finally {
    await admin.query(`revoke create on database ${database} from maru_relay`);
    await relay.end();
  }
}
