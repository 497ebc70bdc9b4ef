import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from '../database/tenant-table';

/** Events on their way between modules: published in the transaction of the change, delivered at least once, effective once. */
export class Outbox1763600002000 implements MigrationInterface {
  readonly name = 'Outbox1763600002000';

  async up(runner: QueryRunner): Promise<void> {
    await tenantTable(runner, {
      schema: 'platform',
      name: 'outbox',
      columns: `
        event_id uuid not null,
        type text not null,
        payload jsonb not null,
        published_at timestamptz not null default now(),
        attempts integer not null default 0,
        next_attempt_at timestamptz not null default now(),
        under_way boolean not null default false,
        closed_at timestamptz`,
      primaryKey: ['event_id'],
      indexes: ['next_attempt_at where closed_at is null', 'closed_at where closed_at is not null'],
      grants: {
        maru_app: ['select', 'insert'],
        maru_relay: ['select', 'update (attempts, next_attempt_at, under_way, closed_at)', 'delete'],
      },
    });
    await tenantTable(runner, {
      schema: 'platform',
      name: 'inbox',
      columns: `
        event_id uuid not null,
        consumer text not null,
        handled_at timestamptz not null default now()`,
      primaryKey: ['event_id', 'consumer'],
      constraints: [
        'constraint inbox_outbox_fk foreign key (tenant_id, event_id) references platform.outbox (tenant_id, event_id) on delete cascade',
      ],
      grants: { maru_app: ['select', 'insert'], maru_relay: ['select'] },
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table platform.inbox');
    await runner.query('drop table platform.outbox');
  }
}
