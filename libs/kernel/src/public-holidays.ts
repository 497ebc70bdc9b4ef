import { daysAfter, weekdayOf } from './days';
import type { Text } from './problem';

/**
 * Public holidays of Korea, worked out by the rule on public holidays of public offices (관공서의 공휴일에 관한 규정) as it stands for each
 * year: fixed days, the days of the lunar calendar as published, days that were named for one year, and the substitutes that follow.
 */
export interface PublicHoliday {
  readonly day: string;
  readonly name: Text;
  readonly isSubstitute: boolean;
  readonly ground: HolidayGround;
}

/**
 * What makes a day a holiday: the rule itself, with its elections when a term ends; the government's word for this once (임시공휴일), which
 * some contracts do not count; or an act for employees alone, by which offices were open.
 */
export type HolidayGround = 'rule' | 'government' | 'employees';

/** On which days of the week a holiday is lost and made up for: none, Sunday alone, or Saturday and Sunday. */
type MadeUp = 'never' | 'sunday' | 'weekend';

interface NamedDay {
  readonly day: string;
  readonly name: Text;
  readonly madeUp: MadeUp;
  readonly ground: HolidayGround;
}

interface YearlyDay {
  /** Month and day. */
  readonly date: string;
  readonly name: Text;
  /** First and last year in which it is one of these, where it was not always. */
  readonly since?: number;
  readonly until?: number;
  readonly madeUp: MadeUp;
  /** The rule, where it says nothing else. */
  readonly ground?: HolidayGround;
}

const labourDay = { ko: '노동절', en: 'Labour Day' };
const buddha = { ko: '부처님오신날', en: "Buddha's Birthday" };

const yearly: readonly YearlyDay[] = [
  { date: '01-01', name: { ko: '신정', en: "New Year's Day" }, madeUp: 'never' },
  { date: '03-01', name: { ko: '3·1절', en: 'Independence Movement Day' }, madeUp: 'weekend' },
  // A paid holiday of employees by an act of its own before it became a public one: factories stood still on both.
  { date: '05-01', name: { ko: '근로자의 날', en: 'Labour Day' }, until: 2025, madeUp: 'never', ground: 'employees' },
  { date: '05-01', name: labourDay, since: 2026, madeUp: 'weekend' },
  { date: '05-05', name: { ko: '어린이날', en: "Children's Day" }, madeUp: 'weekend' },
  { date: '06-06', name: { ko: '현충일', en: 'Memorial Day' }, madeUp: 'never' },
  { date: '07-17', name: { ko: '제헌절', en: 'Constitution Day' }, since: 2026, madeUp: 'weekend' },
  { date: '08-15', name: { ko: '광복절', en: 'Liberation Day' }, madeUp: 'weekend' },
  { date: '10-03', name: { ko: '개천절', en: 'National Foundation Day' }, madeUp: 'weekend' },
  { date: '10-09', name: { ko: '한글날', en: 'Hangeul Day' }, madeUp: 'weekend' },
  { date: '12-25', name: { ko: '성탄절', en: 'Christmas Day' }, madeUp: 'weekend' },
];

/** Days of the lunar calendar as the almanac publishes them. A year that is not here is one whose holidays are not known. */
const lunar: Readonly<Record<number, { readonly newYear: string; readonly buddha: string; readonly harvest: string }>> = {
  2023: { newYear: '2023-01-22', buddha: '2023-05-27', harvest: '2023-09-29' },
  2024: { newYear: '2024-02-10', buddha: '2024-05-15', harvest: '2024-09-17' },
  2025: { newYear: '2025-01-29', buddha: '2025-05-05', harvest: '2025-10-06' },
  2026: { newYear: '2026-02-17', buddha: '2026-05-24', harvest: '2026-09-25' },
  2027: { newYear: '2027-02-07', buddha: '2027-05-13', harvest: '2027-09-15' },
};

const temporary = { ko: '임시공휴일', en: 'Temporary holiday' };

/** Elections, and days that the government named for once: more may be named at short notice, and are added here when they are. */
const once: readonly (readonly [day: string, name: Text, ground: HolidayGround])[] = [
  ['2023-10-02', temporary, 'government'],
  ['2024-04-10', { ko: '국회의원선거일', en: 'National Assembly election' }, 'rule'],
  ['2024-10-01', temporary, 'government'],
  ['2025-01-27', temporary, 'government'],
  // No term ended: the rule knows such an election not, and the government named its day.
  ['2025-06-03', { ko: '대통령선거일', en: 'Presidential election' }, 'government'],
  ['2026-06-03', { ko: '지방선거일', en: 'Local elections' }, 'rule'],
];

