import { Problem, type ProblemType } from '@maru/kernel';
import {
  currentPerson,
  currentPrincipal,
  Findable,
  type FindableProvider,
  type FoundThing,
  IdentityDatabase,
  platformProblems,
  Tenancy,
  type TenantIdentity,
} from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { ReportingCompanies, type ReportingCompany } from '../contract';
import { intervalsOf, type SubscriptionChange } from '../subscriptions/subscription-history';
import type { GrantedCompany } from './reporting.dto';

/** A company that lets an office see its usage log. */
export interface CompanyInForce {
  readonly tenant: TenantIdentity;
  readonly name: string;
  readonly grantedFrom: Date;
}

interface ChangeRow {
  tenant_id: number;
  organisation_id: string;
  name: string;
  organisation_kind: TenantIdentity['kind'];
  simulated: boolean;
  kind: 'grant' | 'revoke';
  effective_at: Date;
  /** By the clock that gave the changes their times. */
  now: Date;
}

/** What an office may see: companies whose grant is in force at the moment of asking, and what is read in their scope meanwhile. */
@Injectable()
@Findable({ kind: 'workspace.granted-company', permission: 'workspace.granted-company.read' })
export class GrantedCompanies extends ReportingCompanies implements FindableProvider {
  constructor(
    private readonly identity: IdentityDatabase,
    private readonly tenancy: Tenancy,
  ) {
    super();
  }

  async inForce(): Promise<ReportingCompany[]> {
    const companies = (await this.granted(currentPrincipal().tenant)).filter(({ tenant }) => mayRead(tenant.organisationId));
    return companies.map(({ tenant: { organisationId, simulated }, name, grantedFrom }) => ({
      organisationId,
      name,
      simulated,
      grantedFrom,
    }));
  }

  inScopeOf<T>(organisationId: string, work: () => Promise<T>, refusal?: ProblemType): Promise<T> {
    if (!mayRead(organisationId)) return Promise.reject(new Problem(platformProblems.notFound));
    return this.within(currentPrincipal().tenant, organisationId, work, refusal);
  }

  /** Of the office whose officer asks. */
  async ofOwnOffice(): Promise<GrantedCompany[]> {
    return (await this.inForce()).map((company) => ({ ...company, grantedFrom: company.grantedFrom.toISOString() }));
  }

  /**
   * Reads in a company's scope, only while its grant is in force: asked anew each time, so that nothing is read after it ended.
   * @throws Problem 404 otherwise, or of the type named: the office does not learn whether the company exists
   */
  async within<T>(
    office: TenantIdentity,
    organisationId: string,
    work: (company: CompanyInForce) => Promise<T>,
    refusal: ProblemType = platformProblems.notFound,
  ): Promise<T> {
    const [company] = await this.granted(office, { organisationId });
    if (!company) throw new Problem(refusal);
    return this.tenancy.inScopeOf(company.tenant, () => work(company));
  }

  /** A grant is a history, so that which of them are in force is known when all that have the name are read. */
  async named(pattern: string, atMost: number): Promise<FoundThing[]> {
    const companies = await this.granted(currentPerson().tenant, { pattern });
    return companies.slice(0, atMost).map(({ tenant, name }) => ({ id: tenant.organisationId, name, sub: null, place: {} }));
  }

  private async granted(office: TenantIdentity, only: { organisationId?: string; pattern?: string } = {}): Promise<CompanyInForce[]> {
    const rows = await this.identity.query<ChangeRow>(
      `select tenant_id, organisation_id, name, tenant.kind as organisation_kind, simulated, change.kind, effective_at, clock_timestamp() as now
       from workspace.reporting_grant_change change join platform.tenant using (tenant_id)
       where office_tenant_id = $1 and ($2::uuid is null or organisation_id = $2)
         and ($3::text is null or normalize(name) ilike $3)
       order by name, organisation_id, sequence`,
      [office.tenantId, only.organisationId ?? null, only.pattern ?? null],
    );
    return [...Map.groupBy(rows, (row) => row.organisation_id).values()].flatMap((changes) => {
      const interval = intervalsOf(changes.map(changeOf)).find(
        ({ from, to }) => from <= changes[0].now && (to === null || changes[0].now < to),
      );
      if (!interval) return [];
      const [{ tenant_id: tenantId, organisation_id, organisation_kind: kind, simulated, name }] = changes;
      return [{ tenant: { tenantId, organisationId: organisation_id, kind, simulated }, name, grantedFrom: interval.from }];
    });
  }
}

/** A key of the office may be narrowed to some companies. */
function mayRead(organisationId: string): boolean {
  const principal = currentPrincipal();
  return principal.kind !== 'device' || !principal.companies || principal.companies.has(organisationId.toLowerCase());
}

/** A grant is a history like a subscription: it starts and ends. */
export function changeOf(row: { kind: 'grant' | 'revoke' | null; effective_at: Date }): SubscriptionChange {
  return { kind: row.kind === 'grant' ? 'start' : 'end', effectiveAt: row.effective_at };
}
