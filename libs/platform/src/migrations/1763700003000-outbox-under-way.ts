import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An event that waits for its next try does not count as under way, so that what nobody can handle stands in nobody's way. */
export class OutboxUnderWay1763700003000 implements MigrationInterface {
  readonly name = 'OutboxUnderWay1763700003000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table platform.outbox add column under_way boolean not null default false');
    await runner.query('grant update (under_way) on platform.outbox to maru_relay');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table platform.outbox drop column under_way');
  }
}
