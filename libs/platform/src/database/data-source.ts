import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { type Config, QUERY_TIMEOUT_MS, roleConnection } from '../config/config';
import { Lifecycle } from '../health/lifecycle';
import type { Catalogue } from '../module/catalogue';
import { isUnavailable } from './sql-state';
import { survivingLoss } from './surviving-loss';

const START_WAIT_MS = 60_000;

/** Options of the application role's data source: pipelined, bounded, without anything that changes a schema. */
export function dataSourceOptions(config: Config, catalogue: Catalogue): DataSourceOptions {
  const { user, ...connection } = roleConnection(config, 'maru_app');
  return {
    type: 'postgres',
    ...connection,
    username: user,
    schema: 'platform',
    entities: catalogue.entries.flatMap((entry) => entry.entities) as never[],
    synchronize: false,
    installExtensions: false,
    logging: false,
    poolSize: config.databasePoolSize,
    // A request that cannot have a connection soon is answered 503 instead of waiting without end.
    extra: {
      pipeline: true,
      connectionTimeoutMillis: 5_000,
      query_timeout: QUERY_TIMEOUT_MS,
      application_name: 'maru_app',
      onConnect: survivingLoss,
    },
  };
}

/** Connects when the process starts, and waits a while for a database that starts at the same time. */
@Injectable()
export class DatabaseStart implements OnModuleInit {
  private readonly logger = new Logger(DatabaseStart.name);

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly lifecycle: Lifecycle,
  ) {}

  async onModuleInit(): Promise<void> {
    const deadline = Date.now() + START_WAIT_MS;
    for (;;) {
      try {
        await this.dataSource.initialize();
        return;
      } catch (error) {
        if (!isUnavailable(error) || this.lifecycle.isStopping || Date.now() > deadline) throw error;
        this.logger.warn(`waiting for the database: ${(error as Error).message}`);
        await new Promise((resolve) => setTimeout(resolve, 500));
      }
    }
  }
}
