import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Half-year sheets and three-year reports that officers have had made of a company, beside what was fetched and pulled. */
export class ReportFiles1763610005000 implements MigrationInterface {
  readonly name = 'ReportFiles1763610005000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table workspace.report_pull
        drop constraint report_pull_format_check,
        drop constraint report_pull_stream_ck,
        add constraint report_pull_format_ck check (format in ('csv', 'ndjson', 'xlsx', 'pdf')),
        add constraint report_pull_stream_ck
          check (stream in ('events', 'receipts', 'days', 'verdicts', 'half-year-sheet', 'three-year-report'))`);
  }

  async down(): Promise<void> {
    throw new Error('what was fetched is evidence: it is not dropped');
  }
}
