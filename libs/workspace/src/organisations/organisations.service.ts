import { newId, Problem } from '@maru/kernel';
import { IdentityDatabase, type OrganisationKind, platformProblems } from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { MembersService } from '../people/members.service';
import type { OrganisationBody, OrganisationItem } from './organisations.dto';

export interface TenantRow {
  tenant_id: number;
  organisation_id: string;
  name: string;
  kind: OrganisationKind;
  company_code: string;
  simulated: boolean;
  created_at: Date;
}

/** Who takes part in the service. */
@Injectable()
export class OrganisationsService {
  constructor(
    private readonly identity: IdentityDatabase,
    private readonly members: MembersService,
  ) {}

  /**
   * Registers an organisation with its first member.
   * @param simulated true for a demonstration alone; the HTTP API never passes it
   * @throws Problem 409 when the company code, or the member's e-mail address, is taken
   */
  async create(body: OrganisationBody, simulated = false): Promise<OrganisationItem & { tenantId: number; ownerId: string }> {
    const [row] = await this.identity.query<TenantRow>(
      `insert into platform.tenant (tenant_id, organisation_id, kind, company_code, name)
       values (nextval(case when $5 then 'platform.simulated_tenant_number' else 'platform.tenant_number' end), $1, $2, $3, $4)
       on conflict do nothing returning *`,
      [newId(), body.kind, body.companyCode, body.name, simulated],
    );
    if (!row)
      throw new Problem(platformProblems.conflict, {
        errors: [
          {
            pointer: '/companyCode',
            code: 'taken',
            detail: { ko: '이미 쓰이는 회사 코드입니다.', en: 'The company code is in use already.' },
          },
        ],
      });
    const owner = await this.members.addTo(row.tenant_id, body.owner, '/owner');
    return { ...itemOf(row), tenantId: row.tenant_id, ownerId: owner.personId };
  }
}

export function itemOf(row: TenantRow): OrganisationItem {
  return {
    id: row.organisation_id,
    name: row.name,
    kind: row.kind,
    companyCode: row.company_code,
    simulated: row.simulated,
    createdAt: row.created_at.toISOString(),
  };
}
