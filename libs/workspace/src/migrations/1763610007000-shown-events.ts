import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Usage events that officers looked at on screen, and the sites that lines name, stand in the company's record too. */
export class ShownEvents1763610007000 implements MigrationInterface {
  readonly name = 'ShownEvents1763610007000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table workspace.report_pull
        drop constraint report_pull_format_ck,
        drop constraint report_pull_stream_ck,
        add constraint report_pull_format_ck check (format in ('csv', 'ndjson', 'xlsx', 'pdf', 'screen')),
        add constraint report_pull_stream_ck
          check (stream in
            ('events', 'receipts', 'days', 'verdicts', 'sites', 'half-year-sheet', 'three-year-report', 'shown-events')),
        add constraint report_pull_shown_ck check ((format = 'screen') = (stream is not distinct from 'shown-events'))`);
  }

  async down(): Promise<void> {
    throw new Error('what was fetched is evidence: it is not dropped');
  }
}
