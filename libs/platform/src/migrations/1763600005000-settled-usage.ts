import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lets the identity role, which reads the gaps already, see until when the living writers have written: no time after that is settled. */
export class SettledUsage1763600005000 implements MigrationInterface {
  readonly name = 'SettledUsage1763600005000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('grant select (confirmed_at, stopped_at) on platform.usage_writer to maru_identity');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('revoke select (confirmed_at, stopped_at) on platform.usage_writer from maru_identity');
  }
}
