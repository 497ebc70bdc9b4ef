import {
  bonusVerdict,
  type DayFacts,
  dayPeriod,
  daysOfMonth,
  dayUnderWay,
  monthPeriod,
  monthsBefore,
  monthVerdict,
  programmeDay,
} from '@maru/evidence';
import { type ReportingCompany, SiteDirectory, type SiteSummary, UsageGaps } from '@maru/workspace/contract';
import { Injectable } from '@nestjs/common';
import { AgreementVersionsQuery } from '../agreements/agreement-versions.query';
import { type Agreement, AgreementsQuery } from '../agreements/agreements.query';
import { WorkingCalendarsQuery } from '../calendar/working-calendars.query';
import type { DutyItem } from '../duties/duties.dto';
import { DutiesService } from '../duties/duties.service';
import { operatingDefinition } from '../notices/operating-definitions';
import { DayFiguresQuery, isWithoutStored, type SentRow } from '../operating/day-figures.query';
import { completionsOf } from '../operating/operating.service';
import { OperatingMoment } from '../operating/operating-moment';
import { outlookItem } from '../operating/running-month.service';
import type { DeskCompany, DeskFigures, DeskLine, DeskQuestion, DeskSite } from './desk.dto';
import { deskDuty, dutiesOfSite } from './desk-duty';
import { deskMonth } from './desk-month';
import { regionOf } from './region';

type Gap = Awaited<ReturnType<UsageGaps['within']>>[number];

/** The definition by which the desk counts; it rests on stored logs alone. */
export const deskDefinition = operatingDefinition(null);

/** What is the same for every company of a page. */
export interface DeskMoment {
  readonly asOf: Date;
  /** The day that `asOf` lies in. */
  readonly day: string;
  /** The one that may still become an operating day: the next one where `day` is asked for whole. */
  readonly today: string;
  readonly month: string;
  /** Of the service, in the month. */
  readonly gaps: readonly Gap[];
}

/** What is the same for every line of a company. */
interface CompanyFacts {
  readonly used: Awaited<ReturnType<DayFiguresQuery['used']>>;
  /** As of the moment. */
  readonly agreements: readonly Agreement[];
  /** Of now, whatever the moment, with the agreements by which they are owed: as on the company's own board. */
  readonly owed: { readonly agreements: readonly Agreement[]; readonly duties: readonly DutyItem[] };
}

/**
 * A company's lines on the desk, one for each place of business that reports, counted in the company's own scope. Seven months are counted from
 * sends and receipts, of which there are few; the usage log, of which there is much, is read for the one month whose uses are shown.
 */
@Injectable()
export class DeskRows {
  constructor(
    private readonly sites: SiteDirectory,
    private readonly calendars: WorkingCalendarsQuery,
    private readonly duties: DutiesService,
    private readonly figures: DayFiguresQuery,
    private readonly agreements: AgreementsQuery,
    private readonly versions: AgreementVersionsQuery,
    private readonly usageGaps: UsageGaps,
    private readonly now: OperatingMoment,
  ) {}

  /** @throws Problem 400 for an `asOf` to come */
  async moment({ month, asOf: at }: Pick<DeskQuestion, 'month' | 'asOf'>): Promise<DeskMoment> {
    const asOf = await this.now.of(at);
    const day = programmeDay(asOf.getTime());
    const asked = month ?? day.slice(0, 'yyyy-mm'.length);
    const { from, to } = monthPeriod(asked);
    return {
      asOf,
      day,
      today: dayUnderWay(asOf.getTime()),
      month: asked,
      gaps: await this.usageGaps.within({ from, to: Math.min(to, asOf.getTime()) }),
    };
  }

  async company({ organisationId, name, simulated, grantedFrom }: ReportingCompany, moment: DeskMoment): Promise<DeskCompany> {
    const { month, asOf } = moment;
    const facts: CompanyFacts = {
      used: await this.figures.used(monthPeriod(month), asOf),
      agreements: await this.versions.asOf(asOf),
      owed: { agreements: await this.agreements.all(), duties: (await this.duties.ofCompany(programmeDay(Date.now()))).items },
    };
    const sites = sitesShown(await this.sites.list(), facts.agreements);
    const lines: DeskLine[] = [];
    for (const site of sites.length > 0 ? sites : [null]) lines.push(await this.line(site, facts, moment));
    const usesWithoutSite = [...(facts.used.get(null)?.values() ?? [])].reduce((total, uses) => total + uses, 0);
    return { organisationId, name, simulated, grantedFrom: grantedFrom.toISOString(), lines, usesWithoutSite };
  }

