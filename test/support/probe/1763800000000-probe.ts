import { moduleSchema, tenantTable } from '@maru/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Probe1763800000000 implements MigrationInterface {
  readonly name = 'Probe1763800000000';

  async up(runner: QueryRunner): Promise<void> {
    await moduleSchema(runner, 'probe', ['maru_app']);
    await tenantTable(runner, {
      schema: 'probe',
      name: 'thing',
      columns: 'thing_id uuid not null, parent_id uuid, name text not null, version integer not null default 1',
      primaryKey: ['thing_id'],
      unique: [['name']],
      constraints: ['constraint thing_parent_fk foreign key (tenant_id, parent_id) references probe.thing (tenant_id, thing_id)'],
      grants: { maru_app: ['select', 'insert', 'update (name, version)'] },
    });
    // What handlers did: a row for each time that a handler came to its end.
    await tenantTable(runner, {
      schema: 'probe',
      name: 'effect',
      columns: 'effect_id uuid not null, consumer text not null, mark text not null',
      primaryKey: ['effect_id'],
      grants: { maru_app: ['select', 'insert'] },
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop schema probe cascade');
  }
}
