import {
  bonusVerdict,
  type DayFacts,
  dayPeriod,
  daysOfMonth,
  type MonthVerdict,
  monthPeriod,
  monthsBefore,
  monthVerdict,
  programmeDay,
} from '@maru/evidence';
import { type ReportingCompany, SiteDirectory, UsageGaps } from '@maru/workspace/contract';
import { Injectable } from '@nestjs/common';
import { AgreementVersionsQuery } from '../agreements/agreement-versions.query';
import { WorkingCalendarsQuery } from '../calendar/working-calendars.query';
import { DutiesService } from '../duties/duties.service';
import { operatingDefinition } from '../notices/operating-definitions';
import { DayFiguresQuery, isWithoutStored, type SentRow } from '../operating/day-figures.query';
import { OperatingMoment } from '../operating/operating-moment';
import { outlookItem } from '../operating/running-month.service';
import type { DeskCompany, DeskFigures, DeskMonth } from './desk.dto';
import { deskDuty } from './desk-duty';
import { regionOf } from './region';

type Gap = Awaited<ReturnType<UsageGaps['within']>>[number];

/** The definition by which the desk counts; it rests on stored logs alone. */
export const deskDefinition = operatingDefinition(null);

/** What is the same for every company of a page. */
export interface DeskMoment {
  readonly asOf: Date;
  /** Of `asOf`. */
  readonly today: string;
  readonly month: string;
  /** Of the service, in the month. */
  readonly gaps: readonly Gap[];
}

/**
 * A company's line on the desk, counted in its own scope. Seven months are counted from sends and receipts, of which there are few; the
 * usage log, of which there is much, is read for the one month whose uses are shown.
 */
@Injectable()
export class DeskRows {
  constructor(
    private readonly sites: SiteDirectory,
    private readonly calendars: WorkingCalendarsQuery,
    private readonly duties: DutiesService,
    private readonly figures: DayFiguresQuery,
    private readonly agreements: AgreementVersionsQuery,
    private readonly usageGaps: UsageGaps,
    private readonly now: OperatingMoment,
  ) {}

  async moment(month: string | undefined): Promise<DeskMoment> {
    const asOf = await this.now.now();
    const today = programmeDay(asOf.getTime());
    const asked = month ?? today.slice(0, 'yyyy-mm'.length);
    const { from, to } = monthPeriod(asked);
    return { asOf, today, month: asked, gaps: await this.usageGaps.within({ from, to: Math.min(to, asOf.getTime()) }) };
  }

  async row({ organisationId, name, simulated, grantedFrom }: ReportingCompany, moment: DeskMoment): Promise<DeskCompany> {
    const { month, today, asOf, gaps } = moment;
    const six = monthsBefore(today, deskDefinition.months);
    const before = { from: monthPeriod(six[0]).from, to: monthPeriod(six[six.length - 1]).to };
    const sent = new Map([...(await this.figures.sent(before, asOf)), ...(await this.figures.sent(monthPeriod(month), asOf))]);
    const used = await this.figures.used(monthPeriod(month), asOf);
    const firstDay = await this.figures.firstDay(asOf);
    const facts = new Map([...six, month].flatMap(daysOfMonth).map((day) => [day, factsOf(day, moment, sent, used, firstDay)]));
    const asked = monthVerdict(deskDefinition, month, facts, today);
    const completions = (await this.agreements.asOf(asOf)).map(({ completedOn }) => completedOn);
    const { verdict, reason, months } = bonusVerdict(deskDefinition, today, completions, facts, today);
    const sites = await this.sites.list();
    const calendars = [...(await this.calendars.ofSites(sites.map(({ id }) => id))).values()];
    return {
      organisationId,
      name,
      businessRegistrationNumbers: sites.map((site) => site.businessRegistrationNumber),
      region: regionOf(sites.at(0)?.address ?? null),
      simulated,
      grantedFrom: grantedFrom.toISOString(),
      month: monthOf(asked),
      outlook: outlookItem(deskDefinition, asked, calendars, today),
      figures: figuresOf(month, today, sent, used, gaps.length),
      duty: deskDuty((await this.duties.ofCompany(today)).items),
      bonus: { verdict, reason, months: months.map(monthOf) },
    };
  }
}

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

function monthOf({ month, verdict, operating, unknown, toCome }: MonthVerdict): DeskMonth {
  return { month, verdict, operating, unknown, toCome };
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
