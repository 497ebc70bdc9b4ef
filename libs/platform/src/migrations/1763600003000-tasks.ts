import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from '../database/tenant-table';

/** Long work that a person started and follows, and the files that go into it and come out of it. */
export class Tasks1763600003000 implements MigrationInterface {
  readonly name = 'Tasks1763600003000';

  async up(runner: QueryRunner): Promise<void> {
    await tenantTable(runner, {
      schema: 'platform',
      name: 'task',
      columns: `
        task_id uuid not null,
        kind text not null,
        name text not null check (length(name) between 1 and 200),
        permission text not null,
        input jsonb not null,
        requested_by uuid not null,
        requested_at timestamptz(3) not null default now(),
        state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
        begun_at timestamptz,
        ended_at timestamptz,
        done_units bigint not null default 0 check (done_units >= 0),
        total_units bigint check (total_units >= 0),
        checkpoint jsonb,
        outcome jsonb,
        problem jsonb,
        cancel_requested_at timestamptz,
        attempt integer not null default 0,
        failures integer not null default 0,
        lease_until timestamptz`,
      primaryKey: ['task_id'],
      constraints: ["constraint task_end_ck check ((state in ('done', 'failed', 'cancelled')) = (ended_at is not null))"],
      indexes: ['requested_at, task_id', "lease_until where state in ('waiting', 'running')"],
      simulated: true,
      grants: {
        maru_app: [
          'select',
          'insert',
          'update (state, ended_at, done_units, total_units, checkpoint, outcome, problem, cancel_requested_at, lease_until)',
        ],
        maru_relay: ['select', 'update (state, begun_at, attempt, failures, lease_until)'],
      },
    });
    await tenantTable(runner, {
      schema: 'platform',
      name: 'stored_file',
      columns: `
        file_id uuid not null,
        name text not null check (length(name) between 1 and 255),
        media_type text not null check (length(media_type) between 1 and 100),
        bytes bigint check (bytes >= 0),
        permission text not null,
        created_by uuid not null,
        created_at timestamptz not null default now(),
        completed_at timestamptz,
        kept_until timestamptz not null,
        removed_at timestamptz`,
      primaryKey: ['file_id'],
      indexes: ['kept_until where removed_at is null'],
      simulated: true,
      grants: {
        maru_app: ['select', 'insert', 'update (bytes, completed_at, kept_until)'],
        maru_relay: ['select', 'update (removed_at)'],
      },
    });
    await tenantTable(runner, {
      schema: 'platform',
      name: 'stored_file_part',
      columns: `
        file_id uuid not null,
        part_number integer not null check (part_number >= 0),
        object_key text not null,
        bytes integer not null check (bytes > 0),
        sha256 bytea not null check (length(sha256) = 32)`,
      primaryKey: ['file_id', 'part_number'],
      constraints: [
        'constraint stored_file_part_file_fk foreign key (tenant_id, file_id) references platform.stored_file (tenant_id, file_id)',
      ],
      grants: { maru_app: ['select', 'insert'], maru_relay: ['select', 'delete'] },
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table platform.stored_file_part');
    await runner.query('drop table platform.stored_file');
    await runner.query('drop table platform.task');
  }
}
