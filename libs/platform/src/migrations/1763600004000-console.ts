import type { MigrationInterface, QueryRunner } from 'typeorm';
import { policyName } from '../database/tenant-table';

/** Columns by which the provider sees that an organisation's work is stuck, and nothing of what the work is. */
const watched = {
  outbox: ['tenant_id', 'published_at', 'closed_at'],
  task: ['tenant_id', 'state', 'ended_at'],
} as const;

/** Lets the identity role, which lists organisations, see how long events wait and how many tasks failed: inside the tenants' policies. */
export class Console1763600004000 implements MigrationInterface {
  readonly name = 'Console1763600004000';

  async up(runner: QueryRunner): Promise<void> {
    for (const [table, columns] of Object.entries(watched)) {
      await runner.query(`alter policy ${policyName(table)} on platform.${table} to maru_app, maru_identity, maru_relay`);
      await runner.query(`grant select (${columns.join(', ')}) on platform.${table} to maru_identity`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table, columns] of Object.entries(watched)) {
      await runner.query(`revoke select (${columns.join(', ')}) on platform.${table} from maru_identity`);
      await runner.query(`alter policy ${policyName(table)} on platform.${table} to maru_app, maru_relay`);
    }
  }
}
