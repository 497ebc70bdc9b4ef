import { dayPeriod, type MonthVerdict, monthPeriod, type OperatingDefinition, programmeDay } from '@maru/evidence';
import { Database } from '@maru/platform';
import { SiteDirectory, UsageGaps } from '@maru/workspace/contract';
import { Injectable } from '@nestjs/common';
import { WorkingCalendarsQuery } from '../calendar/working-calendars.query';
import type { WorkingCalendar } from '../calendar/working-days';
import { monthOutlook, monthOutlookRule, workingDaysOf } from './month-outlook';
import type { CountedMonth, LogGapItem, MonthOutlookItem, MonthQuestion, OperatingMonth } from './operating.dto';
import { OperatingService } from './operating.service';
import { shortfalls } from './shortfall';

/** A month of the organisation in whose scope it is asked with what can still become of it, and why days did not count. */
@Injectable()
export class RunningMonthService {
  constructor(
    private readonly operating: OperatingService,
    private readonly sites: SiteDirectory,
    private readonly workingCalendars: WorkingCalendarsQuery,
    private readonly usageGaps: UsageGaps,
    private readonly database: Database,
  ) {}

  async month(question: MonthQuestion): Promise<OperatingMonth> {
    const month = await this.operating.month(question);
    const asOf = new Date(month.asOf);
    const today = programmeDay(asOf.getTime());
    const calendars = await this.calendars();
    const working = workingDaysOf(month.month, calendars);
    const screenDays = await this.screenDays(month, asOf);
    return {
      ...month,
      outlook: outlookItem(month.definition, month, calendars, today),
      shortfalls: shortfalls(month.days, (day) => working?.has(day) ?? false, screenDays, today).map(({ reason, days }) => ({
        reason,
        days: [...days],
      })),
      logGaps: await this.logGaps(month.month, asOf),
    };
  }

  /** Of all sites: the usage log does not say at which of them somebody worked. */
  private async calendars(): Promise<WorkingCalendar[]> {
    const ids = (await this.sites.list()).map(({ id }) => id);
    return [...(await this.workingCalendars.ofSites(ids)).values()];
  }

  private async logGaps(month: string, asOf: Date): Promise<LogGapItem[]> {
    const { from, to } = monthPeriod(month);
    const gaps = await this.usageGaps.within({ from, to: Math.min(to, asOf.getTime()) });
    return gaps.map((gap) => ({ from: new Date(gap.from).toISOString(), until: new Date(gap.until).toISOString() }));
  }

  /** Of the days without use those on which a screen refreshed by itself: the first refresh is enough. */
  private async screenDays({ days }: CountedMonth, asOf: Date): Promise<Set<string>> {
    const unused = days.filter(({ day, used }) => used === 0 && day <= programmeDay(asOf.getTime())).map(({ day }) => day);
    const rows = await this.database.query<{ day: string }>(
      `select day from unnest($2::text[], $3::timestamptz[], $4::timestamptz[]) as unused (day, begins, ends)
       where exists (
         select from platform.usage_event e
         where e.tenant_id = $1 and e.occurred_at >= begins and e.occurred_at < ends and e.occurred_at <= $5 and e.cause = 'automatic')`,
      [unused, unused.map((day) => new Date(dayPeriod(day).from)), unused.map((day) => new Date(dayPeriod(day).to)), asOf],
    );
    return new Set(rows.map(({ day }) => day));
  }
}

/** Null unless the month is the one that today lies in. */
export function outlookItem(
  definition: Pick<OperatingDefinition, 'daysAMonth' | 'months'>,
  month: MonthVerdict,
  calendars: readonly WorkingCalendar[],
  today: string,
): MonthOutlookItem | null {
  if (!today.startsWith(month.month)) return null;
  const outlook = monthOutlook(definition, month, calendars, today);
  return { rule: monthOutlookRule, ...outlook, ahead: [...outlook.ahead] };
}
