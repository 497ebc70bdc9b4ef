import { tenantTable } from '@maru/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Files of readings that people import, what the utility billed by months, and readings that can be taken back. */
export class Imports1763700001000 implements MigrationInterface {
  readonly name = 'Imports1763700001000';

  async up(runner: QueryRunner): Promise<void> {
    // A correction without a value takes the reading back: the interval counts as missing.
    await runner.query('alter table fems.reading_correction alter column value drop not null');
    await runner.query(
      'create index reading_correction_missing_ix on fems.reading_correction (tenant_id, point_number, interval_start) where value is null',
    );
    await this.imports(runner);
    await this.utilityMonths(runner);
  }

  private async imports(runner: QueryRunner): Promise<void> {
    await tenantTable(runner, {
      schema: 'fems',
      name: 'reading_import',
      // An import writes under a number of its own among the numbers of sources, taken when it is applied: so it is known what it wrote.
      columns: `
        import_id uuid not null,
        file_id uuid not null,
        file_name text not null check (length(file_name) between 1 and 255),
        created_by uuid not null,
        created_at timestamptz not null default now(),
        state text not null check (state in ('checking', 'checked', 'applying', 'applied', 'withdrawing', 'withdrawn')),
        task_id uuid not null,
        version integer not null default 1,
        source_id uuid,
        source_number integer,
        fingerprint text,
        format jsonb,
        preview jsonb,
        mapping jsonb,
        counts jsonb,
        first_faults jsonb,
        findings jsonb,
        refused_file_id uuid,
        all_or_nothing boolean,
        reason text check (length(reason) between 1 and 200),
        extents jsonb,
        applied_at timestamptz`,
      primaryKey: ['import_id'],
      unique: [['source_number']],
      constraints: [
        'constraint reading_import_source_fk foreign key (tenant_id, source_id) references fems.reading_source (tenant_id, source_id)',
      ],
      indexes: ['fingerprint, applied_at where applied_at is not null', 'source_id'],
      simulated: true,
      grants: {
        maru_app: [
          'select',
          'insert',
          `update (state, task_id, version, source_id, source_number, fingerprint, format, preview, mapping, counts, first_faults, findings,
             refused_file_id, all_or_nothing, reason, extents, applied_at)`,
        ],
      },
    });
  }

  private async utilityMonths(runner: QueryRunner): Promise<void> {
    await tenantTable(runner, {
      schema: 'fems',
      name: 'utility_month',
      // What a utility's statement says of a month: added to and never changed, the newest counts. site_id is of the workspace module.
      columns: `
        site_id uuid not null,
        month date not null check (extract(day from month) = 1),
        statement_number bigint generated always as identity,
        recorded_at timestamptz not null,
        import_id uuid not null,
        withdrawn boolean not null default false,
        energy_kwh numeric,
        contract_demand_kw numeric,
        billing_demand_kw numeric,
        days_used numeric,
        lagging_power_factor_percent numeric,
        leading_power_factor_percent numeric,
        charge_won numeric`,
      primaryKey: ['site_id', 'month', 'statement_number'],
      constraints: [
        'constraint utility_month_import_fk foreign key (tenant_id, import_id) references fems.reading_import (tenant_id, import_id)',
      ],
      indexes: ['import_id'],
      simulated: true,
      grants: { maru_app: ['select', 'insert'] },
    });
  }

  async down(): Promise<void> {
    throw new Error('readings are a ledger: they are not dropped');
  }
}
