import { type DynamicModule, Global, Module, type OnApplicationShutdown, type Provider } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE, DiscoveryModule } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { DataSourceOptions } from 'typeorm';
import { AccessGuard } from './access/access.guard';
import { RateLimiter } from './access/rate-limiter';
import { Routes } from './access/routes';
import { AttentionSources } from './attention/attention-sources';
import { Config } from './config/config';
import { DatabaseStart, dataSourceOptions } from './database/data-source';
import { Database } from './database/database';
import { IdentityDatabase } from './database/identity-database';
import { Notifications } from './database/notifications';
import { Partitions } from './database/partitions';
import { FileStore } from './files/file-store';
import { FileUpkeep } from './files/file-upkeep';
import { Files } from './files/files';
import { LocalFileStore } from './files/local-file-store';
import { HealthController } from './health/health.controller';
import { Lifecycle } from './health/lifecycle';
import { Metrics } from './health/metrics';
import { Readiness } from './health/readiness';
import { ProblemFilter } from './http/problem.filter';
import { RequestHooks } from './http/request-hooks';
import { UndeclaredInputGuard } from './http/undeclared-input.guard';
import { UnitOfWorkInterceptor } from './http/unit-of-work.interceptor';
import { ProblemValidationPipe } from './http/validation';
import { EventRunner } from './jobs/event-runner';
import { Maintenance } from './jobs/maintenance';
import { WorkerLoops } from './jobs/worker-loops';
import { LiveHub } from './live/live-hub';
import { LiveSignal } from './live/live-signal';
import { Catalogue, type CatalogueEntry } from './module/catalogue';
import { Consumers } from './outbox/consumers';
import { EventQueue } from './outbox/event-queue';
import { Events } from './outbox/events';
import { OutboxSignal } from './outbox/outbox-signal';
import { Relay } from './outbox/relay';
import { Findables } from './search/findables';
import { TaskKinds } from './tasks/task-kinds';
import { TaskRunner } from './tasks/task-runner';
import { Tasks } from './tasks/tasks';
import { Tenancy, TenantDataSource } from './tenancy/tenancy';
import { SimulatedUsage } from './usage/simulated-usage';
import { UsageLog } from './usage/usage-log';
import { UsageWriter } from './usage/usage-writer';

const shared = [
  AttentionSources,
  Database,
  DatabaseStart,
  Events,
  Files,
  Findables,
  IdentityDatabase,
  LiveHub,
  LiveSignal,
  Metrics,
  Notifications,
  OutboxSignal,
  Partitions,
  Readiness,
  TaskKinds,
  Tasks,
  Tenancy,
  SimulatedUsage,
  UsageLog,
  UsageWriter,
];

const http: Provider[] = [
  RateLimiter,
  RequestHooks,
  Routes,
  { provide: APP_FILTER, useClass: ProblemFilter },
  { provide: APP_GUARD, useClass: AccessGuard },
  { provide: APP_GUARD, useClass: UndeclaredInputGuard },
  { provide: APP_INTERCEPTOR, useClass: UnitOfWorkInterceptor },
  { provide: APP_PIPE, useClass: ProblemValidationPipe },
];

const jobs = [Consumers, EventQueue, EventRunner, FileUpkeep, Maintenance, Relay, TaskRunner, WorkerLoops];

/** What every module stands on. The process is either the api (requests) or the worker (events, upkeep). */
@Global()
@Module({})
export class PlatformModule implements OnApplicationShutdown {
  constructor(
    private readonly usage: UsageWriter,
    private readonly signal: OutboxSignal,
    private readonly live: LiveSignal,
    private readonly notifications: Notifications,
    private readonly partitions: Partitions,
    private readonly identity: IdentityDatabase,
    metrics: Metrics,
  ) {
    metrics.gauge('maru_usage_events_waiting', 'Reads that wait to be written to the usage log', () => usage.waiting);
  }

  static forApi(config: Config, entries: readonly CatalogueEntry[], lifecycle = new Lifecycle()): DynamicModule {
    return { ...base(config, entries, lifecycle, http), controllers: [HealthController] };
  }

  static forWorker(config: Config, entries: readonly CatalogueEntry[], lifecycle = new Lifecycle()): DynamicModule {
    return base(config, entries, lifecycle, jobs);
  }

  /** Runs when the last request and the last job are done: what waits in memory is written first, connections end last. */
  async onApplicationShutdown(): Promise<void> {
    this.signal.close();
    this.live.close();
    await this.usage.close();
    await this.notifications.close();
    await this.partitions.close();
    await this.identity.close();
  }
}

function base(config: Config, entries: readonly CatalogueEntry[], lifecycle: Lifecycle, own: Provider[]): DynamicModule {
  const catalogue = new Catalogue(entries);
  const known: Provider[] = [
    { provide: Config, useValue: config },
    { provide: Lifecycle, useValue: lifecycle },
    { provide: Catalogue, useValue: catalogue },
    { provide: FileStore, useClass: LocalFileStore },
  ];
  return {
    module: PlatformModule,
    imports: [
      DiscoveryModule,
      TypeOrmModule.forRootAsync({
        useFactory: () => ({ ...dataSourceOptions(config, catalogue), manualInitialization: true }),
        dataSourceFactory: async (options?: DataSourceOptions) => new TenantDataSource(options as DataSourceOptions),
      }),
      ...entries.map((entry) => entry.module),
    ],
    providers: [...known, ...shared, ...own],
    exports: [...known, ...shared, ...own.filter((provider) => typeof provider === 'function')],
  };
}
