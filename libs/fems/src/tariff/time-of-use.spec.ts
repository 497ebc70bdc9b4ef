import { timeOfUse, type UsePeriod } from './time-of-use';

const letters: Readonly<Record<UsePeriod, string>> = { offPeak: '-', midPeak: 'm', onPeak: 'P' };

/** The 24 hours of a day, one letter each. */
const day = (date: string) =>
  timeOfUse('industrial-b', date)
    ?.hours.map(({ fromHour, toHour, period }) => letters[period].repeat(toHour - fromHour))
    .join('');

/** From 0 to 8, 8 to 16 and 16 to 24 o'clock. */
const former = '--------mmmPmPPP' + 'PPmmmm--';
const warm = '--------mmmmmmmP' + 'PPPPPm--';
const winter = '--------mPPPmmmm' + 'PPPmmm--';
const saturday = '--------mmmmmmmmmmmmmm--';
const rest = '------------------------';

describe('the periods of 산업용(을)', () => {
  it.each([
    ['2025-07-16', former, 'in summer by the terms of 2024'],
    ['2025-04-16', former, 'in spring by the terms of 2024'],
    ['2025-01-15', winter, 'in winter by the terms of 2024'],
    ['2026-07-15', warm, 'in summer by the terms of 2026'],
    ['2026-10-14', warm, 'in autumn by the terms of 2026'],
    ['2026-11-27', winter, 'in winter by the terms of 2026'],
    ['2024-10-24', former, 'on the first day that is known'],
    ['2026-04-15', former, 'on the last day of the terms of 2024'],
    ['2026-04-16', warm, 'on the first day of the terms of 2026'],
    ['2025-02-28', winter, 'on the last day of February'],
    ['2025-03-04', former, 'on the first weekday of March'],
    ['2027-02-26', winter, 'on the last weekday of a later February'],
    ['2027-03-02', warm, 'on the first weekday of a later March'],
    ['2025-10-31', former, 'on the last day of October'],
    ['2025-11-03', winter, 'on the first weekday of November'],
    ['2026-10-30', warm, 'on the last weekday of a later October'],
    ['2026-11-02', winter, 'on the first weekday of a later November'],
    ['2025-07-19', saturday, 'on a Saturday in summer: no hour is of the highest load'],
    ['2026-11-28', saturday, 'on a Saturday in winter'],
    ['2026-11-29', rest, 'on a Sunday'],
    ['2026-12-25', rest, 'on a holiday of each year'],
    ['2026-08-15', rest, 'on a holiday that is a Saturday'],
    ['2026-10-05', rest, 'on a substitute holiday'],
    ['2026-06-03', rest, 'on an election when a term ended'],
    ['2025-01-27', winter, 'on a temporary holiday, which is none to the terms'],
    ['2025-06-03', former, 'on an election that the government named the day of'],
    ['2025-05-01', former, 'on Labour Day while it was no public holiday'],
    ['2026-05-01', rest, 'on Labour Day since it is one'],
  ])('are on %s %s: %s', (date, hours) => {
    expect(day(date)).toBe(hours);
  });

  it.each(['2024-10-23', '2018-11-22', '2028-01-03', '0001-01-01'])('are not known on %s', (date) => {
    expect(timeOfUse('industrial-b', date)).toBeNull();
  });

  it('name their terms, and until when a contract may have kept the former ones', () => {
    const told = (date: string) => {
      const { version, formerTermsUntil } = timeOfUse('industrial-b', date) ?? {};
      return [version, formerTermsUntil];
    };
    expect(told('2026-04-15')).toEqual(['2024-10-24', null]);
    expect(told('2026-04-16')).toEqual(['2026-04-16', '2026-09-30']);
    expect(told('2026-09-30')).toEqual(['2026-04-16', '2026-09-30']);
    expect(told('2026-10-01')).toEqual(['2026-04-16', null]);
  });
});
