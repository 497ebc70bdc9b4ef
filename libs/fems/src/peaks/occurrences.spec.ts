import fc from 'fast-check';
import { candidatesFor, occurrencesOf, windowsAside } from './occurrences';

const quarterMs = 900_000;
const hourMs = 3_600_000;

/** Windows of a day or so, each with a demand, the highest first and of equal ones the earliest. */
const ranked = (windowMs: number) =>
  fc
    .array(fc.option(fc.nat({ max: 40 }), { nil: null }), { maxLength: 120 })
    .map((demands) =>
      demands
        .flatMap((kw, index) => (kw === null ? [] : [{ startMs: index * windowMs, kw }]))
        .sort((a, b) => b.kw - a.kw || a.startMs - b.startMs),
    );

describe('occurrencesOf', () => {
  it('takes a morning as one peak and the evening as another', () => {
    const windows = [9, 9.25, 8.75, 11.25, 18, 11].map((hour) => ({ startMs: hour * hourMs }));
    expect(occurrencesOf(windows, 10).map(({ startMs }) => startMs / hourMs)).toEqual([9, 11.25, 18]);
  });

  it('counts two hours to the minute as the same peak', () => {
    expect(occurrencesOf([{ startMs: 0 }, { startMs: 2 * hourMs }, { startMs: -2 * hourMs - 1 }], 10)).toHaveLength(2);
  });

  it.each([quarterMs, 2 * quarterMs, hourMs])(
    'takes peaks more than two hours apart, and leaves none that is higher: windows of %i ms',
    (windowMs) => {
      fc.assert(
        fc.property(ranked(windowMs), fc.integer({ min: 1, max: 12 }), (windows, count) => {
          const taken = occurrencesOf(windows, count);
          const isNear = (one: { startMs: number }, other: { startMs: number }) => Math.abs(one.startMs - other.startMs) <= 2 * hourMs;
          for (const [index, one] of taken.entries()) for (const other of taken.slice(index + 1)) expect(isNear(one, other)).toBe(false);
          // Whoever is no peak is at most as high as a peak beside it, or than all of those that were asked for.
          for (const window of windows) {
            const beside = taken.filter((peak) => isNear(peak, window));
            if (beside.length > 0) expect(Math.max(...beside.map(({ kw }) => kw))).toBeGreaterThanOrEqual(window.kw);
            else expect(taken).toHaveLength(count);
          }
          // The head of the list that is read from the database is as good as the whole of it.
          expect(occurrencesOf(windows.slice(0, candidatesFor(count, windowMs)), count)).toEqual(taken);
        }),
      );
    },
  );
});

describe('windowsAside', () => {
  it('fills two hours', () => {
    expect([quarterMs, 2 * quarterMs, hourMs].map(windowsAside)).toEqual([8, 4, 2]);
  });
});
