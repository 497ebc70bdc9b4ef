import { programmeDay } from '@maru/evidence';
import { holidaysKnownUntil, Problem, publicHolidays } from '@maru/kernel';
import { ATTENTION_TOPIC, changedOne, currentScope, invalidField, LiveSignal, platformProblems } from '@maru/platform';
import { SiteDirectory, type SiteSummary } from '@maru/workspace/contract';
import { Injectable } from '@nestjs/common';
import type { WorkingCalendarBody, WorkingCalendarItem } from './working-calendars.dto';
import { WorkingCalendarsQuery } from './working-calendars.query';

/** 근무일: on which days a site works. */
@Injectable()
export class WorkingCalendarsService {
  constructor(
    private readonly calendars: WorkingCalendarsQuery,
    private readonly sites: SiteDirectory,
    private readonly live: LiveSignal,
  ) {}

  async read(siteId: string): Promise<WorkingCalendarItem> {
    return this.itemOf(await this.site(siteId));
  }

  /** @throws Problem 400 for a day that is there twice · 412 when somebody changed it meanwhile */
  async replace(siteId: string, version: number, { weekdays, days }: WorkingCalendarBody): Promise<WorkingCalendarItem> {
    const site = await this.site(siteId);
    const twice = days.findIndex(({ day }, at) => days.findIndex((other) => other.day === day) < at);
    if (twice >= 0) throw invalidField(`/days/${twice}/day`, 'twice', { ko: '같은 날짜가 두 번 있습니다.', en: 'The day is there twice.' });
    // A calendar that nobody has changed has no row, and the first version.
    if ((await this.calendars.of(site.id)).version !== version) throw new Problem(platformProblems.versionMismatch);
    const single = new Map(days.map(({ day, works }) => [day, works]));
    changedOne(await this.calendars.replace(site.id, { weekdays: [...weekdays].sort(), days: single, version }), true);
    const { tenantId } = currentScope().tenant;
    currentScope().afterCommit(() => this.live.raise(tenantId, ATTENTION_TOPIC, site.id));
    return this.itemOf(site);
  }

  private async site(siteId: string): Promise<SiteSummary> {
    const site = await this.sites.find(siteId);
    if (!site) throw new Problem(platformProblems.notFound);
    return site;
  }

  private async itemOf(site: SiteSummary): Promise<WorkingCalendarItem> {
    const { weekdays, days, version } = await this.calendars.of(site.id);
    const today = programmeDay(Date.now());
    const year = Number(today.slice(0, 4));
    const holidays = [year, year + 1].flatMap((each) => publicHolidays(each) ?? []).filter(({ day }) => day >= today);
    return {
      siteId: site.id,
      siteName: site.name,
      weekdays: [...weekdays],
      days: [...days].map(([day, works]) => ({ day, works })),
      version,
      holidays: holidays.map(({ day, name }) => ({ day, name })),
      holidaysKnownUntil,
    };
  }
}
