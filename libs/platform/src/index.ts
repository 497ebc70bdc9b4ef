export * from './access/access.decorators';
export { Authenticator, type Credential, Subscriptions } from './access/authenticator';
export { RateLimiter } from './access/rate-limiter';
export { Routes } from './access/routes';
export { saidCause } from './access/said-cause';
export { saidSite, siteOfWork } from './access/said-site';
export { aboutThings, attentionItem, NAMED_AT_MOST, partAt } from './attention/attention-item';
export {
  type AttentionFinder,
  type AttentionFindings,
  type AttentionItem,
  type AttentionPart,
  AttentionSource,
  SEVERITIES,
  type Severity,
} from './attention/attention-source.decorator';
export { ATTENTION_TOPIC, AttentionSources, type KnownAttentionSource } from './attention/attention-sources';
export { Config, ConfigError, type LogEncoding, readConfig } from './config/config';
export { containing, nameLike } from './database/containing';
export { Database } from './database/database';
export { IdentityDatabase } from './database/identity-database';
export { migrate } from './database/migrate';
export { Notifications, notifyStatement } from './database/notifications';
export { Partitions } from './database/partitions';
export { RolePool } from './database/role-pool';
export { sqlState, UNIQUE_VIOLATION } from './database/sql-state';
export { globalTable, moduleSchema, policyName, tenantTable } from './database/tenant-table';
export { FileStore } from './files/file-store';
export { FileUpkeep } from './files/file-upkeep';
export { FileWriter } from './files/file-writer';
export { FILE_BYTES_MAX, type FileState, Files, KEPT_DAYS, PART_BYTES, type StoredFile, type StoredPart } from './files/files';
export { Lifecycle } from './health/lifecycle';
export { Metrics } from './health/metrics';
export { Readiness } from './health/readiness';
export { runProcess } from './health/run-process';
export { createApi } from './http/create-api';
export { openApiDocument } from './http/openapi';
export { cursorParts, PAGE_SIZE, type Page, PageQuery, pageOf } from './http/pages';
export { platformProblems } from './http/platform.problems';
export { SESSION_COOKIE } from './http/request-hooks';
export { unknownReference } from './http/unknown-reference';
export { BinaryBody, HandCheckedBody, IdPipe, invalidField } from './http/validation';
export {
  IsBusinessRegistrationNumber,
  IsCursor,
  IsDay,
  IsId,
  IsInstant,
  IsMonth,
  IsSearchText,
  IsZone,
  instantOf,
  Omittable,
  saying,
} from './http/validators';
export { changedOne, IfMatch } from './http/versions';
export { workOf } from './http/work-context';
export { EventRunner } from './jobs/event-runner';
export { Maintenance } from './jobs/maintenance';
export { type Loop, WorkerLoop, WorkerLoops } from './jobs/worker-loops';
export { LiveHub, type LiveListener } from './live/live-hub';
export { LiveSignal } from './live/live-signal';
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
export { Findable, type FindableProvider, type FoundThing } from './search/findable.decorator';
export { Findables, type KnownFindable } from './search/findables';
export type { ByteSink } from './tables/byte-sink';
export { columnLetters } from './tables/column-letters';
export { CSV_START, type CsvCell, csvRecord, withoutFormula } from './tables/csv-writer';
export { fileBytes } from './tables/file-bytes';
export {
  columnsOf,
  findHeading,
  fingerprintOf,
  type Heading,
  headingHasFigures,
  namedWidth,
  type TableColumn,
} from './tables/heading';
export { monthOf } from './tables/month-text';
export { openTable } from './tables/open-table';
export { RefusedRows, type RowRefusal } from './tables/refused-rows';
export { wallOfSerial } from './tables/spreadsheet-dates';
export { type Cell, cellText, type Encoding, FaultyCell, type Table, type TableBytes, type TableRow, WallCell } from './tables/table';
export { RowFaultItem, TableColumnItem, TableFormatItem } from './tables/table-format.dto';
export {
  formatOf,
  openStoredTable,
  previewOf,
  readHead,
  storedBytes,
  type TableFormat,
  type TableHead,
} from './tables/table-head';

export { columnMax, IsColumn, TableMappingBody } from './tables/table-mapping.dto';
export { timeFaultText } from './tables/time-faults';
export {
  type DateOrder,
  type DateTime,
  type DayTime,
  dateOf,
  dateOrders,
  dateTimeOf,
  dayMs,
  hourOf,
  type Parsed,
  type TimeFaultCode,
  timeOf,
} from './tables/wall-time';
export { SHEET_ROWS_MAX, type SheetCell, type SheetColumn, XlsxWriter } from './tables/xlsx-writer';
export { RunningTask, TaskCancelled } from './tasks/running-task';
export { type TaskHandler, TaskKind } from './tasks/task-kind.decorator';
export { TaskKinds } from './tasks/task-kinds';
export { TaskRunner } from './tasks/task-runner';
export { TASK_STATES, type Task, type TaskState, Tasks } from './tasks/tasks';
export { currentContext, currentPerson, currentPrincipal, currentScope, type PersonPrincipal, type Principal } from './tenancy/context';
export { Tenancy } from './tenancy/tenancy';
export type { TenantIdentity } from './tenancy/tenant-identity';
export { TenantEntity, TenantRepositories, TenantRepository } from './tenancy/tenant-repository';
export { SimulatedUsage, type SimulatedUse } from './usage/simulated-usage';
export { UsageLog } from './usage/usage-log';
