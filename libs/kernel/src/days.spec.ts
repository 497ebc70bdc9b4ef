import { daysAfter, daysBetween, endOfYears, weekdayOf } from './days';

describe('days', () => {
  it('follow each other over the ends of months, years and February', () => {
    expect([daysAfter('2026-12-31', 1), daysAfter('2028-02-28', 1), daysAfter('2027-02-28', 1), daysAfter('2026-03-01', -1)]).toEqual([
      '2027-01-01',
      '2028-02-29',
      '2027-03-01',
      '2026-02-28',
    ]);
    expect(daysBetween('2026-11-27', '2027-11-27')).toBe(365);
    expect(daysBetween('2026-11-27', '2026-11-26')).toBe(-1);
    expect([weekdayOf('2026-11-27'), weekdayOf('2026-11-29')]).toEqual([5, 7]);
  });

  it.each([
    ['2024-03-01', '2027-03-01'],
    ['2024-02-29', '2027-03-01'],
    ['2025-03-01', '2028-03-01'],
    ['2025-02-28', '2028-02-28'],
    ['2026-01-01', '2029-01-01'],
  ])('make three years from %s last until before %s', (from, end) => {
    expect(endOfYears(from, 3)).toBe(end);
  });
});
