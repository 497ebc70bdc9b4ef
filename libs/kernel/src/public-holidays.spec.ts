import { holidayName, holidayOn, holidaysKnownUntil, publicHolidays } from './public-holidays';

/** As the almanac and the gazette published them, Sundays that are nothing else left out; substitutes in brackets. */
const published: Readonly<Record<number, string>> = {
  2023: '01-01 01-21 01-22 01-23 [01-24] 03-01 05-05 05-27 [05-29] 06-06 08-15 09-28 09-29 09-30 10-02 10-03 10-09 12-25',
  2024: '01-01 02-09 02-10 02-11 [02-12] 03-01 04-10 05-05 [05-06] 05-15 06-06 08-15 09-16 09-17 09-18 10-01 10-03 10-09 12-25',
  2025: '01-01 01-27 01-28 01-29 01-30 03-01 [03-03] 05-05 [05-06] 06-03 06-06 08-15 10-03 10-05 10-06 10-07 [10-08] 10-09 12-25',
  2026: '01-01 02-16 02-17 02-18 03-01 [03-02] 05-01 05-05 05-24 [05-25] 06-03 06-06 07-17 08-15 [08-17] 09-24 09-25 09-26 10-03 [10-05] 10-09 12-25',
  2027: '01-01 02-06 02-07 02-08 [02-09] 03-01 05-01 [05-03] 05-05 05-13 06-06 07-17 [07-19] 08-15 [08-16] 09-14 09-15 09-16 10-03 [10-04] 10-09 [10-11] 12-25 [12-27]',
};
/** Not a public holiday then, and a day off by an act of its own. */
const labourDay = '05-01';

const shown = (year: number) => publicHolidays(year)?.map(({ day, isSubstitute }) => (isSubstitute ? `[${day.slice(5)}]` : day.slice(5)));

describe('public holidays', () => {
  it.each([2023, 2024, 2025, 2026, 2027])('of %i are those that were published, substitutes among them', (year) => {
    const days = published[year].split(' ');
    expect(shown(year)?.filter((day) => year >= 2026 || day !== labourDay)).toEqual(days);
  });

  it('know the day off of employees before it was a public holiday', () => {
    expect([2023, 2024, 2025].map((year) => holidayName(`${year}-05-01`)?.ko)).toEqual(Array(3).fill('근로자의 날'));
    expect(holidayName('2026-05-01')?.ko).toBe('노동절');
  });

  it('name both of two that fall upon each other, and the substitute for one', () => {
    expect(holidayName('2025-05-05')).toEqual({ ko: '어린이날 · 부처님오신날', en: "Children's Day · Buddha's Birthday" });
    expect(holidayName('2025-05-06')?.ko).toBe('부처님오신날 대체공휴일');
  });

  it('tell those of the rule from those that the government named for once and the day off of employees', () => {
    const groundOf = (day: string) => holidayOn(day)?.ground;
    expect(['2023-10-02', '2024-10-01', '2025-01-27', '2025-06-03'].map(groundOf)).toEqual(Array(4).fill('government'));
    expect(['2024-04-10', '2026-06-03', '2025-10-08', '2026-05-01'].map(groundOf)).toEqual(Array(4).fill('rule'));
    expect(['2025-05-01', '2025-05-02'].map(groundOf)).toEqual(['employees', undefined]);
  });

  it('end with the last year whose lunar days are known, and make none up', () => {
    expect(holidaysKnownUntil).toBe('2027-12-31');
    expect([publicHolidays(2022), publicHolidays(2028)]).toEqual([null, null]);
  });
});
