import { type CursorPart, newId, Problem } from '@maru/kernel';
import {
  cursorParts,
  IdentityDatabase,
  type OrganisationKind,
  PAGE_SIZE,
  type Page,
  type PageQuery,
  pageOf,
  platformProblems,
} from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { MembersService } from '../people/members.service';
import type { OrganisationBody, OrganisationItem } from './organisations.dto';

interface TenantRow {
  tenant_id: number;
  organisation_id: string;
  name: string;
  kind: OrganisationKind;
  company_code: string;
  simulated: boolean;
  created_at: Date;
}

/** The list of organisations, for the provider: who takes part, and nothing of what they do. */
@Injectable()
export class OrganisationsService {
  constructor(
    private readonly identity: IdentityDatabase,
    private readonly members: MembersService,
  ) {}

  async page({ cursor, limit = PAGE_SIZE }: PageQuery): Promise<Page<OrganisationItem>> {
    const after = cursorParts(cursor, isPlace);
    const rows = await this.identity.query<TenantRow>(
      'select * from platform.tenant where $1::text is null or (name, organisation_id) > ($1, $2::uuid) order by name, organisation_id limit $3',
      [after?.[0] ?? null, after?.[1] ?? null, limit + 1],
    );
    return pageOf(rows, limit, itemOf, (row) => [row.name, row.organisation_id]);
  }

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

function isPlace(parts: CursorPart[]): parts is [string, string] {
  return parts.length === 2 && parts.every((part) => typeof part === 'string') && /^[0-9a-f-]{36}$/.test(parts[1] as string);
}

function itemOf(row: TenantRow): OrganisationItem {
  return {
    id: row.organisation_id,
    name: row.name,
    kind: row.kind,
    companyCode: row.company_code,
    simulated: row.simulated,
    createdAt: row.created_at.toISOString(),
  };
}
