import { Problem } from '@maru/kernel';
import { currentPerson, IdentityDatabase, instantOf, invalidField, platformProblems, Tenancy, type TenantIdentity } from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { changeRefusal, intervalsOf, isSubscribedAt, type SubscriptionChange } from '../subscriptions/subscription-history';
import { workspaceProblems } from '../workspace.problems';
import type { GrantedCompany, ReportingGrantChangeBody, ReportingGrantChangeResult, ReportingGrantItem } from './reporting.dto';

interface GrantRow {
  office_id: string;
  office_name: string;
  kind: 'grant' | 'revoke' | null;
  effective_at: Date;
}

interface CompanyRow {
  tenant_id: number;
  organisation_id: string;
  name: string;
  organisation_kind: TenantIdentity['kind'];
  simulated: boolean;
  kind: 'grant' | 'revoke';
  effective_at: Date;
}

/**
 * What companies let the programme office see. A ledger of grants and revocations with the rules of subscriptions:
 * nothing lies in the past and nothing is rewritten. Without a grant in force the office sees nothing.
 */
@Injectable()
export class ReportingGrantsService {
  constructor(
    private readonly identity: IdentityDatabase,
    private readonly tenancy: Tenancy,
  ) {}

  async list(): Promise<ReportingGrantItem[]> {
    const rows = await this.identity.query<GrantRow>(
      `select office.organisation_id as office_id, office.name as office_name, change.kind, change.effective_at
       from platform.tenant office
       left join workspace.reporting_grant_change change on change.office_tenant_id = office.tenant_id and change.tenant_id = $1
       where office.kind = 'programmeOffice' order by office.name, office.organisation_id, change.sequence`,
      [currentPerson().tenant.tenantId],
    );
    const now = new Date();
    return [...Map.groupBy(rows, (row) => row.office_id)].map(([officeId, changes]) => {
      const intervals = intervalsOf(changes.filter((row) => row.kind !== null).map(changeOf));
      return {
        officeId,
        officeName: changes[0].office_name,
        granted: isSubscribedAt(intervals, now),
        intervals: intervals.map(({ from, to }) => ({ from: from.toISOString(), to: to?.toISOString() ?? null })),
      };
    });
  }

  /** @throws Problem 400 for what is no programme office or a time in the past; 409 when it is granted already, or not */
  async change(body: ReportingGrantChangeBody): Promise<ReportingGrantChangeResult> {
    const { tenant, personId } = currentPerson();
    const [office] = await this.identity.query<{ tenant_id: number }>(
      "select tenant_id from platform.tenant where organisation_id = $1 and kind = 'programmeOffice'",
      [body.officeId],
    );
    if (!office) throw invalidField('/officeId', 'unknown-office', { ko: '전담기관이 아닙니다.', en: 'It is no programme office.' });
    await this.identity.query('select pg_advisory_xact_lock($1, $2)', [tenant.tenantId, office.tenant_id]);
    const rows = await this.identity.query<GrantRow>(
      'select kind, effective_at from workspace.reporting_grant_change where tenant_id = $1 and office_tenant_id = $2 order by sequence',
      [tenant.tenantId, office.tenant_id],
    );
    const [{ now }] = await this.identity.query<{ now: Date }>("select date_trunc('milliseconds', clock_timestamp()) as now");
    const effectiveAt = body.effectiveAt === undefined ? now : instantOf(body.effectiveAt);
    this.refuse(changeRefusal(rows.map(changeOf), { kind: body.kind === 'grant' ? 'start' : 'end', effectiveAt }, now));
    await this.identity.query(
      'insert into workspace.reporting_grant_change (tenant_id, office_tenant_id, sequence, kind, effective_at, recorded_by) values ($1, $2, $3, $4, $5, $6)',
      [tenant.tenantId, office.tenant_id, rows.length + 1, body.kind, effectiveAt, personId],
    );
    return { officeId: body.officeId, kind: body.kind, effectiveAt: effectiveAt.toISOString() };
  }

  private refuse(refusal: ReturnType<typeof changeRefusal>): void {
    if (refusal === 'already') throw new Problem(workspaceProblems.alreadyGranted);
    if (refusal === 'not-yet') throw new Problem(workspaceProblems.notGranted);
    if (refusal === 'in-the-past')
      throw invalidField('/effectiveAt', refusal, { ko: '지난 시각으로는 바꿀 수 없습니다.', en: 'It cannot lie in the past.' });
    if (refusal === 'before-last') throw new Problem(platformProblems.conflict);
  }

  /** The companies whose grant to the person's office is in force. */
  async companies(): Promise<GrantedCompany[]> {
    const found = await this.inForce(null);
    return found.map(({ row, from }) => ({
      organisationId: row.organisation_id,
      name: row.name,
      simulated: row.simulated,
      grantedFrom: from.toISOString(),
    }));
  }

  /**
   * Reads in a company's scope, only while its grant is in force.
   * @throws Problem 404 otherwise: the office does not learn whether the company exists
   */
  async inCompany<T>(organisationId: string, work: () => Promise<T>): Promise<T> {
    const [found] = await this.inForce(organisationId);
    if (!found) throw new Problem(platformProblems.notFound);
    const { tenant_id: tenantId, organisation_kind: kind, simulated } = found.row;
    return this.tenancy.inScopeOf({ tenantId, organisationId, kind, simulated }, work);
  }

  private async inForce(organisationId: string | null): Promise<{ row: CompanyRow; from: Date }[]> {
    const rows = await this.identity.query<CompanyRow>(
      `select tenant_id, organisation_id, name, tenant.kind as organisation_kind, simulated, change.kind, effective_at
       from workspace.reporting_grant_change change join platform.tenant using (tenant_id)
       where office_tenant_id = $1 and ($2::uuid is null or organisation_id = $2)
       order by name, organisation_id, sequence`,
      [currentPerson().tenant.tenantId, organisationId],
    );
    const now = new Date();
    return [...Map.groupBy(rows, (row) => row.organisation_id).values()].flatMap((changes) => {
      const interval = intervalsOf(changes.map(changeOf)).find(({ from, to }) => from <= now && (to === null || now < to));
      return interval ? [{ row: changes[0], from: interval.from }] : [];
    });
  }
}

function changeOf(row: { kind: 'grant' | 'revoke' | null; effective_at: Date }): SubscriptionChange {
  return { kind: row.kind === 'grant' ? 'start' : 'end', effectiveAt: row.effective_at };
}
