import {
  type AttentionFinder,
  type AttentionFindings,
  AttentionSource,
  aboutThings,
  attentionItem,
  IdentityDatabase,
} from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { findings } from './attention-finding';

interface OrganisationRow {
  organisation_id: string;
  name: string;
}

/** For the provider: organisations in which nobody who leads them can sign in, so that nobody there can help themselves. */
@Injectable()
@AttentionSource({ kinds: ['workspace.organisations-ownerless'], permission: 'workspace.organisation.read' })
export class OwnerlessAttention implements AttentionFinder {
  constructor(private readonly identity: IdentityDatabase) {}

  async find(): Promise<AttentionFindings> {
    const rows = await this.identity.query<OrganisationRow>(
      `select organisation_id, name from platform.tenant
       where not exists (
         select from workspace.membership join workspace.password_credential using (person_id)
         where membership.tenant_id = tenant.tenant_id and ended_at is null and roles && '{owner,officer,administrator}'::text[])
       order by name, organisation_id`,
    );
    if (rows.length === 0) return findings();
    const organisations = rows.map((row) => ({ id: row.organisation_id, name: row.name }));
    return findings(
      attentionItem({
        kind: 'workspace.organisations-ownerless',
        severity: 'warning',
        ...aboutThings(organisations),
      }),
    );
  }
}
