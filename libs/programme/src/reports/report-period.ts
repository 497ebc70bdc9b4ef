import { dayPeriod, daysOfMonth, monthPeriod, programmeDay } from '@maru/evidence';
import type { FieldError } from '@maru/kernel';
import type { DayPeriod, HalfYear } from '../duties/half-year';

/** The months that share a day with a period, in order. */
export function monthsOf({ from, to }: DayPeriod): string[] {
  const months: string[] = [];
  for (let month = from.slice(0, 7); `${month}-01` < to; month = programmeDay(monthPeriod(month).to).slice(0, 7)) months.push(month);
  return months;
}

export type MonthState = 'over' | 'running' | 'not-begun';

/** @param today the day as of which is asked */
export function monthState(month: string, today: string): MonthState {
  const now = today.slice(0, 7);
  return month < now ? 'over' : month === now ? 'running' : 'not-begun';
}

/** How many days of a month lie in a period. */
export const daysWithin = (month: string, { from, to }: DayPeriod): number =>
  daysOfMonth(month).filter((day) => from <= day && day < to).length;

/** From the first moment of a period to its last, or to the moment as of which is asked where that is sooner. Epoch milliseconds, both counted. */
export function momentsOf({ from, to }: DayPeriod, asOf: Date): { from: number; until: number } {
  return { from: dayPeriod(from).from, until: Math.min(dayPeriod(to).from - 1, asOf.getTime()) };
}

/**
 * What stands against a report of an agreement.
 * @param period in which its logs are owed; null where they are not, or that has not begun to run
 * @param today the day as of which it is asked for
 */
export function reportFaults(period: DayPeriod | null, today: string): FieldError[] {
  const pointer = '/agreementId';
  if (period === null)
    return [
      {
        pointer,
        code: 'no-log-duty',
        detail: {
          ko: '로그 제출 의무 기간이 정해지지 않은 협약입니다. 공고와 협약의 완료일을 확인해 주세요.',
          en: 'The agreement has no time in which logs are owed. Look at its notice and its day of completion.',
        },
      },
    ];
  if (today >= period.from) return [];
  return [
    {
      pointer,
      code: 'not-begun',
      detail: {
        ko: `로그 제출 의무 기간이 ${period.from}에 시작됩니다. 그 뒤에 만들 수 있습니다.`,
        en: `The time in which logs are owed begins on ${period.from}: ask again then.`,
      },
    },
  ];
}

/**
 * What stands against the sheet of a half-year.
 * @param owed those of which the agreement owes a registration by hand
 */
export function halfYearFaults(halfYear: string, owed: readonly HalfYear[], today: string): FieldError[] {
  const found = owed.find(({ id }) => id === halfYear);
  const pointer = '/halfYear';
  if (!found)
    return [
      {
        pointer,
        code: 'not-owed',
        detail: { ko: '이 협약의 수기 등록 대상 반기가 아닙니다.', en: 'The agreement owes no registration of this half-year.' },
      },
    ];
  if (today >= found.period.from) return [];
  return [{ pointer, code: 'not-begun', detail: { ko: '아직 시작되지 않은 반기입니다.', en: 'This half-year has not begun.' } }];
}
