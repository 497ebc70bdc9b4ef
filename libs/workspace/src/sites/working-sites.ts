import { IdentityDatabase } from '@maru/platform';
import { Injectable } from '@nestjs/common';

/** Told with the number of the tenant that has a new site. */
export const SITES_TOPIC = 'sites';

/** The sites that somebody of an organisation may work for. */
@Injectable()
export class WorkingSites {
  constructor(private readonly identity: IdentityDatabase) {}

  /** Of the tenant whose transaction is under way, where one is. */
  async ids(tenantId: number): Promise<string[]> {
    const rows = await this.identity.transaction(
      (transaction) =>
        transaction.query<{ site_id: string }>('select site_id from workspace.site where tenant_id = $1 order by site_id', [tenantId]),
      tenantId,
    );
    return rows.map(({ site_id }) => site_id);
  }
}
