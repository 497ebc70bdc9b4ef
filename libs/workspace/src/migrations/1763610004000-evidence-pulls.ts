import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Keys that end and that are narrowed to some companies, and what programs of an office pulled beside what its officers fetched. */
export class EvidencePulls1763610004000 implements MigrationInterface {
  readonly name = 'EvidencePulls1763610004000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table workspace.device_key
        add column ends_at timestamptz,
        add column companies uuid[],
        add constraint device_key_companies_ck check (cardinality(companies) > 0)`);
    // A file is of a month and of an officer's; a pull is of a stream, by a key or by an officer, and says which times its lines are of.
    await runner.query(`
      alter table workspace.report_pull
        alter column pulled_by drop not null,
        alter column month drop not null,
        add column key_id uuid,
        add column stream text,
        add column first_at timestamptz,
        add column last_at timestamptz,
        add constraint report_pull_stream_ck check (stream in ('events', 'receipts', 'days', 'verdicts')),
        add constraint report_pull_by_ck check ((pulled_by is null) <> (key_id is null)),
        add constraint report_pull_of_ck check (
          (month is null) = (stream is not null) and (first_at is null) = (stream is null) and (last_at is null) = (stream is null)
          and (key_id is null or stream is not null) and first_at <= last_at)`);
  }

  async down(): Promise<void> {
    throw new Error('what was pulled is evidence: it is not dropped');
  }
}
