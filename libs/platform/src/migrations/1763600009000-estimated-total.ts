import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Of a file that is read through for the first time nobody knows how many rows it has: what is told of them says so. */
export class EstimatedTotal1763600009000 implements MigrationInterface {
  readonly name = 'EstimatedTotal1763600009000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table platform.task add column total_estimated boolean not null default false');
    await runner.query('grant update (total_estimated) on platform.task to maru_app');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table platform.task drop column total_estimated');
  }
}
