import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Uses by persons are counted day by day from an index of their own: of a wall screen's refreshes, which are many, none is in it. */
export class UseByDay1763600006000 implements MigrationInterface {
  readonly name = 'UseByDay1763600006000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query("create index usage_event_input_ix on platform.usage_event (tenant_id, occurred_at) where cause = 'input'");
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index platform.usage_event_input_ix');
  }
}
