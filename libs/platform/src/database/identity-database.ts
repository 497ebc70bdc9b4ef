import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';
import type { QueryResultRow } from 'pg';
import { Config } from '../config/config';
import { RolePool, type RoleTransaction } from './role-pool';
import { setTenant } from './set-tenant';

interface JoinedTransaction {
  readonly transaction: RoleTransaction;
  readonly followUps: (() => void)[];
}

/** Tables that belong to no tenant: people, credentials, sessions, memberships, keys, the list of organisations. */
@Injectable()
export class IdentityDatabase {
  private readonly pool: RolePool;
  private readonly joined = new AsyncLocalStorage<JoinedTransaction>();

  constructor(config: Config) {
    this.pool = new RolePool(config, 'maru_identity', Math.max(2, Math.ceil(config.databasePoolSize / 2)));
  }

  /** Joins the transaction under way where there is one. */
  query<Row extends QueryResultRow>(text: string, values?: unknown[], name?: string): Promise<Row[]> {
    const transaction = this.joined.getStore()?.transaction;
    return transaction ? transaction.query<Row>(text, values) : this.pool.query<Row>(text, values, name);
  }

  /** Reads rows of one tenant that the identity role is granted; `$1` is the tenant's number. */
  async ofTenant<Row extends QueryResultRow>(tenantId: number, text: string, values: unknown[] = []): Promise<Row[]> {
    return this.pool.transaction((transaction) => transaction.query<Row>(text, [tenantId, ...values]), tenantId);
  }

  /** The same of several tenants, one after another in one transaction; `$1` is the number of each. */
  async ofTenants<Row extends QueryResultRow>(tenantIds: readonly number[], text: string): Promise<Map<number, Row[]>> {
    return this.pool.transaction(async (transaction) => {
      const found = new Map<number, Row[]>();
      for (const tenantId of tenantIds) {
        // Sent together: the connection keeps their order.
        const [, rows] = await Promise.all([transaction.execute(setTenant(tenantId)), transaction.query<Row>(text, [tenantId])]);
        found.set(tenantId, rows);
      }
      return found;
    });
  }

  /** Work as one transaction; what `query` does meanwhile belongs to it. One inside another is the same one. */
  async transaction<T>(work: (transaction: RoleTransaction) => Promise<T>, tenantId?: number): Promise<T> {
    const outer = this.joined.getStore();
    if (outer) return work(outer.transaction);
    let followUps: (() => void)[] = [];
    const result = await this.pool.transaction((transaction) => {
      followUps = [];
      return this.joined.run({ transaction, followUps }, () => work(transaction));
    }, tenantId);
    for (const followUp of followUps) followUp();
    return result;
  }

  /** Runs when the transaction under way has been committed, at once where there is none. */
  afterCommit(followUp: () => void): void {
    const joined = this.joined.getStore();
    if (joined) joined.followUps.push(followUp);
    else followUp();
  }

  async close(): Promise<void> {
    await this.pool.close();
  }
}
