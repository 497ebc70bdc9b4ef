import { newId } from '@maru/kernel';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type DataSourceOptions, type QueryRunner } from 'typeorm';
import { retried } from '../database/retried';
import { ConnectionShares } from './connection-shares';
import { currentContext, type Principal, runInContext, type WorkContext } from './context';
import { Scope, type Statement } from './scope';
import type { TenantIdentity } from './tenant-identity';

/**
 * The data source of the application's role. Inside a scope every runner it hands out is the scope's, so that injected
 * repositories, query builders and raw SQL join its transaction; outside a scope it throws rather than use a bare connection.
 */
export class TenantDataSource extends DataSource {
  private readonly shares: ConnectionShares;

  constructor(options: DataSourceOptions) {
    super(options);
    this.shares = new ConnectionShares(options.poolSize as number);
  }

  override createQueryRunner(mode: 'master' | 'slave' = 'master'): QueryRunner {
    // While it starts, TypeORM asks the server for its version.
    if (!this.isInitialized) return super.createQueryRunner(mode);
    const scope = currentContext()?.scope;
    if (!scope) throw new Error('the database was used outside a tenant scope');
    return scope.queryRunner();
  }

  /**
   * Waits for the scopes that still hold a connection. TypeORM would first ask their runners to let go, again and again without
   * yielding, which is the scope's to do: the process would never end.
   */
  override async destroy(): Promise<void> {
    (this.driver as unknown as { connectedQueryRunners: QueryRunner[] }).connectedQueryRunners.length = 0;
    await super.destroy();
  }

  newScope(tenant: TenantIdentity, readOnly: boolean): Scope {
    return new Scope(tenant, () => super.createQueryRunner('master'), this.shares, readOnly);
  }
}

/** Enters tenant scopes. Three callers: the HTTP hook, the job runner, the test helper. */
@Injectable()
export class Tenancy {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  scopeFor(tenant: TenantIdentity, { readOnly = false } = {}): Scope {
    return (this.dataSource as TenantDataSource).newScope(tenant, readOnly);
  }

  /** Runs `work` as the principal in its organisation's scope, as one transaction. */
  async run<T>(principal: Principal, work: () => Promise<T>, context: Partial<WorkContext> = {}): Promise<T> {
    const scope = this.scopeFor(principal.tenant);
    const inner: WorkContext = { requestId: newId(), language: 'ko', address: null, usage: null, ...context, principal, scope };
    return runInContext(inner, async () => {
      try {
        return await this.unitOfWork(scope, work);
      } finally {
        await scope.end();
      }
    });
  }

  /**
   * Runs `work` in another organisation's scope for the time of the call; the caller has proved its right to it
   * (an office reads a company whose reporting grant is in force). Nothing can be written there for the caller's account.
   */
  async inScopeOf<T>(tenant: TenantIdentity, work: () => Promise<T>): Promise<T> {
    const outer = currentContext();
    const scope = this.scopeFor(tenant, { readOnly: true });
    const inner: WorkContext = { requestId: newId(), language: 'ko', address: null, principal: null, ...outer, usage: null, scope };
    return runInContext(inner, async () => {
      try {
        return await this.unitOfWork(scope, work);
      } finally {
        await scope.end();
      }
    });
  }

  /**
   * Work and commit, again from the start when the database asks for it.
   * @param closing statements that belong to the same commit, known once the work is done
   */
  unitOfWork<T>(scope: Scope, work: () => Promise<T>, closing: (result: T) => Promise<readonly Statement[]> = async () => []): Promise<T> {
    return retried(async () => {
      try {
        const result = await work();
        await scope.commit(await closing(result));
        return result;
      } catch (error) {
        await scope.rollback();
        throw error;
      }
    });
  }
}
