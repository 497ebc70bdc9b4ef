import { dayPeriod, monthPeriod, monthVerdict, programmeDay } from '@maru/evidence';
import { atHome } from '@maru/kernel';
import { type AttentionFinder, type AttentionFindings, AttentionSource, aboutThings, attentionItem } from '@maru/platform';
import { SiteDirectory } from '@maru/workspace/contract';
import { Injectable } from '@nestjs/common';
import { WorkingCalendarsQuery } from '../calendar/working-calendars.query';
import type { WorkingCalendar } from '../calendar/working-days';
import { DutiesService, owingSites } from '../duties/duties.service';
import { operatingDefinition } from '../notices/operating-definitions';
import { DayFiguresQuery } from '../operating/day-figures.query';
import { type MonthRisk, monthOutlook } from '../operating/month-outlook';

/**
 * What a person can still change in the running month, the worst first: nobody is told every morning of a month that is lost, or that hangs
 * on days of which nothing is known. One that gets worse is another kind, so that a note of the better is none of the worse.
 */
const kindOf: Partial<Record<MonthRisk, string>> = { 'days-off-needed': 'programme.month-short', tight: 'programme.month-tight' };

/** Sites whose running month gets its operating days only if hardly a day passes without use, by the definition that is meant where none is named. */
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
    const siteIds = owingSites(await this.duties.known(), today);
    if (siteIds.length === 0) return { items: [], changesAt: null };
    const calendars = await this.calendars.ofSites(siteIds);
    const risks = new Map<string, MonthRisk>();
    for (const siteId of siteIds) risks.set(siteId, await this.riskOf(siteId, calendars.get(siteId) as WorkingCalendar, now, today));
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

  private async riskOf(siteId: string, calendar: WorkingCalendar, now: Date, today: string): Promise<MonthRisk> {
    const definition = operatingDefinition(null);
    const month = today.slice(0, 'yyyy-mm'.length);
    const days = new Map((await this.figures.days(siteId, [month], now)).map((figures) => [figures.day, figures]));
    return monthOutlook(definition, monthVerdict(definition, month, days, today), calendar, today).risk;
  }
}
