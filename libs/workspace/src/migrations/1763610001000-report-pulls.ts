import { tenantTable } from '@maru/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What offices have fetched of a company's usage log, for the company to see. */
export class ReportPulls1763610001000 implements MigrationInterface {
  readonly name = 'ReportPulls1763610001000';

  async up(runner: QueryRunner): Promise<void> {
    await tenantTable(runner, {
      schema: 'workspace',
      name: 'report_pull',
      columns: `
        pull_id uuid not null,
        office_id uuid not null,
        pulled_by uuid not null,
        month text not null check (month ~ '^[0-9]{4}-[0-9]{2}$'),
        format text not null check (format in ('csv', 'ndjson', 'xlsx')),
        events bigint not null check (events >= 0),
        bytes bigint not null check (bytes >= 0),
        sha256 bytea not null check (octet_length(sha256) = 32),
        pulled_at timestamptz(3) not null default clock_timestamp()`,
      primaryKey: ['pull_id'],
      indexes: ['pulled_at, pull_id'],
      simulated: true,
      grants: { maru_app: ['select'], maru_identity: ['insert'] },
    });
  }

  async down(): Promise<void> {
    throw new Error('what was fetched is evidence: it is not dropped');
  }
}
