import { monthVerdict, programmeDay } from '@maru/evidence';
import { currentPerson, Database, type PageQuery } from '@maru/platform';
import { ReportingCompanies, type ReportingCompany, SiteDirectory, type SiteSummary } from '@maru/workspace/contract';
import { Injectable } from '@nestjs/common';
import { type Agreement, AgreementsQuery } from '../agreements/agreements.query';
import { WorkingCalendarsQuery } from '../calendar/working-calendars.query';
import { CompanyPages } from '../desk/company-pages.service';
import { consortiumDuties } from '../desk/desk-duty';
import { deskMonth } from '../desk/desk-month';
import { deskDefinition } from '../desk/desk-rows.service';
import type { DutyItem } from '../duties/duties.dto';
import { DutiesService } from '../duties/duties.service';
import { DayFiguresQuery } from '../operating/day-figures.query';
import { OperatingMoment } from '../operating/operating-moment';
import { outlookItem } from '../operating/running-month.service';
import type { ConsortiumCompany, ConsortiumPage, ConsortiumSite } from './consortium.dto';

/**
 * What a supplier sees of the companies that let it: of the agreements of a consortium that name it what is owed, and whether logs come. Each
 * is read in the company's own scope, only while its grant is in force; neither events nor people are read.
 */
@Injectable()
export class ConsortiumService {
  constructor(
    private readonly pages: CompanyPages,
    private readonly companies: ReportingCompanies,
    private readonly agreements: AgreementsQuery,
    private readonly duties: DutiesService,
    private readonly figures: DayFiguresQuery,
    private readonly sites: SiteDirectory,
    private readonly calendars: WorkingCalendarsQuery,
    private readonly database: Database,
    private readonly moment: OperatingMoment,
  ) {}

  async page(query: PageQuery): Promise<ConsortiumPage> {
    const asOf = await this.moment.now();
    const supplierId = currentPerson().tenant.organisationId;
    const page = await this.pages.read(query, (company) =>
      this.companies.inScopeOf(company.organisationId, () => this.company(company, supplierId, asOf)),
    );
    return { ...page, asOf: asOf.toISOString() };
  }

  private async company(
    { organisationId, name, simulated, grantedFrom }: ReportingCompany,
    supplierId: string,
    asOf: Date,
  ): Promise<ConsortiumCompany> {
    const about = { organisationId, name, simulated, grantedFrom: grantedFrom.toISOString(), sites: [] };
    const signed = (await this.agreements.all()).filter((agreement) => agreement.supplierId === supplierId);
    if (signed.length === 0) return about;
    const { items } = await this.duties.ofCompany(programmeDay(asOf.getTime()));
    const sites: ConsortiumSite[] = [];
    for (const site of await this.sites.list()) {
      const agreements = signed.filter(({ siteIds }) => siteIds.includes(site.id));
      if (agreements.length > 0) sites.push(await this.site(site, agreements, consortiumDuties(items, agreements, site.id), asOf));
    }
    return { ...about, sites };
  }

  private async site({ id, name }: SiteSummary, agreements: readonly Agreement[], duties: DutyItem[], asOf: Date): Promise<ConsortiumSite> {
    const today = programmeDay(asOf.getTime());
    const running = today.slice(0, 'yyyy-mm'.length);
    const facts = await this.figures.storedFacts(id, running, asOf);
    const verdict = monthVerdict(deskDefinition, running, facts, today);
    return {
      site: { id, name },
      agreements: agreements.map(({ number, partyName, finallyCompletedOn }) => ({ number, partyName, finallyCompletedOn })),
      duties,
      lastStoredAt: (await this.lastStoredAt(id))?.toISOString() ?? null,
      month: deskMonth(verdict),
      outlook: outlookItem(deskDefinition, verdict, await this.calendars.of(id), today),
    };
  }

  private async lastStoredAt(siteId: string): Promise<Date | null> {
    const [row] = await this.database.query<{ occurred_at: Date }>(
      `select s.occurred_at from programme.log_send s
       join programme.log_receipt r on r.tenant_id = $1 and r.send_id = s.send_id and r.outcome = 'stored'
       where s.tenant_id = $1 and s.site_id = $2 and s.purpose = 'log' order by s.occurred_at desc limit 1`,
      [siteId],
    );
    return row?.occurred_at ?? null;
  }
}
