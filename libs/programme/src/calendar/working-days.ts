import { daysAfter, holidayName, weekdayOf } from '@maru/kernel';

/** On which days a site works. */
export interface WorkingCalendar {
  /** Days of the week on which it works as a rule, public holidays apart: 1 for Monday to 7 for Sunday. */
  readonly weekdays: readonly number[];
  /** Single days on which it is otherwise: worked, or not. */
  readonly days: ReadonlyMap<string, boolean>;
}

/** Of a site that has said nothing. */
export const usualWeekdays: readonly number[] = [1, 2, 3, 4, 5];

export function isWorkingDay(day: string, { weekdays, days }: WorkingCalendar): boolean {
  return days.get(day) ?? (weekdays.includes(weekdayOf(day)) && holidayName(day) === null);
}

/** Further on than any run of days off: a calendar without a working day until then has none. */
const lookAheadDays = 60;

/** @returns the first working day of any of the calendars from a day on; null where there is none for weeks */
export function nextWorkingDay(from: string, calendars: readonly WorkingCalendar[]): string | null {
  for (let count = 0; count < lookAheadDays; count++) {
    const day = daysAfter(from, count);
    if (calendars.some((calendar) => isWorkingDay(day, calendar))) return day;
  }
  return null;
}
