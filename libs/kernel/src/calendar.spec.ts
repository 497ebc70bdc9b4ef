import { dateOf, dayMs, epochDay, epochMsEnd, epochMsMin, monthLength } from './calendar';

describe('calendar', () => {
  it('agrees with Date on every day of four thousand years', () => {
    const first = epochDay(1, 1, 1);
    const last = epochDay(4000, 12, 31);
    let mismatches = 0;
    for (let day = first; day <= last; day++) {
      const date = dateOf(day);
      const known = new Date(day * dayMs);
      const same = known.getUTCFullYear() === date.year && known.getUTCMonth() + 1 === date.month && known.getUTCDate() === date.day;
      if (!same || epochDay(date.year, date.month, date.day) !== day) mismatches++;
    }
    expect(mismatches).toBe(0);
  });

  it('ends where the four-digit years end', () => {
    expect(epochDay(1, 1, 1) * dayMs).toBe(epochMsMin);
    expect((epochDay(9999, 12, 31) + 1) * dayMs).toBe(epochMsEnd);
    expect(dateOf(epochDay(9999, 12, 31))).toEqual({ year: 9999, month: 12, day: 31 });
  });

  it('knows the lengths of months', () => {
    expect([1900, 2000, 2023, 2024].map((year) => monthLength(year, 2))).toEqual([28, 29, 28, 29]);
    expect(monthLength(2024, 13)).toBe(0);
  });
});
