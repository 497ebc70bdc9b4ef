/** Days of the calendar as texts ('2026-11-27'), which sort as they follow each other. */

const dayMs = 86_400_000;

const msOf = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const textOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

export const daysAfter = (day: string, count: number): string => textOf(msOf(day) + count * dayMs);

/** Days from one day to another; negative where the other comes before. */
export const daysBetween = (from: string, to: string): number => (msOf(to) - msOf(from)) / dayMs;

/** 1 for Monday to 7 for Sunday (ISO 8601). */
export const weekdayOf = (day: string): number => new Date(msOf(day)).getUTCDay() || 7;

/**
 * The day before which a period of years ends that begins with a day: the same day of the last year, or 1 March where a 29 February has
 * none there (Civil Act of Korea, art. 160: the period ends the day before that day, or with the month that lacks it).
 */
export function endOfYears(from: string, years: number): string {
  const [year, month, day] = from.split('-').map(Number);
  // A day that a month does not have is one of the next month. Date.UTC would take the years 0 to 99 for those of the last century.
  return textOf(new Date(0).setUTCFullYear(year + years, month - 1, day));
}
