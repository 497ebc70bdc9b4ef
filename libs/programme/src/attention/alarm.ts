import { dayPeriod, programmeDay } from '@maru/evidence';
import { daysAfter } from '../calendar/days';
import { nextWorkingDay, type WorkingCalendar } from '../calendar/working-days';
import type { DayPeriod } from '../duties/half-year';

/** From this hour on, in Asia/Seoul, a working day without a stored log is told: time enough for one before midnight. */
const alarmHour = 14;
const hourMs = 3_600_000;

const alarmMs = (day: string): number => dayPeriod(day).from + alarmHour * hourMs;

/** An agreement whose logs are owed, as far as a day's alarm needs to know it. */
export interface WatchedAgreement {
  /** The time for which logs are owed. */
  readonly logs: DayPeriod;
  /** Of its sites. */
  readonly calendars: readonly WorkingCalendar[];
  readonly isStoredToday: boolean;
}

/** Whether it is told now that nothing of today was stored, and when time alone changes that; null where it never does. */
export function alarmOf(agreement: WatchedAgreement, nowMs: number): { isTold: boolean; changesMs: number | null } {
  const { logs, calendars, isStoredToday } = agreement;
  const today = programmeDay(nowMs);
  const next = nextAlarmMs(today, agreement);
  const isWorking = logs.from <= today && today < logs.to && nextWorkingDay(today, calendars) === today;
  if (!isWorking || isStoredToday) return { isTold: false, changesMs: next };
  if (nowMs < alarmMs(today)) return { isTold: false, changesMs: alarmMs(today) };
  return { isTold: true, changesMs: dayPeriod(today).to };
}

/** The first working afternoon after today in the time for which logs are owed. */
function nextAlarmMs(today: string, { logs, calendars }: WatchedAgreement): number | null {
  const [, from] = [daysAfter(today, 1), logs.from].sort();
  const day = nextWorkingDay(from, calendars);
  return day !== null && day < logs.to ? alarmMs(day) : null;
}