  private async line(site: SiteSummary | null, { agreements, owed, ...facts }: CompanyFacts, moment: DeskMoment): Promise<DeskLine> {
    const { month, day: noticeDay, today, asOf, gaps } = moment;
    const siteId = site?.id ?? null;
    const used = (siteId === null ? undefined : facts.used.get(siteId)) ?? new Map<string, number>();
    const six = monthsBefore(noticeDay, deskDefinition.months);
    const before = { from: monthPeriod(six[0]).from, to: monthPeriod(six[six.length - 1]).to };
    const sent = new Map([
      ...(await this.figures.sent(siteId, before, asOf)),
      ...(await this.figures.sent(siteId, monthPeriod(month), asOf)),
    ]);
    const firstDay = await this.figures.firstDay(siteId, asOf);
    const begun = [...six, month].flatMap(daysOfMonth).filter((day) => day <= noticeDay);
    const days = new Map(begun.map((day) => [day, factsOf(day, moment, sent, used, firstDay)]));
    const asked = monthVerdict(deskDefinition, month, days, today);
    const { verdict, reason, months } = bonusVerdict(deskDefinition, noticeDay, completionsOf(agreements, siteId), days, today);
    const calendar = siteId === null ? null : await this.calendars.of(siteId);
    return {
      site: site && siteOf(site),
      month: deskMonth(asked),
      outlook: outlookItem(deskDefinition, asked, calendar, today),
      figures: figuresOf(month, today, sent, used, gaps.length),
      duty: deskDuty(dutiesOfSite(owed.duties, owed.agreements, siteId)),
      bonus: { verdict, reason, months: months.map(deskMonth) },
    };
  }
}

/** Those that an agreement covers, or all of them where none is covered. */
function sitesShown(sites: readonly SiteSummary[], agreements: readonly Pick<Agreement, 'siteIds'>[]): readonly SiteSummary[] {
  const covered = sites.filter(({ id }) => agreements.some(({ siteIds }) => siteIds.includes(id)));
  return covered.length > 0 ? covered : sites;
}

const siteOf = ({ id, name, businessRegistrationNumber, address }: SiteSummary): DeskSite => ({
  id,
  name,
  businessRegistrationNumber,
  region: regionOf(address),
});

const none = { stored: 0, uncertain: 0 };

/** Uses are counted in the month asked for; in the others nobody has looked. */
function factsOf(
  day: string,
  { month, gaps }: DeskMoment,
  sent: ReadonlyMap<string, SentRow>,
  used: ReadonlyMap<string, number>,
  firstDay: string | null,
): DayFacts {
  const { from, to } = dayPeriod(day);
  const { stored = 0, uncertain = 0 } = sent.get(day) ?? {};
  return {
    day,
    used: day.startsWith(month) ? (used.get(day) ?? 0) : null,
    stored,
    isUseUncertain: gaps.some((gap) => gap.from < to && gap.until >= from),
    isStoreUncertain: uncertain > 0,
    isBeforeService: firstDay === null || day < firstDay,
  };
}

function figuresOf(
  month: string,
  today: string,
  sent: ReadonlyMap<string, SentRow>,
  used: ReadonlyMap<string, number>,
  gaps: number,
): DeskFigures {
  const days = daysOfMonth(month);
  const sum = (field: 'stored' | 'uncertain' | 'refused') => days.reduce((total, day) => total + (sent.get(day)?.[field] ?? 0), 0);
  return {
    used: days.reduce((total, day) => total + (used.get(day) ?? 0), 0),
    stored: sum('stored'),
    uncertain: sum('uncertain'),
    refused: sum('refused'),
    daysWithoutStored: days.filter((day) => day !== today && isWithoutStored({ ...none, ...sent.get(day), used: used.get(day) ?? 0 }))
      .length,
    gaps,
  };
}
