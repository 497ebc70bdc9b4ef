import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Sends and receipts are counted day by day for many companies at a time. Rows of companies that send at the same time lie mixed, so that
 * each row of one is a page of its own: counted from indexes that hold all that is asked, a half-year is a hundredth of the pages.
 */
export class SendsByDay1763800007000 implements MigrationInterface {
  readonly name = 'SendsByDay1763800007000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create index log_send_day_ix on programme.log_send (tenant_id, occurred_at)
       include (sent_at, send_id, event_id, site_id, purpose)`,
    );
    await runner.query('drop index programme.log_send_2_ix');
    await runner.query('create index log_receipt_outcome_ix on programme.log_receipt (tenant_id, send_id) include (answered_at, outcome)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index programme.log_receipt_outcome_ix');
    await runner.query('create index log_send_2_ix on programme.log_send (tenant_id, occurred_at)');
    await runner.query('drop index programme.log_send_day_ix');
  }
}
