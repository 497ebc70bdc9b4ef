import { dayPeriod, programmeDay } from '@maru/evidence';
import { daysAfter } from '@maru/kernel';
import { nextWorkingDay, type WorkingCalendar } from '../calendar/working-days';
import type { DayPeriod } from '../duties/half-year';

/** From this hour on, in Asia/Seoul, a working day without a stored log is told: time enough for one before midnight. */
const alarmHour = 14;
const hourMs = 3_600_000;

const alarmMs = (day: string): number => dayPeriod(day).from + alarmHour * hourMs;

/** A site whose logs are owed by an agreement, as far as a day's alarm needs to know it. */
export interface WatchedSite {
  /** The time for which logs are owed. */
  readonly logs: DayPeriod;
  readonly calendar: WorkingCalendar;
  readonly isStoredToday: boolean;
}

/** Whether it is told now that nothing of today was stored, and when time alone changes that; null where it never does. */
export function alarmOf(site: WatchedSite, nowMs: number): { isTold: boolean; changesMs: number | null } {
  const { logs, calendar, isStoredToday } = site;
  const today = programmeDay(nowMs);
  const next = nextAlarmMs(today, site);
  const isWorking = logs.from <= today && today < logs.to && nextWorkingDay(today, [calendar]) === today;
  if (!isWorking || isStoredToday) return { isTold: false, changesMs: next };
  if (nowMs < alarmMs(today)) return { isTold: false, changesMs: alarmMs(today) };
  return { isTold: true, changesMs: dayPeriod(today).to };
}

/** The first working afternoon after today in the time for which logs are owed. */
function nextAlarmMs(today: string, { logs, calendar }: WatchedSite): number | null {
  const [, from] = [daysAfter(today, 1), logs.from].sort();
  const day = nextWorkingDay(from, [calendar]);
  return day !== null && day < logs.to ? alarmMs(day) : null;
}
