import { programmeDay } from '@maru/evidence';
import { type CursorPart, isId, Problem } from '@maru/kernel';
import { cursorParts, pageOf, platformProblems } from '@maru/platform';
import { ReportingCompanies, type ReportingCompany, SiteDirectory } from '@maru/workspace/contract';
import { Injectable } from '@nestjs/common';
import type { DayEventPage, DayEventsQuery } from '../operating/day-events.dto';
import { DayEventsService } from '../operating/day-events.service';
import type { MonthQuestion, OperatingMonth, OperatingMonthItem, OperatingVerdict, VerdictQuestion } from '../operating/operating.dto';
import { OperatingService } from '../operating/operating.service';
import type { DeskCompany, DeskFigures, DeskMonth, DeskPage, DeskQuestion } from './desk.dto';

/** Seven months are counted of each company. */
const PAGE_COMPANIES = 20;

const isPlace = (parts: CursorPart[]): parts is [string, string] => parts.length === 2 && typeof parts[0] === 'string' && isId(parts[1]);

/** What an office sees of the companies that report to it. Nothing is kept: each figure is counted in the company's own scope. */
@Injectable()
export class DeskService {
  constructor(
    private readonly companies: ReportingCompanies,
    private readonly sites: SiteDirectory,
    private readonly operating: OperatingService,
    private readonly events: DayEventsService,
  ) {}

  async page({ month, cursor, limit = PAGE_COMPANIES }: DeskQuestion): Promise<DeskPage> {
    const after = cursorParts(cursor, isPlace);
    const all = (await this.companies.inForce()).toSorted(byName);
    const rest = after ? all.filter((company) => byName(company, { name: after[0], organisationId: after[1] }) > 0) : all;
    const read: DeskCompany[] = [];
    // One after another: each is a transaction of its own in another company's scope.
    for (const company of rest.slice(0, limit)) read.push(...(await this.companyIfGranted(company, month)));
    const { next } = pageOf(
      rest,
      limit,
      (company) => company,
      ({ name, organisationId }) => [name, organisationId],
    );
    return { items: read, next };
  }

  month(organisationId: string, question: MonthQuestion): Promise<OperatingMonth> {
    return this.companies.inScopeOf(organisationId, () => this.operating.month(question));
  }

  verdict(organisationId: string, question: VerdictQuestion): Promise<OperatingVerdict> {
    return this.companies.inScopeOf(organisationId, () => this.operating.verdict(question));
  }

  dayEvents(organisationId: string, query: DayEventsQuery): Promise<DayEventPage> {
    return this.companies.inScopeOf(organisationId, () => this.events.page(query));
  }

  /** None where the grant has ended since the list was read. */
  private async companyIfGranted(company: ReportingCompany, month: string | undefined): Promise<DeskCompany[]> {
    try {
      return [await this.company(company, month)];
    } catch (error) {
      if (error instanceof Problem && error.type === platformProblems.notFound) return [];
      throw error;
    }
  }

  private company({ organisationId, name, simulated, grantedFrom }: ReportingCompany, month: string | undefined): Promise<DeskCompany> {
    return this.companies.inScopeOf(organisationId, async () => {
      const asked = await this.operating.month({ month });
      const { verdict, reason, months } = await this.operating.verdict({});
      const sites = await this.sites.list();
      return {
        organisationId,
        name,
        businessRegistrationNumbers: sites.map((site) => site.businessRegistrationNumber),
        simulated,
        grantedFrom: grantedFrom.toISOString(),
        month: monthOf(asked),
        figures: figuresOf(asked, programmeDay(Date.now())),
        bonus: { verdict, reason, months: months.map(monthOf) },
      };
    });
  }
}

type Named = Pick<ReportingCompany, 'name' | 'organisationId'>;

/** By code point, as Korean names are ordered, whatever the database's collation is. */
function byName(one: Named, other: Named): number {
  if (one.name !== other.name) return one.name < other.name ? -1 : 1;
  return one.organisationId === other.organisationId ? 0 : one.organisationId < other.organisationId ? -1 : 1;
}

function monthOf({ month, verdict, operating, unknown, toCome }: OperatingMonthItem): DeskMonth {
  return { month, verdict, operating, unknown, toCome };
}

function figuresOf({ days }: OperatingMonthItem, today: string): DeskFigures {
  const sum = (field: 'used' | 'stored' | 'uncertain' | 'refused' | 'queued' | 'gaps') =>
    days.reduce((total, day) => total + day[field], 0);
  return {
    used: sum('used'),
    stored: sum('stored'),
    uncertain: sum('uncertain'),
    refused: sum('refused'),
    queued: sum('queued'),
    gaps: sum('gaps'),
    daysWithoutStored: days.filter(({ day, used, stored }) => day !== today && used > 0 && stored === 0).length,
  };
}
