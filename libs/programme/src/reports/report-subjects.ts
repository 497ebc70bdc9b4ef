import { Catalogue, currentScope, IdentityDatabase } from '@maru/platform';
import { SiteDirectory, type SiteSummary } from '@maru/workspace/contract';
import { Injectable } from '@nestjs/common';
import { AgreementVersionsQuery } from '../agreements/agreement-versions.query';
import { type Agreement, AgreementsQuery } from '../agreements/agreements.query';
import { logPeriod } from '../duties/duty';
import { type DayPeriod, type HalfYear, halfYearsIn } from '../duties/half-year';
import { type Notice, noticeOf } from '../notices/notices';

/** What a report is about: an agreement of a company, with what follows from it. */
export interface ReportSubject {
  readonly organisationId: string;
  readonly company: string;
  readonly simulated: boolean;
  readonly agreement: Agreement;
  readonly notice: Notice;
  /** Those that the agreement covers, oldest first. */
  readonly sites: readonly SiteSummary[];
  /** The solution: its modules by their Korean names. */
  readonly modules: readonly string[];
  /** In which logs are owed; null where they are not, or it has not begun to run. */
  readonly period: DayPeriod | null;
  /** Of which logs can be registered by hand. */
  readonly halfYears: readonly HalfYear[];
}

/** The agreements of the organisation in whose scope it is asked, as reports are made of them. */
@Injectable()
export class ReportSubjects {
  constructor(
    private readonly agreements: AgreementsQuery,
    private readonly versions: AgreementVersionsQuery,
    private readonly sites: SiteDirectory,
    private readonly catalogue: Catalogue,
    private readonly identity: IdentityDatabase,
  ) {}

  async all(): Promise<ReportSubject[]> {
    return this.subjectsOf(await this.agreements.all());
  }

  /** @param version as which it is to be reported; the newest where it is left out */
  async find(agreementId: string, version?: number): Promise<ReportSubject | null> {
    const agreement = await (version === undefined ? this.agreements.find(agreementId) : this.versions.find(agreementId, version));
    const [subject = null] = agreement ? await this.subjectsOf([agreement]) : [];
    return subject;
  }

  private async subjectsOf(agreements: readonly Agreement[]): Promise<ReportSubject[]> {
    const { tenantId, organisationId, simulated } = currentScope().tenant;
    const [{ name: company }] = await this.identity.query<{ name: string }>('select name from platform.tenant where tenant_id = $1', [
      tenantId,
    ]);
    const sites = await this.sites.list();
    return agreements.map((agreement) => {
      const notice = noticeOf(agreement.noticeId, agreement.noticeVersion);
      const period = logPeriod(agreement, notice);
      return {
        organisationId,
        company,
        simulated,
        agreement,
        notice,
        sites: sites.filter(({ id }) => agreement.siteIds.includes(id)),
        modules: agreement.modules.map((id) => this.catalogue.find(id)?.name.ko ?? id),
        period,
        halfYears: period ? halfYearsIn(period, notice.registrationMonths) : [],
      };
    });
  }
}
