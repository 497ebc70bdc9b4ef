import fc from 'fast-check';
import { ranksOf } from './load-duration';

describe('ranksOf', () => {
  it('has every rank as long as they are few', () => {
    expect(ranksOf(0)).toEqual([]);
    expect(ranksOf(3)).toEqual([1, 2, 3]);
    expect(ranksOf(500)).toHaveLength(500);
  });

  it('has a year of quarter-hours by its highest hundred and by quarters of a per cent', () => {
    const ranks = ranksOf(35_040);
    expect(ranks.slice(97, 102)).toEqual([98, 99, 100, 176, 263]);
    // One per cent of the year is 350.4 windows: the first window that completes it is the 351st.
    expect(ranks).toContain(351);
    expect(ranks.at(-1)).toBe(35_040);
  });

  it('always rises from the first to the last, 500 at most, with every whole per cent', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 600_000 }), (windows) => {
        const ranks = ranksOf(windows);
        expect([ranks[0], ranks.at(-1)]).toEqual([1, windows]);
        expect(ranks.length).toBeLessThanOrEqual(500);
        expect(ranks.every((rank, index) => index === 0 || rank > ranks[index - 1])).toBe(true);
        const known = new Set(ranks);
        for (let percent = 1; percent <= 100; percent++) expect(known.has(Math.ceil((windows * percent) / 100))).toBe(true);
      }),
    );
  });
});
