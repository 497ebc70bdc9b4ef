import { tenantTable } from '@maru/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people have taken note of, so that it is not told again before it changes. */
export class Attention1763610002000 implements MigrationInterface {
  readonly name = 'Attention1763610002000';

  async up(runner: QueryRunner): Promise<void> {
    await tenantTable(runner, {
      schema: 'workspace',
      name: 'attention_acknowledgement',
      // The fingerprint is of the state that the matter was in: in another one it is told again.
      columns: `
        kind text not null check (length(kind) between 3 and 100),
        fingerprint text not null check (fingerprint ~ '^[0-9a-f]{64}$'),
        acknowledged_at timestamptz not null default now(),
        acknowledged_by uuid not null`,
      primaryKey: ['kind', 'fingerprint'],
      grants: { maru_app: ['select', 'insert'] },
    });
  }

  async down(): Promise<void> {
    throw new Error('what people took note of is a record: it is not dropped');
  }
}
