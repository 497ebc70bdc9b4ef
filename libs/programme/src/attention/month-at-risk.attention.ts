import { dayPeriod, monthPeriod, monthVerdict, programmeDay } from '@maru/evidence';
import { atHome } from '@maru/kernel';
import { type AttentionFinder, type AttentionFindings, AttentionSource, aboutThings, attentionItem } from '@maru/platform';
import { SiteDirectory } from '@maru/workspace/contract';
import { Injectable } from '@nestjs/common';
import { WorkingCalendarsQuery } from '../calendar/working-calendars.query';
import type { WorkingCalendar } from '../calendar/working-days';
import { DutiesService, type OwedLogs } from '../duties/duties.service';
import { operatingDefinition } from '../notices/operating-definitions';
import { DayFiguresQuery } from '../operating/day-figures.query';
import { type MonthRisk, monthOutlook } from '../operating/month-outlook';

/**
 * What a person can still change in the running month, the worst first: nobody is told every morning of a month that is lost, or that hangs
 * on days of which nothing is known. One that gets worse is another kind, so that a note of the better is none of the worse.
 */
const kindOf: Partial<Record<MonthRisk, string>> = { 'days-off-needed': 'programme.month-short', tight: 'programme.month-tight' };

/** The one that is meant where none is named: by stored logs. */
const definition = operatingDefinition(null);

/** Sites whose running month gets its operating days only if hardly a working day passes without a stored log. */
@Injectable()
@AttentionSource({ kinds: Object.values(kindOf), permission: 'programme.operating.read' })
export class MonthAtRiskAttention implements AttentionFinder {
  constructor(
    private readonly duties: DutiesService,
    private readonly figures: DayFiguresQuery,
    private readonly calendars: WorkingCalendarsQuery,
    private readonly sites: SiteDirectory,
  ) {}

  async find(now: Date): Promise<AttentionFindings> {
    const today = programmeDay(now.getTime());
    const owed = await this.duties.owedLogs(today);
    const siteIds = [...new Set(owed.filter(({ logs }) => logs.from <= today).map(({ siteId }) => siteId))];
    if (siteIds.length === 0) return { items: [], changesAt: beginningOf(owed) };
    const calendars = await this.calendars.ofSites(siteIds);
    const risks = new Map<string, MonthRisk>();
    for (const siteId of siteIds) risks.set(siteId, await this.riskOf(siteId, calendars.get(siteId) as WorkingCalendar, now));
    const sites = await this.sites.list();
    const stretchMs = monthPeriod(today.slice(0, 'yyyy-mm'.length));
    const items = Object.entries(kindOf).flatMap(([risk, kind]) => {
      const told = sites.filter(({ id }) => risks.get(id) === risk);
      if (told.length === 0) return [];
      const parts = told.map(({ id }) => ({ thing: id, stretchMs }));
      return [attentionItem({ kind, severity: 'warning', ...aboutThings(told), until: atHome(new Date(stretchMs.to)), parts })];
    });
    return { items, changesAt: new Date(dayPeriod(today).to) };
  }

  private async riskOf(siteId: string, calendar: WorkingCalendar, now: Date): Promise<MonthRisk> {
    const today = programmeDay(now.getTime());
    const month = today.slice(0, 'yyyy-mm'.length);
    const facts = await this.figures.storedFacts(siteId, month, now);
    return monthOutlook(definition, monthVerdict(definition, month, facts, today), calendar, today).risk;
  }
}

/** When the first of the logs is owed that are only owed later. */
function beginningOf(owed: readonly OwedLogs[]): Date | null {
  const [first] = owed.map(({ logs }) => logs.from).sort();
  return first === undefined ? null : new Date(dayPeriod(first).from);
}
