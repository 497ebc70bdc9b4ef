import { Injectable } from '@nestjs/common';
import { Config } from '../config/config';
import { RolePool } from './role-pool';

/** Months are cut at UTC; a reader never sees the borders. */
export function monthOf(epochMs: number): string {
  return new Date(epochMs).toISOString().slice(0, 7);
}

const AHEAD_MONTHS = 3;

/** Makes sure that a monthly table has room for a time before anything is written there, in a transaction of its own. */
@Injectable()
export class Partitions {
  private readonly pool: RolePool;
  private readonly known = new Set<string>();

  constructor(config: Config) {
    this.pool = new RolePool(config, 'maru_partitions', 1);
  }

  /**
   * @param table `schema.name` of a table made with `partitionByMonth`
   * @param epochMs times that will be written; at most ten years back and a few months ahead, else the database refuses (22008)
   */
  async ensure(table: string, epochMs: Iterable<number>): Promise<void> {
    let last = '';
    for (const time of epochMs) {
      const month = monthOf(time);
      if (month === last) continue;
      last = month;
      await this.ensureMonth(table, month);
    }
  }

  async ensureMonth(table: string, month: string): Promise<void> {
    const key = `${table} ${month}`;
    if (this.known.has(key)) return;
    await this.pool.query('select platform.ensure_month($1, $2)', [table, `${month}-01T00:00:00Z`]);
    this.known.add(key);
  }

  /** Makes this month and the next ones of every monthly table, so that no write ever waits for it. */
  async ensureAhead(now: Date): Promise<void> {
    const tables = await this.pool.query<{ table_name: string }>('select table_name from platform.monthly_table order by 1');
    for (const { table_name } of tables)
      for (let ahead = 0; ahead <= AHEAD_MONTHS; ahead++)
        await this.ensureMonth(table_name, monthOf(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + ahead, 1)));
  }

  async close(): Promise<void> {
    await this.pool.close();
  }
}
