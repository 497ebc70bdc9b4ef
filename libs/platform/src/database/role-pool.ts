import { Pool, type PoolClient, type QueryResultRow } from 'pg';
import { type Config, roleConnection, type ServiceRole } from '../config/config';
import type { Statement } from '../tenancy/scope';
import { setTenant } from './set-tenant';
import { isRetryable } from './sql-state';

/** A transaction of a narrow role. */
export interface RoleTransaction {
  query<Row extends QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>;
  execute(text: string, values?: unknown[]): Promise<number>;
}

const ATTEMPTS = 4;

/** Connections of one narrow role, for work that crosses tenants; what it may touch is decided by grants in the database. */
export class RolePool {
  private readonly pool: Pool;

  constructor(config: Pick<Config, 'databaseUrl' | 'secret'>, role: ServiceRole, connections: number) {
    this.pool = new Pool({
      ...roleConnection(config, role),
      max: connections,
      pipeline: true,
      connectionTimeoutMillis: 10_000,
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
  async transaction<T>(work: (transaction: RoleTransaction) => Promise<T>, tenantId?: number): Promise<T> {
    for (let attempt = 1; ; attempt++) {
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
        if (attempt === ATTEMPTS || !isRetryable(error)) throw error;
      } finally {
        client.release(broken);
      }
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
