import { dayPeriod, monthPeriod, programmeDay } from '@maru/evidence';
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

/**
 * What an office sees of the companies that report to it. Each figure is counted in the company's own scope. Every answer with figures of a
 * company is in its record before it leaves, whoever or whatever asked: once a day for the same person and question.
 */
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

  async page({ month, asOf, ...query }: DeskQuestion): Promise<DeskPage> {
    const moment = await this.rows.moment({ month, asOf });
    const page = await this.pages.read(query, (company) => this.handedOut(company, moment, asOf));
    return { ...page, definition: definitionItem(deskDefinition), asOf: moment.asOf.toISOString() };
  }

  /** @throws Problem 404 where the company does not report to the office */
  async company(organisationId: string, question: DeskMonthQuestion): Promise<DeskCompany> {
    const company = (await this.companies.inForce()).find((each) => each.organisationId === organisationId.toLowerCase());
    if (!company) throw new Problem(platformProblems.notFound);
    return this.handedOut(company, await this.rows.moment(question), question.asOf);
  }

  async board(organisationId: string): Promise<DutyBoard> {
    const answer = await this.companies.inScopeOf(organisationId, () => this.duties.ofCompany(programmeDay(Date.now())));
    const { from } = dayPeriod(answer.today);
    await this.ledger.addFigures(organisationId, {
      stream: 'shown-duties',
      asked: { day: answer.today },
      answer,
      lines: answer.items.length,
      firstAt: new Date(from),
      lastAt: new Date(Math.max(from, Date.now())),
    });
    return answer;
  }

  async month(organisationId: string, question: MonthQuestion): Promise<OperatingMonth> {
    const answer = await this.companies.inScopeOf(organisationId, () => this.months.month(question));
    const { site, definition, month } = answer;
    const asked = { siteId: site?.id, definition: versionOf(definition), month, asOf: instantOf(question.asOf) };
    const shown = { stream: 'shown-month', asked, answer, lines: answer.days.length } as const;
    await this.ledger.addFigures(organisationId, { ...shown, ...aboutMonths(month, month, new Date(answer.asOf)) });
    return answer;
  }

  async verdict(organisationId: string, question: VerdictQuestion): Promise<OperatingVerdict> {
    const answer = await this.companies.inScopeOf(organisationId, () => this.operating.verdict(question));
    const { site, definition, noticeDay, months } = answer;
    const asked = { siteId: site?.id, definition: versionOf(definition), noticeDay, asOf: instantOf(question.asOf) };
    const shown = { stream: 'shown-verdict', asked, answer, lines: months.length } as const;
    const about = aboutMonths(months[0].month, months[months.length - 1].month, new Date(answer.asOf));
    await this.ledger.addFigures(organisationId, { ...shown, ...about });
    return answer;
  }

  /** Written into the company's record before it leaves, as what is pulled is. */
  async dayEvents(organisationId: string, query: DayEventsQuery): Promise<DayEventPage> {
    const shown = await this.companies.inScopeOf(organisationId, () => this.events.page(query));
    await this.ledger.addShown(organisationId, shown);
    return shown;
  }

  /** @param askedAsOf the moment that was asked for, where it was not now */
  private async handedOut(company: ReportingCompany, moment: DeskMoment, askedAsOf: string | undefined): Promise<DeskCompany> {
    const answer = await this.companies.inScopeOf(company.organisationId, () => this.rows.company(company, moment));
    const { month, asOf } = moment;
    const asked = { definition: versionOf(deskDefinition), month, asOf: instantOf(askedAsOf) };
    const shown = { stream: 'shown-list', asked, answer, lines: answer.lines.length } as const;
    await this.ledger.addFigures(company.organisationId, { ...shown, ...aboutMonths(month, month, asOf) });
    return answer;
  }
}

const versionOf = ({ id, version }: { readonly id: string; readonly version: number }): string => `${id}@${version}`;

/** The same moment is the same question, however it is written. */
const instantOf = (asOf: string | undefined): string | undefined => asOf && new Date(asOf).toISOString();

/** The times that months are about, as far as they have come; of months to come, their beginning. */
function aboutMonths(first: string, last: string, asOf: Date): { firstAt: Date; lastAt: Date } {
  const { from } = monthPeriod(first);
  return { firstAt: new Date(from), lastAt: new Date(Math.max(from, Math.min(monthPeriod(last).to - 1, asOf.getTime()))) };
}
