export * from './access/access.decorators';
export { Authenticator, type Credential, Subscriptions } from './access/authenticator';
export { RateLimiter } from './access/rate-limiter';
export { Routes } from './access/routes';
export { Config, ConfigError, readConfig } from './config/config';
export { Database } from './database/database';
export { IdentityDatabase } from './database/identity-database';
export { migrate } from './database/migrate';
export { Notifications, notifyStatement } from './database/notifications';
export { Partitions } from './database/partitions';
export { RolePool } from './database/role-pool';
export { sqlState, UNIQUE_VIOLATION } from './database/sql-state';
export { globalTable, moduleSchema, tenantTable } from './database/tenant-table';
export { Lifecycle } from './health/lifecycle';
export { Metrics } from './health/metrics';
export { Readiness } from './health/readiness';
export { runProcess } from './health/run-process';
export { createApi } from './http/create-api';
export { openApiDocument } from './http/openapi';
export { cursorParts, PAGE_SIZE, type Page, PageQuery, pageOf } from './http/pages';
export { platformProblems } from './http/platform.problems';
export { SESSION_COOKIE } from './http/request-hooks';
export { HandCheckedBody, IdPipe, invalidField } from './http/validation';
export { IsBusinessRegistrationNumber, IsId, IsInstant, IsZone, instantOf, Omittable } from './http/validators';
export { changedOne, IfMatch } from './http/versions';
export { workOf } from './http/work-context';
export { EventRunner } from './jobs/event-runner';
export { Maintenance } from './jobs/maintenance';
export { StructuredLogger } from './logging/logger';
export { Catalogue, type CatalogueEntry } from './module/catalogue';
export {
  BUILT_IN_ROLES,
  type BuiltInRole,
  defineModule,
  type ModuleManifest,
  ORGANISATION_KINDS,
  type OrganisationKind,
} from './module/manifest';
export { type DomainEvent, Events } from './outbox/events';
export { type EventHandler, On } from './outbox/on.decorator';
export { PlatformModule } from './platform.module';
export { currentContext, currentPerson, currentScope, type PersonPrincipal, type Principal } from './tenancy/context';
export { Tenancy } from './tenancy/tenancy';
export type { TenantIdentity } from './tenancy/tenant-identity';
export { TenantEntity, TenantRepositories, TenantRepository } from './tenancy/tenant-repository';
export { UsageLog } from './usage/usage-log';
