import { moduleSchema, tenantTable } from '@maru/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Meters with their points, the sources that report them, and the ledger of readings with its corrections. */
export class Fems1763700000000 implements MigrationInterface {
  readonly name = 'Fems1763700000000';

  async up(runner: QueryRunner): Promise<void> {
    await moduleSchema(runner, 'fems', ['maru_app']);
    await this.metering(runner);
    await this.ledger(runner);
  }

  private async metering(runner: QueryRunner): Promise<void> {
    await tenantTable(runner, {
      schema: 'fems',
      name: 'energy_meter',
      // site_id names a site of the workspace module, whose contract is asked when it is written.
      columns: `
        meter_id uuid not null,
        site_id uuid not null,
        name text not null check (length(name) between 1 and 100),
        main boolean not null,
        version integer not null default 1`,
      primaryKey: ['meter_id'],
      grants: { maru_app: ['select', 'insert', 'update (name, main, version)'] },
    });
    // The meter whose figures are the site's: at most one.
    await runner.query('create unique index energy_meter_main_uq on fems.energy_meter (tenant_id, site_id) where main');
    // Small numbers make keys of the ledger half as large as ids would; who takes the next one holds the row until commit.
    await tenantTable(runner, {
      schema: 'fems',
      name: 'number_series',
      columns: `
        series text not null check (series in ('meter_point', 'reading_source')),
        last_number integer not null`,
      primaryKey: ['series'],
      grants: { maru_app: ['select', 'insert', 'update (last_number)'] },
    });
    await tenantTable(runner, {
      schema: 'fems',
      name: 'meter_point',
      columns: `
        point_id uuid not null,
        point_number integer not null,
        meter_id uuid not null,
        name text not null check (length(name) between 1 and 100),
        quantity text not null check (quantity in ('activeEnergyImport', 'activeEnergyExport', 'reactiveEnergyLagging', 'reactiveEnergyLeading')),
        unit text not null check (unit in ('Wh', 'kWh', 'MWh', 'varh', 'kvarh', 'Mvarh')),
        interval_seconds integer not null check (interval_seconds in (60, 180, 300, 900, 1800, 3600)),
        grid_offset_seconds integer not null check (grid_offset_seconds >= 0 and grid_offset_seconds < interval_seconds),
        acquisition_mode text not null check (acquisition_mode in ('automatic', 'semiAutomatic', 'manual')),
        version integer not null default 1`,
      primaryKey: ['point_id'],
      unique: [['point_number']],
      constraints: ['constraint meter_point_meter_fk foreign key (tenant_id, meter_id) references fems.energy_meter (tenant_id, meter_id)'],
      indexes: ['meter_id'],
      grants: { maru_app: ['select', 'insert', 'update (name, version)'] },
    });
    await tenantTable(runner, {
      schema: 'fems',
      name: 'reading_source',
      columns: `
        source_id uuid not null,
        source_number integer not null,
        name text not null check (length(name) between 1 and 100),
        stamp text not null check (stamp in ('intervalStart', 'intervalEnd'))`,
      primaryKey: ['source_id'],
      unique: [['source_number']],
      simulated: true,
      grants: { maru_app: ['select', 'insert'] },
    });
  }

  private async ledger(runner: QueryRunner): Promise<void> {
    // No foreign key to tenant, point and source: ingest has just looked them up, and none is ever deleted.
    // The fixed-width columns come first, so that a row needs no padding.
    await tenantTable(runner, {
      schema: 'fems',
      name: 'reading',
      columns: `
        point_number integer not null,
        interval_start timestamptz not null,
        recorded_at timestamptz not null default now(),
        source_number integer not null,
        quality smallint not null,
        value numeric not null`,
      primaryKey: ['point_number', 'interval_start'],
      include: ['value'],
      partitionByMonth: 'interval_start',
      withoutTenantReference: true,
      grants: { maru_app: ['select', 'insert'] },
    });
    // Not cut into months: corrections are few, and an identity column needs one table on PostgreSQL before 17.
    await tenantTable(runner, {
      schema: 'fems',
      name: 'reading_correction',
      columns: `
        point_number integer not null,
        interval_start timestamptz not null,
        correction_number bigint generated always as identity,
        recorded_at timestamptz not null,
        actor_id uuid,
        source_number integer not null,
        quality smallint not null,
        value numeric not null,
        actor_kind text not null check (actor_kind in ('person', 'device', 'job')),
        reason text check (length(reason) between 1 and 200)`,
      primaryKey: ['point_number', 'interval_start', 'correction_number'],
      grants: { maru_app: ['select', 'insert'] },
    });
    // Derived from the event of each stored batch; it can be built again from the ledger.
    await tenantTable(runner, {
      schema: 'fems',
      name: 'point_activity',
      columns: `
        point_id uuid not null,
        last_received_at timestamptz not null,
        newest_start timestamptz not null,
        accepted bigint not null,
        corrected bigint not null`,
      primaryKey: ['point_id'],
      constraints: [
        'constraint point_activity_point_fk foreign key (tenant_id, point_id) references fems.meter_point (tenant_id, point_id)',
      ],
      grants: { maru_app: ['select', 'insert', 'update (last_received_at, newest_start, accepted, corrected)'] },
    });
  }

  async down(): Promise<void> {
    throw new Error('readings are a ledger: they are not dropped');
  }
}
