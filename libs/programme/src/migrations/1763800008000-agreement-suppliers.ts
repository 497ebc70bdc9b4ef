import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Which supplier an agreement of a consortium is of, as the company names it: the name of a consortium is free text, and says to no program
 * who may see what is owed by it. It names an organisation of the workspace module, whose contract is asked when it is written.
 */
export class AgreementSuppliers1763800008000 implements MigrationInterface {
  readonly name = 'AgreementSuppliers1763800008000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `alter table programme.agreement add column supplier_id uuid,
         add constraint agreement_supplier_ck check (supplier_id is null or party_kind = 'supplierConsortium')`,
    );
    await runner.query('alter table programme.agreement_version add column supplier_id uuid');
    await runner.query('grant update (supplier_id) on programme.agreement to maru_app');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table programme.agreement_version drop column supplier_id');
    await runner.query('alter table programme.agreement drop column supplier_id');
  }
}
