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

  /** @returns the number of rows written */
  async execute(text: string, parameters: readonly unknown[] = [], name?: string): Promise<number> {
    const scope = currentScope();
    return (await scope.query({ text, values: [scope.tenant.tenantId, ...parameters], name })).rowCount ?? 0;
  }
}
