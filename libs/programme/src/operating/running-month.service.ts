import { dayPeriod, dayUnderWay, type MonthVerdict, monthPeriod, type OperatingDefinition, programmeDay } from '@maru/evidence';
import { Database } from '@maru/platform';
import { UsageGaps } from '@maru/workspace/contract';
import { Injectable } from '@nestjs/common';
import { WorkingCalendarsQuery } from '../calendar/working-calendars.query';
import type { WorkingCalendar } from '../calendar/working-days';
import { DayFiguresQuery } from './day-figures.query';
import { monthOutlook, monthOutlookRule, workingDaysOf } from './month-outlook';
import type { CountedMonth, LogGapItem, MonthOutlookItem, MonthQuestion, OperatingMonth } from './operating.dto';
import { OperatingService } from './operating.service';
import { shortfalls } from './shortfall';

/** A month of a site of the organisation in whose scope it is asked with what can still become of it, and why days did not count. */
@Injectable()
export class RunningMonthService {
  constructor(
    private readonly operating: OperatingService,
    private readonly figures: DayFiguresQuery,
    private readonly workingCalendars: WorkingCalendarsQuery,
    private readonly usageGaps: UsageGaps,
    private readonly database: Database,
  ) {}

  async month(question: MonthQuestion): Promise<OperatingMonth> {
    const month = await this.operating.month(question);
    const asOf = new Date(month.asOf);
    const today = dayUnderWay(asOf.getTime());
    const calendar = month.site && (await this.workingCalendars.of(month.site.id));
    const working = workingDaysOf(month.month, calendar);
    const screenDays = await this.screenDays(month, asOf);
    return {
      ...month,
      usesWithoutSite: await this.figures.usedWithoutSite(monthPeriod(month.month), asOf),
      outlook: outlookItem(month.definition, month, calendar, today),
      shortfalls: shortfalls(month.days, (day) => working?.has(day) ?? false, screenDays, today).map(({ reason, days }) => ({
        reason,
        days: [...days],
      })),
      logGaps: await this.logGaps(month.month, asOf),
    };
  }

  private async logGaps(month: string, asOf: Date): Promise<LogGapItem[]> {
    const { from, to } = monthPeriod(month);
    const gaps = await this.usageGaps.within({ from, to: Math.min(to, asOf.getTime()) });
    return gaps.map((gap) => ({ from: new Date(gap.from).toISOString(), until: new Date(gap.until).toISOString() }));
  }

  /** Of the site's days without use those on which a screen refreshed by itself for it: the first refresh is enough. */
  private async screenDays({ site, days }: CountedMonth, asOf: Date): Promise<Set<string>> {
    const unused = days.filter(({ day, used }) => used === 0 && day <= programmeDay(asOf.getTime())).map(({ day }) => day);
    const rows = await this.database.query<{ day: string }>(
      `select day from unnest($2::text[], $3::timestamptz[], $4::timestamptz[]) as unused (day, begins, ends)
       where exists (
         select from platform.usage_event e
         where e.tenant_id = $1 and e.occurred_at >= begins and e.occurred_at < ends and e.occurred_at <= $5 and e.cause = 'automatic' and e.site_id = $6::uuid)`,
      [
        unused,
        unused.map((day) => new Date(dayPeriod(day).from)),
        unused.map((day) => new Date(dayPeriod(day).to)),
        asOf,
        site?.id ?? null,
      ],
    );
    return new Set(rows.map(({ day }) => day));
  }
}

/** Null unless the month is the one that today lies in. */
export function outlookItem(
  definition: Pick<OperatingDefinition, 'daysAMonth' | 'months'>,
  month: MonthVerdict,
  calendar: WorkingCalendar | null,
  today: string,
): MonthOutlookItem | null {
  if (!today.startsWith(month.month)) return null;
  const outlook = monthOutlook(definition, month, calendar, today);
  return { rule: monthOutlookRule, ...outlook, ahead: [...outlook.ahead] };
}
