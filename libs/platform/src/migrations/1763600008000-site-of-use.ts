import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * At which site somebody worked: logs of the programme belong to a place of business. Not known of events of version 1. It names a site of
 * the workspace module, which told it when the event was made.
 */
export class SiteOfUse1763600008000 implements MigrationInterface {
  readonly name = 'SiteOfUse1763600008000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table platform.usage_event add column site_id uuid');
    // Uses are counted site by site: what is counted is in the index itself.
    await runner.query('drop index platform.usage_event_input_ix');
    await runner.query(
      "create index usage_event_input_ix on platform.usage_event (tenant_id, occurred_at) include (site_id) where cause = 'input'",
    );
    // Since when the service is used at a site, and whether anything ran there on a day: one look a month, also where there is nothing.
    await runner.query('create index usage_event_site_ix on platform.usage_event (tenant_id, site_id, occurred_at)');
  }

  async down(): Promise<void> {
    throw new Error('usage events are evidence: nothing of them is dropped');
  }
}
