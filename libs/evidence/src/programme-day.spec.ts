import { dayPeriod, daysOfMonth, monthPeriod, monthsBefore, programmeClock, programmeDay } from './programme-day';

const at = (text: string) => Date.parse(text);

describe('the days of the programme', () => {
  it.each([
    ['2026-01', '2025-12-31T15:00:00Z', '2026-01-31T15:00:00Z', 2_678_400],
    ['2026-02', '2026-01-31T15:00:00Z', '2026-02-28T15:00:00Z', 2_419_200],
    ['2026-06', '2026-05-31T15:00:00Z', '2026-06-30T15:00:00Z', 2_592_000],
    ['2028-02', '2028-01-31T15:00:00Z', '2028-02-29T15:00:00Z', 2_505_600],
  ])('have in %s the month from %s to %s: %i seconds', (month, from, to, seconds) => {
    expect(monthPeriod(month)).toEqual({ from: at(from), to: at(to) });
    expect((at(to) - at(from)) / 1000).toBe(seconds);
    expect(daysOfMonth(month)).toHaveLength(seconds / 86_400);
  });

  it('are told by the clock of Seoul, with milliseconds always', () => {
    expect(programmeClock(at('2026-10-31T15:00:00Z'))).toBe('2026-11-01 00:00:00.000');
    expect(programmeClock(at('2026-11-30T14:59:59.999Z'))).toBe('2026-11-30 23:59:59.999');
  });

  it('end with the last millisecond before midnight in Seoul', () => {
    expect(programmeDay(at('2026-11-30T23:59:59.999+09:00'))).toBe('2026-11-30');
    expect(programmeDay(at('2026-12-01T00:00:00.000+09:00'))).toBe('2026-12-01');
    expect(programmeDay(at('2028-02-29T14:59:59.999Z'))).toBe('2028-02-29');
    expect(dayPeriod('2028-02-29')).toEqual({ from: at('2028-02-28T15:00:00Z'), to: at('2028-02-29T15:00:00Z') });
  });

  it('count the months before a notice whole, over a year’s end too', () => {
    expect(monthsBefore('2024-10-07', 6)).toEqual(['2024-04', '2024-05', '2024-06', '2024-07', '2024-08', '2024-09']);
    expect(monthsBefore('2026-03-01', 3)).toEqual(['2025-12', '2026-01', '2026-02']);
  });

  it.each(['2026-02-30', '2026-13-01', 'today'])('refuse %s', (day) => {
    expect(() => dayPeriod(day)).toThrow(RangeError);
  });
});
