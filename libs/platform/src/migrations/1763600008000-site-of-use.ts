import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * At which site somebody worked: logs of the programme belong to a place of business. Not known of events of version 1. It names a site of
 * the workspace module, which told it when the event was made.
 */
export class SiteOfUse1763600008000 implements MigrationInterface {
  readonly name = 'SiteOfUse1763600008000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table platform.usage_event add column site_id uuid');
  }

  async down(): Promise<void> {
    throw new Error('usage events are evidence: nothing of them is dropped');
  }
}
