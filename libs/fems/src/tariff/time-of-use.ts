import { type HolidayGround, holidayOn, publicHolidays, weekdayOf } from '@maru/kernel';

/** Tariffs whose time-of-use periods are known: 산업용(을) of KEPCO. */
export const tariffs = ['industrial-b'] as const;
export type Tariff = (typeof tariffs)[number];

/** 경부하, 중간부하, 최대부하. */
export const usePeriods = ['offPeak', 'midPeak', 'onPeak'] as const;
export type UsePeriod = (typeof usePeriods)[number];

/** Hours of a day that are of one period; half-open, 0 to 24 on the clocks of Asia/Seoul. */
export interface UseHours {
  readonly fromHour: number;
  readonly toHour: number;
  readonly period: UsePeriod;
}

export interface TimeOfUse {
  /** Which terms say so: the day from which they are in force. */
  readonly version: string;
  /** The last day on which a contract may have kept the terms before these; null where none may on this day. */
  readonly formerTermsUntil: string | null;
  /** The whole day in its order. */
  readonly hours: readonly UseHours[];
}

/** The hours at which another period begins; a day begins with offPeak. */
type Beginnings = readonly (readonly [hour: number, period: UsePeriod])[];

interface Terms {
  /** First day in force. */
  readonly from: string;
  readonly formerTermsUntil: string | null;
  /** March to October. */
  readonly warm: Beginnings;
  /** November to February. */
  readonly winter: Beginnings;
}

const winter: Beginnings = [
  [8, 'midPeak'],
  [9, 'onPeak'],
  [12, 'midPeak'],
  [16, 'onPeak'],
  [19, 'midPeak'],
  [22, 'offPeak'],
];

/**
 * 한국전력공사 기본공급약관 별표 1 (전기요금표), 계절별·시간대별 구분 of 산업용전력(을), as in force from each day; the mainland's: Jeju has hours of
 * its own. Days before the first terms are not known here.
 */
const termsOf: Readonly<Record<Tariff, readonly Terms[]>> = {
  'industrial-b': [
    {
      from: '2024-10-24',
      formerTermsUntil: null,
      warm: [
        [8, 'midPeak'],
        [11, 'onPeak'],
        [12, 'midPeak'],
        [13, 'onPeak'],
        [18, 'midPeak'],
        [22, 'offPeak'],
      ],
      winter,
    },
    {
      from: '2026-04-16',
      formerTermsUntil: '2026-09-30',
      warm: [
        [8, 'midPeak'],
        [15, 'onPeak'],
        [21, 'midPeak'],
        [22, 'offPeak'],
      ],
      winter,
    },
  ],
};

/** A day that the government named for once is none to the supply terms, and one for employees alone never was a public holiday. */
const isCounted = (ground: HolidayGround): boolean => ground === 'rule';

const isRestDay = (day: string): boolean => {
  const holiday = holidayOn(day);
  return weekdayOf(day) === 7 || (holiday !== null && isCounted(holiday.ground));
};

const isWinter = (day: string): boolean => {
  const month = Number(day.slice(5, 7));
  return month >= 11 || month <= 2;
};

function beginningsOn(day: string, { warm, winter: cold }: Terms): Beginnings {
  if (isRestDay(day)) return [];
  const weekday = isWinter(day) ? cold : warm;
  if (weekdayOf(day) !== 6) return weekday;
  return weekday.map(([hour, period]) => [hour, period === 'onPeak' ? 'midPeak' : period] as const);
}

function hoursOf(beginnings: Beginnings): UseHours[] {
  const hours: UseHours[] = [];
  let fromHour = 0;
  let period: UsePeriod = 'offPeak';
  for (const [hour, next] of [...beginnings, [24, null] as const]) {
    if (next === period) continue;
    hours.push({ fromHour, toHour: hour, period });
    if (next === null) break;
    fromHour = hour;
    period = next;
  }
  return hours;
}

/**
 * The time-of-use periods (계시별 시간대) of a day.
 *
 * @param day '2026-11-27', of Asia/Seoul
 * @returns null where they are not known: before the first terms, and in a year whose public holidays are not known
 */
export function timeOfUse(tariff: Tariff, day: string): TimeOfUse | null {
  const terms = termsOf[tariff].findLast(({ from }) => from <= day);
  if (!terms || publicHolidays(Number(day.slice(0, 4))) === null) return null;
  const { formerTermsUntil } = terms;
  return {
    version: terms.from,
    formerTermsUntil: formerTermsUntil !== null && day <= formerTermsUntil ? formerTermsUntil : null,
    hours: hoursOf(beginningsOn(day, terms)),
  };
}
