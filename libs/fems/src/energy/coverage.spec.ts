import fc from 'fast-check';
import { intervalsIn } from './coverage';

const quarter = 900_000;

describe('intervalsIn', () => {
  const january = { from: Date.UTC(2017, 11, 31, 15), to: Date.UTC(2018, 0, 31, 15) };

  it.each([
    ['a month that is over', Number.MAX_SAFE_INTEGER, 2_976],
    ['a month that has not begun', january.from, 0],
    ['an interval that has not ended', january.from + quarter - 1, 0],
    ['an interval that has just ended', january.from + quarter, 1],
    ['half a month', january.from + 15 * 96 * quarter, 1_440],
  ])('counts %s', (_, nowMs, expected) => {
    expect(intervalsIn(january, { lengthMs: quarter, offsetMs: 0 }, nowMs)).toBe(expected);
  });

  it('agrees with counting one by one', () => {
    const lengths = fc.constantFrom(60, 180, 300, 900, 1800, 3600);
    fc.assert(
      fc.property(lengths, fc.nat(3599), fc.nat(20_000), fc.nat(20_000), fc.nat(50_000), (length, offset, from, span, now) => {
        const grid = { lengthMs: length * 1000, offsetMs: (offset % length) * 1000 };
        const period = { from: from * 1000, to: (from + span) * 1000 };
        let counted = 0;
        for (let start = grid.offsetMs; start < period.to; start += grid.lengthMs)
          if (start >= period.from && start + grid.lengthMs <= now * 1000) counted++;
        expect(intervalsIn(period, grid, now * 1000)).toBe(counted);
      }),
    );
  });
});
