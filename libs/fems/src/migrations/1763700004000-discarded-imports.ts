import type { MigrationInterface, QueryRunner } from 'typeorm';

const former = "'checking', 'checked', 'applying', 'applied', 'withdrawing', 'withdrawn'";

/** An import that was not applied can be discarded. */
export class DiscardedImports1763700004000 implements MigrationInterface {
  readonly name = 'DiscardedImports1763700004000';

  async up(runner: QueryRunner): Promise<void> {
    await this.allow(runner, `${former}, 'discarded'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await this.allow(runner, former);
  }

  private async allow(runner: QueryRunner, states: string): Promise<void> {
    await runner.query('alter table fems.reading_import drop constraint reading_import_state_check');
    await runner.query(`alter table fems.reading_import add constraint reading_import_state_check check (state in (${states}))`);
  }
}
