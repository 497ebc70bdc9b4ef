import { programmeDay } from '@maru/evidence';
import { Problem } from '@maru/kernel';
import { platformProblems } from '@maru/platform';
import { ReportingCompanies, type ReportingCompany, ReportPullLedger } from '@maru/workspace/contract';
import { Injectable } from '@nestjs/common';
import type { DutyBoard } from '../duties/duties.dto';
import { DutiesService } from '../duties/duties.service';
import type { DayEventPage, DayEventsQuery } from '../operating/day-events.dto';
import { DayEventsService } from '../operating/day-events.service';
import type { MonthQuestion, OperatingMonth, OperatingVerdict, VerdictQuestion } from '../operating/operating.dto';
import { definitionItem, OperatingService } from '../operating/operating.service';
import { RunningMonthService } from '../operating/running-month.service';
import { CompanyPages } from './company-pages.service';
import type { DeskCompany, DeskMonthQuestion, DeskPage, DeskQuestion } from './desk.dto';
import { type DeskMoment, DeskRows, deskDefinition } from './desk-rows.service';

/** What an office sees of the companies that report to it. Nothing is kept: each figure is counted in the company's own scope. */
@Injectable()
export class DeskService {
  constructor(
    private readonly companies: ReportingCompanies,
    private readonly pages: CompanyPages,
    private readonly rows: DeskRows,
    private readonly duties: DutiesService,
    private readonly months: RunningMonthService,
    private readonly operating: OperatingService,
    private readonly events: DayEventsService,
    private readonly ledger: ReportPullLedger,
  ) {}

  async page({ month, ...query }: DeskQuestion): Promise<DeskPage> {
    const moment = await this.rows.moment(month);
    const page = await this.pages.read(query, (company) => this.counted(company, moment));
    return { ...page, definition: definitionItem(deskDefinition), asOf: moment.asOf.toISOString() };
  }

  /** @throws Problem 404 where the company does not report to the office */
  async company(organisationId: string, { month }: DeskMonthQuestion): Promise<DeskCompany> {
    const company = (await this.companies.inForce()).find((each) => each.organisationId === organisationId.toLowerCase());
    if (!company) throw new Problem(platformProblems.notFound);
    return this.counted(company, await this.rows.moment(month));
  }

  board(organisationId: string): Promise<DutyBoard> {
    return this.companies.inScopeOf(organisationId, () => this.duties.ofCompany(programmeDay(Date.now())));
  }

  month(organisationId: string, question: MonthQuestion): Promise<OperatingMonth> {
    return this.companies.inScopeOf(organisationId, () => this.months.month(question));
  }

  verdict(organisationId: string, question: VerdictQuestion): Promise<OperatingVerdict> {
    return this.companies.inScopeOf(organisationId, () => this.operating.verdict(question));
  }

  /** Written into the company's record before it leaves, as what is pulled is. */
  async dayEvents(organisationId: string, query: DayEventsQuery): Promise<DayEventPage> {
    const shown = await this.companies.inScopeOf(organisationId, () => this.events.page(query));
    await this.ledger.addShown(organisationId, shown);
    return shown;
  }

  private counted(company: ReportingCompany, moment: DeskMoment): Promise<DeskCompany> {
    return this.companies.inScopeOf(company.organisationId, () => this.rows.company(company, moment));
  }
}
