import fc from 'fast-check';
import { levels } from './levels';

describe('levels', () => {
  it('draw each cut from its start to its end, and nothing where nothing is known', () => {
    expect(levels([3, null, 5])).toEqual([
      [0, 3],
      [1, 3],
      [1, null],
      [2, 5],
      [3, 5],
    ]);
  });

  it('draw of a year of quarter-hours what can be seen', () => {
    expect(levels(Array.from({ length: 35_040 }, (_, index) => index % 97)).length).toBeLessThan(8_100);
  });

  it.each([17_513, 17_514, 17_531, 17_532])(
    'draw up to a gap at %i and from it on, wherever it lies among those that share a place',
    (gap) => {
      const corners = levels(Array.from({ length: 35_040 }, (_, index) => (index === gap ? null : 1)));
      for (const corner of [
        [gap, 1],
        [gap, null],
        [gap + 1, 1],
      ])
        expect(corners).toContainEqual(corner);
    },
  );

  it('leave out no peak, no trough and no gap, however many there are', () => {
    const some = fc.array(fc.tuple(fc.nat(35_039), fc.option(fc.integer({ min: -500, max: 500 }))), { maxLength: 40 });
    fc.assert(
      fc.property(some, (changed) => {
        const values: (number | null)[] = Array.from({ length: 35_040 }, () => 0);
        for (const [index, value] of changed) values[index] = value;
        const corners = levels(values);
        const drawn = corners.map(([, value]) => value ?? 0);
        const known = values.map((value) => value ?? 0);
        const highest = (of: number[]) => of.reduce((a, b) => Math.max(a, b));
        const lowest = (of: number[]) => of.reduce((a, b) => Math.min(a, b));
        expect([highest(drawn), lowest(drawn)]).toEqual([highest(known), lowest(known)]);
        const gaps = values.flatMap((value, index) => (value === null ? [index] : []));
        expect(corners.flatMap(([place, value]) => (value === null ? [place] : []))).toEqual(gaps);
        for (const gap of gaps) if (gap > 0 && values[gap - 1] !== null) expect(corners).toContainEqual([gap, values[gap - 1]]);
        expect(corners.map(([place]) => place)).toEqual(corners.map(([place]) => place).sort((a, b) => a - b));
      }),
      { numRuns: 20 },
    );
  });
});
