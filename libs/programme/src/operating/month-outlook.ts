import { daysOfMonth, type MonthVerdict, monthPeriod, type OperatingDefinition, programmeDay } from '@maru/evidence';
import { publicHolidays } from '@maru/kernel';
import { isWorkingDay, type WorkingCalendar } from '../calendar/working-days';

/** What a risk means is ours and no notice's, so that each names the version of this rule. */
export const monthOutlookRule = 'programme.month-outlook.v1';

/** With as many working days to spare as this, or fewer, a month is tight. */
const tightSpareDays = 1;

/**
 * How the running month stands, from best to worst:
 * - `enough`: it has its operating days
 * - `on-track`: two working days or more may pass without use, and it still gets them
 * - `tight`: one at most may
 * - `calendar-unknown`: days enough are left, and it is not known how many of them are working days
 * - `days-off-needed`: all working days left are too few; only with days off that are worked on would it get them
 * - `unknown-decides`: all days left are too few; it depends on days of which it is not known
 * - `out-of-reach`: whatever comes, it cannot get them any more
 */
export const monthRisks = [
  'enough',
  'on-track',
  'tight',
  'calendar-unknown',
  'days-off-needed',
  'unknown-decides',
  'out-of-reach',
] as const;
export type MonthRisk = (typeof monthRisks)[number];

/** Why working days cannot be counted: the organisation has no site, or the public holidays of the year are not known. */
export type CalendarFault = 'no-site' | 'holidays-unknown';

/** Today in the running month: an operating day already, or one that may still become one, worked on as a rule or not. */
export type TodayState = 'counted' | 'working-day' | 'day-off' | 'not-known';

export interface MonthAhead {
  readonly month: string;
  /** Null where they cannot be counted. */
  readonly workingDays: number | null;
}

export interface MonthOutlook {
  readonly risk: MonthRisk;
  /** Operating days that are still missing; none where there are enough. */
  readonly missing: number;
  /** Days left, worked on or not: today among them while it is no operating day. */
  readonly daysLeft: number;
  /** Those of them that are working days; null where they cannot be counted. */
  readonly workingDaysLeft: number | null;
  /** Of the whole month. */
  readonly workingDays: number | null;
  readonly calendarFault: CalendarFault | null;
  readonly today: TodayState;
  /** The months that follow, the next one first. */
  readonly ahead: readonly MonthAhead[];
}

/**
 * @param month the running one, counted as of today
 * @param calendar of the site; null where the organisation has none
 */
export function monthOutlook(
  { daysAMonth, months }: Pick<OperatingDefinition, 'daysAMonth' | 'months'>,
  month: MonthVerdict,
  calendar: WorkingCalendar | null,
  today: string,
): MonthOutlook {
  const missing = Math.max(0, daysAMonth - month.operating);
  const left = month.days.filter(({ state }) => state === 'to-come').map(({ day }) => day);
  const working = workingDaysOf(month.month, calendar);
  const workingDaysLeft = working && left.filter((day) => working.has(day)).length;
  return {
    risk: riskOf(missing, month, workingDaysLeft),
    missing,
    daysLeft: left.length,
    workingDaysLeft,
    workingDays: working?.size ?? null,
    calendarFault: calendarFault(month.month, calendar),
    today: !left.includes(today) ? 'counted' : working === null ? 'not-known' : working.has(today) ? 'working-day' : 'day-off',
    ahead: monthsAfter(month.month, months).map((next) => ({ month: next, workingDays: workingDaysOf(next, calendar)?.size ?? null })),
  };
}

function riskOf(missing: number, { unknown, toCome }: MonthVerdict, workingDaysLeft: number | null): MonthRisk {
  if (missing === 0) return 'enough';
  if (missing > toCome + unknown) return 'out-of-reach';
  if (missing > toCome) return 'unknown-decides';
  if (workingDaysLeft === null) return 'calendar-unknown';
  if (missing > workingDaysLeft) return 'days-off-needed';
  return workingDaysLeft - missing <= tightSpareDays ? 'tight' : 'on-track';
}

function calendarFault(month: string, calendar: WorkingCalendar | null): CalendarFault | null {
  if (!calendar) return 'no-site';
  return publicHolidays(Number(month.slice(0, 4))) === null ? 'holidays-unknown' : null;
}

/** @returns null where they cannot be counted: a public holiday that is not known would pass for a working day */
export function workingDaysOf(month: string, calendar: WorkingCalendar | null): ReadonlySet<string> | null {
  if (!calendar || calendarFault(month, calendar)) return null;
  return new Set(daysOfMonth(month).filter((day) => isWorkingDay(day, calendar)));
}

function monthsAfter(month: string, count: number): string[] {
  const following: string[] = [];
  for (let last = month; following.length < count; following.push(last)) last = programmeDay(monthPeriod(last).to).slice(0, last.length);
  return following;
}
