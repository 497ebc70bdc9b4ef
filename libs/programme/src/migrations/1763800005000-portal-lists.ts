import { tenantTable } from '@maru/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Lists that somebody downloaded from the portal and loaded here, to be laid beside our receipts. A list is added and never changed: a newer
 * one of the same days stands before it, and another row takes one back.
 */
export class PortalLists1763800005000 implements MigrationInterface {
  readonly name = 'PortalLists1763800005000';

  async up(runner: QueryRunner): Promise<void> {
    await this.lists(runner);
    await this.rows(runner);
  }

  private async lists(runner: QueryRunner): Promise<void> {
    // site_id names a site of the workspace module, whose contract is asked when it is written. The days are those the list speaks for.
    await tenantTable(runner, {
      schema: 'programme',
      name: 'portal_list',
      columns: `
        list_id uuid not null,
        site_id uuid not null,
        kind text not null check (kind in ('logs', 'days')),
        file_name text not null check (length(file_name) between 1 and 255),
        file_bytes bigint not null,
        file_sha256 bytea not null check (octet_length(file_sha256) = 32),
        fingerprint text not null,
        mapping jsonb not null,
        names_version integer not null,
        precision text check (precision in ('millisecond', 'second', 'minute')),
        first_day date not null,
        last_day date not null check (last_day >= first_day),
        period_stated boolean not null,
        rows_read integer not null,
        accepted integer not null,
        duplicates integer not null,
        refused integer not null,
        set_aside integer not null check (set_aside <= accepted),
        first_faults jsonb not null,
        refused_file_id uuid,
        downloaded_at timestamptz not null,
        loaded_at timestamptz not null check (loaded_at >= downloaded_at),
        loaded_by uuid not null,
        constraint portal_list_rows_ck check (rows_read = accepted + duplicates + refused),
        constraint portal_list_precision_ck check ((kind = 'logs') = (precision is not null))`,
      primaryKey: ['list_id'],
      indexes: ['site_id, last_day', 'site_id, fingerprint'],
      simulated: true,
      grants: { maru_app: ['select', 'insert'] },
    });
    await tenantTable(runner, {
      schema: 'programme',
      name: 'portal_list_withdrawal',
      columns: `
        list_id uuid not null,
        reason text not null check (length(reason) between 1 and 200),
        withdrawn_at timestamptz not null default now(),
        withdrawn_by uuid not null`,
      primaryKey: ['list_id'],
      constraints: [
        'constraint portal_list_withdrawal_list_fk foreign key (tenant_id, list_id) references programme.portal_list (tenant_id, list_id)',
      ],
      simulated: true,
      grants: { maru_app: ['select', 'insert'] },
    });
  }

  private async rows(runner: QueryRunner): Promise<void> {
    // Of a list of logs each row has a time; of a list of counts each has a count.
    await tenantTable(runner, {
      schema: 'programme',
      name: 'portal_list_row',
      columns: `
        list_id uuid not null,
        row_number integer not null,
        day date not null,
        logged_at timestamptz,
        use_code text,
        user_code text,
        address text,
        bytes bigint,
        result_code text,
        log_count bigint,
        is_log boolean not null,
        constraint portal_list_row_kind_ck check ((logged_at is null) = (log_count is not null))`,
      primaryKey: ['list_id', 'row_number'],
      constraints: [
        'constraint portal_list_row_list_fk foreign key (tenant_id, list_id) references programme.portal_list (tenant_id, list_id)',
      ],
      indexes: ['list_id, day'],
      simulated: true,
      grants: { maru_app: ['select', 'insert'] },
    });
  }

  async down(): Promise<void> {
    throw new Error('what the portal was said to hold is evidence: it is not dropped');
  }
}
