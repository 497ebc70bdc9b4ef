import { Injectable } from '@nestjs/common';
import type { QueryResultRow } from 'pg';
import { currentScope } from '../tenancy/context';

/**
 * Named SQL in the scope's transaction. `$1` is always the tenant's number, so that every statement can say
 * `tenant_id = $1`, which is its index and its route to the shard.
 */
@Injectable()
export class Database {
  async query<Row extends QueryResultRow>(text: string, parameters: readonly unknown[] = [], name?: string): Promise<Row[]> {
    const scope = currentScope();
    return (await scope.query<Row>({ text, values: [scope.tenant.tenantId, ...parameters], name })).rows;
  }

  /**
   * To be called before a statement that joins two large sets of which the planner may know nothing yet, as just after an import: it would
   * take both for a row or two and try each with each. What follows in the transaction joins by hash or in order.
   */
  async joinLargeSets(): Promise<void> {
    await currentScope().ahead({ text: 'SET LOCAL enable_nestloop = off' });
  }

  /** @returns the number of rows written */
  async execute(text: string, parameters: readonly unknown[] = [], name?: string): Promise<number> {
    const scope = currentScope();
    return (await scope.query({ text, values: [scope.tenant.tenantId, ...parameters], name })).rowCount ?? 0;
  }
}
