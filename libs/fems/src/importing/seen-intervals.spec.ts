import fc from 'fast-check';
import { SeenIntervals } from './seen-intervals';

const minuteMs = 60_000;

describe('the intervals that a file has named', () => {
  it('are told by the row that was first, and whether it said the same', () => {
    const seen = new SeenIntervals();
    expect(seen.see(1, 0, 2, '3.17')).toBe(0);
    expect(seen.see(1, minuteMs, 3, '3.17')).toBe(0);
    expect(seen.see(2, 0, 4, '3.17')).toBe(0);
    expect(seen.see(1, 0, 5, '3.170')).toBe(2);
    expect(seen.see(1, 0, 6, '3.18')).toBe(-2);
    expect(seen.see(2, 0, 7, '3.17')).toBe(4);
    expect(seen.see(2, minuteMs, 8, '12345678901234567890.1')).toBe(0);
    // Longer than can be compared: told as another value rather than dropped as the same.
    expect(seen.see(2, minuteMs, 9, '12345678901234567890.1')).toBe(-8);
    expect(seen.intervals).toBe(4);
  });

  it('are the ones that a list of them would hold', () => {
    const row = fc.record({
      point: fc.integer({ min: 1, max: 3 }),
      minute: fc.integer({ min: 24_000_000, max: 24_000_050 }),
      value: fc.integer({ min: 0, max: 2 }),
    });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 200 }), (rows) => {
        const seen = new SeenIntervals();
        const list = new Map<string, { row: number; value: number }>();
        for (const [at, { point, minute, value }] of rows.entries()) {
          const first = list.get(`${point} ${minute}`);
          const wanted = first ? (first.value === value ? first.row : -first.row) : 0;
          expect(seen.see(point, minute * minuteMs, at + 1, String(value))).toBe(wanted);
          if (!first) list.set(`${point} ${minute}`, { row: at + 1, value });
        }
        expect(seen.intervals).toBe(list.size);
      }),
    );
  });

  it('are remembered by the hundred thousand, of several points with the same times', () => {
    const seen = new SeenIntervals();
    let known = 0;
    for (let at = 0; at < 300_000; at++)
      if (seen.see(1 + (at % 10), 1_500_000_000_000 + Math.floor(at / 10) * 900_000, at + 1, '1') !== 0) known++;
    expect(known).toBe(0);
    expect(seen.see(10, 1_500_000_000_000, 1, '1')).toBe(10);
    expect(seen.intervals).toBe(300_000);
  });
});
