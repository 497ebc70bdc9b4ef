import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Figures of a company that were handed out to officers' screens stand in its record too, and pulls that found nothing: each once a day. */
export class ShownFigures1763610008000 implements MigrationInterface {
  readonly name = 'ShownFigures1763610008000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table workspace.report_pull
        add column asked text,
        drop constraint report_pull_stream_ck,
        drop constraint report_pull_shown_ck,
        add constraint report_pull_stream_ck
          check (stream in
            ('events', 'receipts', 'days', 'verdicts', 'sites', 'half-year-sheet', 'three-year-report', 'shown-events', 'shown-list',
             'shown-month', 'shown-verdict', 'shown-duties')),
        add constraint report_pull_shown_ck check ((format = 'screen') = (coalesce(stream, '') like 'shown-%')),
        add constraint report_pull_asked_ck check (
          char_length(asked) between 2 and 500
          and (asked is not null) = (coalesce(stream, '') in ('shown-list', 'shown-month', 'shown-verdict', 'shown-duties')))`);
    // Who adds a row looks whether it is there already, by what makes it the same and by nothing else.
    await runner.query(`
      grant select (tenant_id, office_id, pulled_by, key_id, stream, asked, events, pulled_at) on workspace.report_pull to maru_identity`);
  }

  async down(): Promise<void> {
    throw new Error('what was fetched is evidence: it is not dropped');
  }
}