/** The last day of which it is known whether it is a public holiday. */
export const holidaysKnownUntil = `${Math.max(...Object.keys(lunar).map(Number))}-12-31`;

const known = new Map(Object.keys(lunar).map((year) => [Number(year), holidaysOf(Number(year))]));

/** @returns the year's holidays in order; null where they are not known */
export const publicHolidays = (year: number): readonly PublicHoliday[] | null => known.get(year) ?? null;

const holidays = new Map([...known.values()].flat().map((holiday) => [holiday.day, holiday]));

/** @returns null on other days, and on those of years that are not known */
export const holidayOn = (day: string): PublicHoliday | null => holidays.get(day) ?? null;

/** @returns the holiday's name; null on other days, and on those of years that are not known */
export const holidayName = (day: string): Text | null => holidayOn(day)?.name ?? null;

function festival(middle: string, name: Text): NamedDay[] {
  return [
    { day: daysAfter(middle, -1), name: { ko: `${name.ko} 연휴`, en: `${name.en} holiday` }, madeUp: 'sunday', ground: 'rule' },
    { day: middle, name, madeUp: 'sunday', ground: 'rule' },
    { day: daysAfter(middle, 1), name: { ko: `${name.ko} 연휴`, en: `${name.en} holiday` }, madeUp: 'sunday', ground: 'rule' },
  ];
}

function holidaysOf(year: number): PublicHoliday[] {
  const { newYear, buddha: buddhaDay, harvest } = lunar[year];
  const named: NamedDay[] = [
    ...yearly
      .filter(({ since = year, until = year }) => since <= year && year <= until)
      .map(({ date, name, madeUp, ground = 'rule' }): NamedDay => ({ day: `${year}-${date}`, name, madeUp, ground })),
    ...festival(newYear, { ko: '설날', en: 'Lunar New Year' }),
    { day: buddhaDay, name: buddha, madeUp: 'weekend', ground: 'rule' },
    ...festival(harvest, { ko: '추석', en: 'Chuseok' }),
    ...once
      .filter(([day]) => day.startsWith(String(year)))
      .map(([day, name, ground]): NamedDay => ({ day, name, madeUp: 'never', ground })),
  ];
  const days = Map.groupBy(
    named.sort((a, b) => (a.day < b.day ? -1 : 1)),
    ({ day }) => day,
  );
  const taken = new Set(days.keys());
  const substitutes = [...days].flatMap(([day, together]) =>
    lost(day, together).map(({ name }): PublicHoliday => {
      const free = nextFree(day, taken);
      taken.add(free);
      return { day: free, name: { ko: `${name.ko} 대체공휴일`, en: `${name.en}, substitute` }, isSubstitute: true, ground: 'rule' };
    }),
  );
  const held = [...days].map(([day, together]): PublicHoliday => {
    // Of two on one day the one that the rule knows counts everywhere.
    const { ground } = together.find((each) => each.ground === 'rule') ?? together[0];
    return { day, name: joined(together), isSubstitute: false, ground };
  });
  return [...held, ...substitutes].sort((a, b) => (a.day < b.day ? -1 : 1));
}

/** The holidays of a day that it takes away: by the day of the week, or, on other days, by falling upon each other. */
function lost(day: string, together: readonly NamedDay[]): readonly NamedDay[] {
  const weekday = weekdayOf(day);
  if (weekday === 7) return together.filter(({ madeUp }) => madeUp !== 'never');
  if (weekday === 6) return together.filter(({ madeUp }) => madeUp === 'weekend');
  const madeUp = together.filter((each) => each.madeUp !== 'never');
  return madeUp.slice(Math.max(0, madeUp.length - together.length + 1));
}

/** The first day after it that is neither of the weekend nor a holiday. */
function nextFree(day: string, taken: ReadonlySet<string>): string {
  let next = daysAfter(day, 1);
  while (weekdayOf(next) >= 6 || taken.has(next)) next = daysAfter(next, 1);
  return next;
}

function joined(together: readonly NamedDay[]): Text {
  const text = (language: keyof Text) => together.map(({ name }) => name[language]).join(' · ');
  return { ko: text('ko'), en: text('en') };
}
