import { newId } from '@maru/kernel';
import type { TenantIdentity } from '@maru/platform';
import type { TestDatabase } from '@maru/platform/testing';
import { asAdmin } from './house-under-test';

export interface SeededAgreement {
  readonly completedOn: string | null;
  /** When it was entered, as no route can: its times are the database's own. */
  readonly enteredAt: string;
  readonly siteIds?: readonly string[];
  readonly number?: string;
}

/** Writes an agreement of the past, in its first version. */
export async function seedAgreement(
  database: TestDatabase,
  { tenantId }: Pick<TenantIdentity, 'tenantId'>,
  { completedOn, enteredAt, siteIds = [], number = 'A-1' }: SeededAgreement,
): Promise<void> {
  const id = newId();
  const columns = 'number, notice_id, notice_version, party_kind, signed_on, completed_on, modules';
  const values = "$3, 'carbon-neutral-2025', 1, 'manufacturer', coalesce($4::date, '2024-01-10'), $4::date, '{fems}'";
  await asAdmin(database, async (client) => {
    await client.query(`insert into programme.agreement (tenant_id, agreement_id, ${columns}) values ($1, $2, ${values})`, [
      tenantId,
      id,
      number,
      completedOn,
    ]);
    await client.query(`insert into programme.agreement_site (tenant_id, agreement_id, site_id) select $1, $2, unnest($3::uuid[])`, [
      tenantId,
      id,
      siteIds,
    ]);
    await client.query(
      `insert into programme.agreement_version (tenant_id, agreement_id, ${columns}, version, site_ids, changed_at, changed_by)
       values ($1, $2, ${values}, 1, $5, $6, $7)`,
      [tenantId, id, number, completedOn, siteIds, enteredAt, newId()],
    );
  });
}
