import { policyName } from '@maru/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who looks up a session tells which sites the person may work for; the role learns their ids and nothing else of them. */
export class SitesOfSessions1763610006000 implements MigrationInterface {
  readonly name = 'SitesOfSessions1763610006000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter policy ${policyName('site')} on workspace.site to maru_app, maru_identity`);
    await runner.query('grant select (tenant_id, site_id) on workspace.site to maru_identity');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('revoke select (tenant_id, site_id) on workspace.site from maru_identity');
    await runner.query(`alter policy ${policyName('site')} on workspace.site to maru_app`);
  }
}
