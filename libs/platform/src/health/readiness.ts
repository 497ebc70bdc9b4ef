import { Injectable } from '@nestjs/common';
import { IdentityDatabase } from '../database/identity-database';
import { platformMigrations } from '../migrations';
import { Catalogue } from '../module/catalogue';
import { withinMs } from './deadline';
import { Lifecycle } from './lifecycle';

const WAIT_MS = 2_000;

export interface ReadinessReport {
  status: 'ok' | 'unavailable';
  checks: Record<string, 'ok' | 'failed' | 'stopping'>;
}

/** Whether requests can be served: the database answers with the newest schema, and the process is not stopping. */
@Injectable()
export class Readiness {
  constructor(
    private readonly identity: IdentityDatabase,
    private readonly catalogue: Catalogue,
    private readonly lifecycle: Lifecycle,
  ) {}

  async report(): Promise<ReadinessReport> {
    if (this.lifecycle.isStopping) return { status: 'unavailable', checks: { process: 'stopping' } };
    const database = await this.answers().catch(() => false);
    return { status: database ? 'ok' : 'unavailable', checks: { process: 'ok', database: database ? 'ok' : 'failed' } };
  }

  private async answers(): Promise<boolean> {
    const expected = [...platformMigrations.map((migration) => migration.name), ...this.catalogue.migrationNames];
    const applied = this.identity.query<{ count: number }>(
      'select count(*)::integer as count from platform.migration where name = any($1)',
      [expected],
    );
    const [row] = await withinMs(applied, WAIT_MS, 'the database did not answer in time');
    return row.count === expected.length;
  }
}
