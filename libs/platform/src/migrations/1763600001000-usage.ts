import type { MigrationInterface, QueryRunner } from 'typeorm';
import { globalTable, tenantTable } from '../database/tenant-table';

/** The usage log (docs/usage-event-format.md) and what is known of reads that a killed process may have taken with it. */
export class Usage1763600001000 implements MigrationInterface {
  readonly name = 'Usage1763600001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query("create type platform.usage_kind as enum ('sign-in', 'sign-out', 'read', 'create', 'update', 'delete', 'in-out')");
    await runner.query("create type platform.usage_cause as enum ('input', 'automatic', 'device', 'job')");
    await tenantTable(runner, {
      schema: 'platform',
      name: 'usage_event',
      columns: `
        event_id uuid not null,
        occurred_at timestamptz not null,
        kind platform.usage_kind not null,
        cause platform.usage_cause not null,
        module text not null,
        resource text not null,
        bytes bigint not null,
        request_id uuid not null,
        canonical bytea not null,
        constraint usage_event_ck check (bytes >= 0 and octet_length(canonical) <= 65535)`,
      primaryKey: ['occurred_at', 'event_id'],
      simulated: true,
      withoutTenantReference: true,
      partitionByMonth: 'occurred_at',
      grants: { maru_app: ['select', 'insert'], maru_identity: ['insert'], maru_usage: ['insert'] },
    });
    // Who and from where, apart from the event so that it can be erased; the event keeps salted commitments to both. A row
    // can be taken away and never rewritten: nobody may put another person into it.
    await tenantTable(runner, {
      schema: 'platform',
      name: 'usage_event_person',
      withoutTenantReference: true,
      columns: `
        event_id uuid not null,
        person_id uuid,
        address text,
        salt bytea not null check (octet_length(salt) = 32)`,
      primaryKey: ['event_id'],
      grants: {
        maru_app: ['select', 'insert'],
        maru_identity: ['select (tenant_id, person_id)', 'insert', 'delete'],
        maru_usage: ['insert'],
      },
    });
    await globalTable(runner, {
      schema: 'platform',
      name: 'usage_writer',
      columns: `
        writer_number integer generated always as identity primary key,
        host text not null,
        process_id integer not null,
        started_at timestamptz not null default clock_timestamp(),
        confirmed_at timestamptz not null default clock_timestamp(),
        stopped_at timestamptz`,
      grants: { maru_usage: ['select', 'insert', 'update (confirmed_at, stopped_at)'] },
    });
    await globalTable(runner, {
      schema: 'platform',
      name: 'usage_gap',
      columns: `
        writer_number integer primary key references platform.usage_writer,
        gap_from timestamptz not null,
        gap_until timestamptz not null,
        recorded_at timestamptz not null default clock_timestamp(),
        check (gap_from <= gap_until)`,
      grants: { maru_usage: ['select', 'insert'], maru_identity: ['select'] },
    });
  }

  async down(): Promise<void> {
    throw new Error('usage events are evidence: they are not dropped');
  }
}
