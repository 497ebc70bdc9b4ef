import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Figures of a company that officers looked at on screen stand in its record too, and pulls that found nothing: each once a day. */
export class ShownFigures1763610008000 implements MigrationInterface {
  readonly name = 'ShownFigures1763610008000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table workspace.report_pull
        drop constraint report_pull_stream_ck,
        drop constraint report_pull_shown_ck,
        add constraint report_pull_stream_ck
          check (stream in
            ('events', 'receipts', 'days', 'verdicts', 'sites', 'half-year-sheet', 'three-year-report', 'shown-events', 'shown-list',
             'shown-month', 'shown-verdict', 'shown-duties')),
        add constraint report_pull_shown_ck check ((format = 'screen') = (coalesce(stream, '') like 'shown-%'))`);
  }

  async down(): Promise<void> {
    throw new Error('what was fetched is evidence: it is not dropped');
  }
}
