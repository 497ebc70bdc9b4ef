import { Pool, type PoolClient, type QueryResultRow } from 'pg';
import { type Config, QUERY_TIMEOUT_MS, roleConnection, type ServiceRole } from '../config/config';
import type { Statement } from '../tenancy/scope';
import { retried } from './retried';
import { setTenant } from './set-tenant';
import { survivingLoss } from './surviving-loss';

/** A transaction of a narrow role. */
export interface RoleTransaction {
  query<Row extends QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>;
  execute(text: string, values?: unknown[]): Promise<number>;
}

/** Connections of one narrow role, for work that crosses tenants; what it may touch is decided by grants in the database. */
export class RolePool {
  private readonly pool: Pool;

  constructor(config: Pick<Config, 'databaseUrl' | 'secret'>, role: ServiceRole, connections: number) {
    this.pool = new Pool({
      ...roleConnection(config, role),
      max: connections,
      pipeline: true,
      connectionTimeoutMillis: 10_000,
      query_timeout: QUERY_TIMEOUT_MS,
      onConnect: survivingLoss,
    } as ConstructorParameters<typeof Pool>[0]);
    // An idle connection that breaks is replaced at the next use; without a listener it would end the process.
    this.pool.on('error', () => undefined);
  }

  async query<Row extends QueryResultRow>(text: string, values?: unknown[], name?: string): Promise<Row[]> {
    return (await this.pool.query<Row>({ text, values, name } as Statement & { values: unknown[] })).rows;
  }

  /**
   * One transaction. With `tenantId` the policies of tenant tables let that tenant's rows through, as far as the role is granted.
   * Begun again on serialization failure or deadlock, a bounded number of times.
   */
  transaction<T>(work: (transaction: RoleTransaction) => Promise<T>, tenantId?: number): Promise<T> {
    return retried(() => this.attempt(work, tenantId));
  }

  private async attempt<T>(work: (transaction: RoleTransaction) => Promise<T>, tenantId: number | undefined): Promise<T> {
    const client = await this.pool.connect();
    let broken: Error | undefined;
    try {
      const begun = [client.query('BEGIN')];
      if (tenantId !== undefined) begun.push(client.query(setTenant(tenantId)));
      await Promise.all(begun);
      const result = await work(transactionOf(client));
      const { command } = await client.query('COMMIT');
      if (command !== 'COMMIT') throw new Error('the transaction was rolled back');
      return result;
    } catch (error) {
      await client.query('ROLLBACK').catch((failure: Error) => {
        broken = failure;
      });
      throw error;
    } finally {
      client.release(broken);
    }
  }

  async close(): Promise<void> {
    await this.pool.end();
  }
}

function transactionOf(client: PoolClient): RoleTransaction {
  return {
    query: async <Row extends QueryResultRow>(text: string, values?: unknown[]) => (await client.query<Row>(text, values)).rows,
    execute: async (text, values) => (await client.query(text, values)).rowCount ?? 0,
  };
}
