import { formatInZone, type Period, parseInstant, periodAt, zonedPeriods } from '@maru/kernel';

/** The programme counts by the days of this zone, wherever a site lies. */
export const programmeZone = 'Asia/Seoul';

/** The day of the programme that an instant lies in, such as 2026-11-27. */
export function programmeDay(at: number): string {
  return formatInZone(at, programmeZone).slice(0, 10);
}

/**
 * The day as of which an instant counts: nothing more comes of a day at its last millisecond, so that a day can be asked for whole, as of its
 * end, and is over then.
 */
export const dayUnderWay = (at: number): string => programmeDay(at + 1);

/** An instant on the clock of the programme's zone, 23 characters: 2026-11-27 09:45:00.123. */
export function programmeClock(at: number): string {
  const [second = '', fraction = ''] = formatInZone(at, programmeZone).slice(0, -'+09:00'.length).replace('T', ' ').split('.');
  return `${second}.${fraction.padEnd(3, '0')}`;
}

/** @param day such as 2026-11-27 */
export function dayPeriod(day: string): Period {
  return periodAt('day', middleOf(day), programmeZone);
}

/** @param month such as 2026-11 */
export function monthPeriod(month: string): Period {
  return periodAt('month', middleOf(`${month}-15`), programmeZone);
}

/** The days of a month, in order. */
export function daysOfMonth(month: string): string[] {
  const { from, to } = monthPeriod(month);
  return zonedPeriods('day', from, to, programmeZone).map((day) => programmeDay(day.from));
}

/** Whole months that end before a day's month begins, oldest first: six before 2024-10-07 are 2024-04 to 2024-09. */
export function monthsBefore(day: string, count: number): string[] {
  const months: string[] = [];
  for (let { from } = monthPeriod(day.slice(0, 7)); months.length < count; ) {
    months.unshift(programmeDay(from - 1).slice(0, 7));
    ({ from } = monthPeriod(months[0]!));
  }
  return months;
}

function middleOf(day: string): number {
  const noon = parseInstant(`${day}T12:00:00+09:00`);
  if (!noon.ok) throw new RangeError(`'${day}' is not a day`);
  return noon.epochMs;
}
