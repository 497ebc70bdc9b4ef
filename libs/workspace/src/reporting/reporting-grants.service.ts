import { Problem } from '@maru/kernel';
import { currentPerson, currentScope, IdentityDatabase, instantOf, invalidField, LiveSignal, platformProblems } from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { type GrantedSupplier, ReportingGrants } from '../contract';
import { changeRefusal, intervalsOf, isSubscribedAt } from '../subscriptions/subscription-history';
import { workspaceProblems } from '../workspace.problems';
import { changeOf } from './granted-companies.service';
import type {
  ReportingGrantChangeBody,
  ReportingGrantChangeResult,
  ReportingGrantItem,
  ReportingGrantList,
  ReportingGrantsQuery,
} from './reporting.dto';

interface GrantRow {
  office_id: string;
  office_name: string;
  office_kind: 'programmeOffice' | 'supplier';
  kind: 'grant' | 'revoke' | null;
  effective_at: Date;
}

/** Topic by which open screens of company and office hear that a grant was changed; the key is the other one's id. */
export const REPORTING_GRANT_TOPIC = 'reporting-grant';

/**
 * What companies let a programme office see, or a supplier of whose consortium they are: the same ledger, and what is shown for a grant is
 * decided by the permissions of who it is given to. A ledger of grants and revocations with the rules of subscriptions:
 * nothing lies in the past and nothing is rewritten. Without a grant in force nobody sees anything.
 */
@Injectable()
export class ReportingGrantsService extends ReportingGrants {
  constructor(
    private readonly identity: IdentityDatabase,
    private readonly live: LiveSignal,
  ) {
    super();
  }

  async list({ supplierCode }: ReportingGrantsQuery): Promise<ReportingGrantList> {
    const { tenantId } = currentPerson().tenant;
    if (supplierCode === undefined) return { items: await this.ofTenant(tenantId, null), foundSupplier: null };
    const code = supplierCode.toLowerCase();
    const [found] = await this.identity.query("select from platform.tenant where company_code = $1 and kind = 'supplier'", [code]);
    return { items: await this.ofTenant(tenantId, code), foundSupplier: found !== undefined };
  }

  async isInForce(): Promise<boolean> {
    return (await this.ofTenant(currentScope().tenant.tenantId, null)).some(({ kind, granted }) => kind === 'programmeOffice' && granted);
  }

  async suppliers(): Promise<GrantedSupplier[]> {
    const all = await this.ofTenant(currentScope().tenant.tenantId, null);
    return all
      .filter(({ kind }) => kind === 'supplier')
      .map(({ officeId, officeName, granted }) => ({ organisationId: officeId, name: officeName, granted }));
  }

  /** Offices are listed to everybody; of suppliers those that were granted something, and the one whose code the company has been told. */
  private async ofTenant(tenantId: number, supplierCode: string | null): Promise<ReportingGrantItem[]> {
    const rows = await this.identity.query<GrantRow>(
      `select office.organisation_id as office_id, office.name as office_name, office.kind as office_kind, change.kind, change.effective_at
       from platform.tenant office
       left join workspace.reporting_grant_change change on change.office_tenant_id = office.tenant_id and change.tenant_id = $1
       where office.kind = 'programmeOffice'
         or office.kind = 'supplier' and (change.tenant_id is not null or office.company_code = $2)
       order by office.kind, office.name, office.organisation_id, change.sequence`,
      [tenantId, supplierCode],
    );
    const now = new Date();
    return [...Map.groupBy(rows, (row) => row.office_id)].map(([officeId, changes]) => {
      const intervals = intervalsOf(changes.filter((row) => row.kind !== null).map(changeOf));
      return {
        officeId,
        officeName: changes[0].office_name,
        kind: changes[0].office_kind,
        granted: isSubscribedAt(intervals, now),
        intervals: intervals.map(({ from, to }) => ({ from: from.toISOString(), to: to?.toISOString() ?? null })),
      };
    });
  }

  /** @throws Problem 400 for what is neither programme office nor supplier, or a time in the past; 409 when it is granted already, or not */
  async change(body: ReportingGrantChangeBody): Promise<ReportingGrantChangeResult> {
    const { tenant, personId } = currentPerson();
    const [office] = await this.identity.query<{ tenant_id: number }>(
      "select tenant_id from platform.tenant where organisation_id = $1 and kind in ('programmeOffice', 'supplier')",
      [body.officeId],
    );
    if (!office)
      throw invalidField('/officeId', 'unknown-office', {
        ko: '전담기관도 공급기업도 아닙니다.',
        en: 'It is neither a programme office nor a supplier.',
      });
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
    this.identity.afterCommit(() => {
      this.live.raise(tenant.tenantId, REPORTING_GRANT_TOPIC, body.officeId);
      this.live.raise(office.tenant_id, REPORTING_GRANT_TOPIC, tenant.organisationId);
    });
    return { officeId: body.officeId, kind: body.kind, effectiveAt: effectiveAt.toISOString() };
  }

  private refuse(refusal: ReturnType<typeof changeRefusal>): void {
    if (refusal === 'already') throw new Problem(workspaceProblems.alreadyGranted);
    if (refusal === 'not-yet') throw new Problem(workspaceProblems.notGranted);
    if (refusal === 'in-the-past')
      throw invalidField('/effectiveAt', refusal, { ko: '지난 시각으로는 바꿀 수 없습니다.', en: 'It cannot lie in the past.' });
    if (refusal === 'before-last') throw new Problem(platformProblems.conflict);
  }
}
