import { tenantTable } from '@maru/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What each source has sent of each point. Nobody could look that up: the ledger is kept by points. */
export class SourceActivity1763700003000 implements MigrationInterface {
  readonly name = 'SourceActivity1763700003000';

  async up(runner: QueryRunner): Promise<void> {
    // Derived from the event of each stored batch, as the activity of points is.
    await tenantTable(runner, {
      schema: 'fems',
      name: 'source_activity',
      columns: `
        source_id uuid not null,
        point_id uuid not null,
        first_received_at timestamptz not null,
        last_received_at timestamptz not null,
        newest_start timestamptz not null,
        accepted bigint not null,
        corrected bigint not null`,
      primaryKey: ['source_id', 'point_id'],
      constraints: [
        'constraint source_activity_source_fk foreign key (tenant_id, source_id) references fems.reading_source (tenant_id, source_id)',
        'constraint source_activity_point_fk foreign key (tenant_id, point_id) references fems.meter_point (tenant_id, point_id)',
      ],
      grants: {
        maru_app: ['select', 'insert', 'update (first_received_at, last_received_at, newest_start, accepted, corrected)'],
      },
    });
  }

  async down(): Promise<void> {
    throw new Error('what sources have sent is not forgotten');
  }
}
