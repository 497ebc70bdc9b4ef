import type { MigrationInterface, QueryRunner } from 'typeorm';

const table = 'workspace.attention_acknowledgement';

/**
 * Note is taken of each part of a matter, for the time that it was of. What was noted before holds at any time where it was of one thing alone,
 * whose fingerprint is the same now; anything else is told once more.
 */
export class AttentionParts1763610003000 implements MigrationInterface {
  readonly name = 'AttentionParts1763610003000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `alter table ${table}
         add column since timestamptz not null default '-infinity',
         add column until timestamptz not null default 'infinity',
         add constraint attention_acknowledgement_stretch_check check (since <= until)`,
    );
    await runner.query(
      `alter table ${table}
         drop constraint attention_acknowledgement_pk,
         add constraint attention_acknowledgement_pk primary key (tenant_id, kind, fingerprint, since, until)`,
    );
  }

  async down(): Promise<void> {
    throw new Error('what people took note of is a record: it is not dropped');
  }
}
