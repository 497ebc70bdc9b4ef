import { randomBytes } from 'node:crypto';
import { newId } from '@maru/kernel';
import type { INestApplicationContext, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { IdentityDatabase } from '../database/identity-database';
import { EventRunner } from '../jobs/event-runner';
import { StructuredLogger } from '../logging/logger';
import type { CatalogueEntry } from '../module/catalogue';
import type { OrganisationKind } from '../module/manifest';
import { PlatformModule } from '../platform.module';
import type { Principal } from '../tenancy/context';
import { Tenancy } from '../tenancy/tenancy';
import type { TenantIdentity } from '../tenancy/tenant-identity';
import { type TestDatabase, testDatabase } from './test-database';

type Token<T> = Type<T> | (abstract new (...args: never[]) => T);

export interface ModuleUnderTest {
  readonly database: TestDatabase;
  get<T>(token: Token<T>): T;
  /** An organisation without people; what is done in it is done by a person that exists nowhere else. */
  newTenant(options?: { kind?: OrganisationKind; simulated?: boolean }): Promise<TenantIdentity>;
  /** Work in the organisation's scope, as one transaction, as a request would do it. */
  asTenant<T>(tenant: TenantIdentity, work: () => Promise<T>, principal?: Principal): Promise<T>;
  close(): Promise<void>;
}

/** The modules on a database of their own, without HTTP. Events are handled when the test starts the `EventRunner`. */
export async function moduleUnderTest(entries: readonly CatalogueEntry[], env: NodeJS.ProcessEnv = {}): Promise<ModuleUnderTest> {
  const database = await testDatabase(env);
  const app: INestApplicationContext = await NestFactory.createApplicationContext(PlatformModule.forWorker(database.config, entries), {
    logger: new StructuredLogger('silent', 'test'),
    abortOnError: false,
  });
  return {
    database,
    get: (token) => app.get(token as Type),
    newTenant: (options) => newTenant(app.get(IdentityDatabase), options),
    asTenant: (tenant, work, principal = somebodyIn(tenant)) => app.get(Tenancy).run(principal, work),
    close: async () => {
      await app.get(EventRunner).stop();
      await app.close();
      await database.drop();
    },
  };
}

/** Registers an organisation directly, for tests that need no people in it. */
export async function newTenant(
  identity: IdentityDatabase,
  { kind = 'manufacturer', simulated = false }: { kind?: OrganisationKind; simulated?: boolean } = {},
): Promise<TenantIdentity> {
  const organisationId = newId();
  const [row] = await identity.query<{ tenant_id: number }>(
    `insert into platform.tenant (tenant_id, organisation_id, kind, company_code, name)
     values (nextval(case when $5 then 'platform.simulated_tenant_number' else 'platform.tenant_number' end), $1, $2, $3, $4) returning tenant_id`,
    [organisationId, kind, `t${randomBytes(6).toString('hex')}`, 'test organisation', simulated],
  );
  return { tenantId: row.tenant_id, organisationId, kind, simulated };
}

/** A person of the organisation, as the database need not know. */
export function somebodyIn(tenant: TenantIdentity, permissions: readonly string[] = []): Principal {
  return {
    kind: 'person',
    personId: newId(),
    sessionId: newId(),
    tenant,
    roles: ['owner'],
    permissions: new Set(permissions),
    viaCookie: false,
    sites: [],
  };
}
