// @ts-check
// The built api with one route more: the very query of a tenant read, without session, permission, limiter, usage log and
// tenant wall, on the same server and framework. With BENCH_WITHOUT_USAGE=1 changes write no usage event.
const path = require('node:path');
const { Controller, Get, Module, Param } = require('@nestjs/common');
const { Pool } = require('pg');

const BUILT = path.join(__dirname, '../../dist/apps/api');
const { modules } = require(path.join(BUILT, 'libs/catalog/src/index.js'));
const { createApi, PlatformModule, Public, readConfig, StructuredLogger, UsageLog } = require(
  path.join(BUILT, 'libs/platform/src/index.js'),
);

const CHANGES = 'select module, kind, effective_at from workspace.subscription_change where tenant_id = $1 order by module, sequence';

/** @param {Pool} pool */
function benchModule(pool) {
  class BareController {
    /** @param {string} tenant */
    async read(tenant) {
      return { items: (await pool.query(CHANGES, [Number(tenant)])).rows };
    }
  }
  const read = /** @type {PropertyDescriptor} */ (Object.getOwnPropertyDescriptor(BareController.prototype, 'read'));
  Get('subscriptions/:tenant')(BareController.prototype, 'read', read);
  Param('tenant')(BareController.prototype, 'read', 0);
  Public()(BareController);
  Controller('bench')(BareController);
  class BenchModule {}
  Module({ controllers: [BareController] })(BenchModule);
  return BenchModule;
}

async function main() {
  if (process.env.BENCH_WITHOUT_USAGE) UsageLog.prototype.ofChange = async () => [];
  const config = readConfig(process.env);
  // The account of DATABASE_URL is the test server's superuser, for whom the wall does not exist.
  const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: config.databasePoolSize });
  const platform = PlatformModule.forApi(config, modules);
  const withBare = { ...platform, imports: [...(platform.imports ?? []), benchModule(pool)] };
  const app = await createApi(withBare, config, new StructuredLogger('info', 'bench'), path.join(BUILT, '../web'));
  await app.listen(config.port, '127.0.0.1');
  process.send?.({ ready: true, port: app.getHttpServer().address().port });
  process.on('SIGTERM', async () => {
    await app.close();
    await pool.end();
    process.exit(0);
  });
}

main().catch((error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
