import { programmeDay } from '@maru/evidence';
import { type CursorPart, isId, Problem } from '@maru/kernel';
import { cursorParts, pageOf, platformProblems } from '@maru/platform';
import { ReportingCompanies, type ReportingCompany } from '@maru/workspace/contract';
import { Injectable } from '@nestjs/common';
import type { DutyBoard } from '../duties/duties.dto';
import { DutiesService } from '../duties/duties.service';
import type { DayEventPage, DayEventsQuery } from '../operating/day-events.dto';
import { DayEventsService } from '../operating/day-events.service';
import type { MonthQuestion, OperatingMonth, OperatingVerdict, VerdictQuestion } from '../operating/operating.dto';
import { definitionItem, OperatingService } from '../operating/operating.service';
import { RunningMonthService } from '../operating/running-month.service';
import type { DeskCompany, DeskMonthQuestion, DeskPage, DeskQuestion } from './desk.dto';
import { type DeskMoment, DeskRows, deskDefinition } from './desk-rows.service';

/** Companies of one answer: each is a transaction of its own in another company's scope. */
const PAGE_COMPANIES = 20;

const isPlace = (parts: CursorPart[]): parts is [string, string] => parts.length === 2 && typeof parts[0] === 'string' && isId(parts[1]);

/** What an office sees of the companies that report to it. Nothing is kept: each figure is counted in the company's own scope. */
@Injectable()
export class DeskService {
  constructor(
    private readonly companies: ReportingCompanies,
    private readonly rows: DeskRows,
    private readonly duties: DutiesService,
    private readonly months: RunningMonthService,
    private readonly operating: OperatingService,
    private readonly events: DayEventsService,
  ) {}

  async page({ month, cursor, limit = PAGE_COMPANIES }: DeskQuestion): Promise<DeskPage> {
    const after = cursorParts(cursor, isPlace);
    const all = (await this.companies.inForce()).toSorted(byName);
    const rest = after ? all.filter((company) => byName(company, { name: after[0], organisationId: after[1] }) > 0) : all;
    const moment = await this.rows.moment(month);
    const read: DeskCompany[] = [];
    // One after another: each is a transaction of its own in another company's scope.
    for (const company of rest.slice(0, limit)) read.push(...(await this.rowIfGranted(company, moment)));
    const { next } = pageOf(
      rest,
      limit,
      (company) => company,
      ({ name, organisationId }) => [name, organisationId],
    );
    return { items: read, next, total: all.length, definition: definitionItem(deskDefinition), asOf: moment.asOf.toISOString() };
  }

  /** @throws Problem 404 where the company does not report to the office */
  async company(organisationId: string, { month }: DeskMonthQuestion): Promise<DeskCompany> {
    const company = (await this.companies.inForce()).find((each) => each.organisationId === organisationId.toLowerCase());
    if (!company) throw new Problem(platformProblems.notFound);
    return this.row(company, await this.rows.moment(month));
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

  dayEvents(organisationId: string, query: DayEventsQuery): Promise<DayEventPage> {
    return this.companies.inScopeOf(organisationId, () => this.events.page(query));
  }

  private row(company: ReportingCompany, moment: DeskMoment): Promise<DeskCompany> {
    return this.companies.inScopeOf(company.organisationId, () => this.rows.row(company, moment));
  }

  /** None where the grant has ended since the list was read. */
  private async rowIfGranted(company: ReportingCompany, moment: DeskMoment): Promise<DeskCompany[]> {
    try {
      return [await this.row(company, moment)];
    } catch (error) {
      if (error instanceof Problem && error.type === platformProblems.notFound) return [];
      throw error;
    }
  }
}

type Named = Pick<ReportingCompany, 'name' | 'organisationId'>;

/** By code point, as Korean names are ordered, whatever the database's collation is. */
function byName(one: Named, other: Named): number {
  if (one.name !== other.name) return one.name < other.name ? -1 : 1;
  return one.organisationId === other.organisationId ? 0 : one.organisationId < other.organisationId ? -1 : 1;
}
