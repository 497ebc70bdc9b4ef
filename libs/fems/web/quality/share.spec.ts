import fc from 'fast-check';
import { cellState, percentOf } from './share';

describe('completeness', () => {
  it.each<[number, number, number | null, string]>([
    [96, 96, 100, 'whole'],
    [2975, 2976, 99.9, 'part'],
    [525_599, 525_600, 99.9, 'part'],
    [1, 2976, 0, 'part'],
    [0, 96, 0, 'none'],
    [0, 0, null, 'unexpected'],
  ])('of %d readings of %d is %p per cent, %s', (readings, expected, percent, state) => {
    expect(percentOf(readings, expected)).toBe(percent);
    expect(cellState(readings, expected)).toBe(state);
  });

  it('is 100 per cent only where nothing is missing', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 600_000 }), fc.nat(600_000), (expected, missing) => {
        const readings = Math.max(0, expected - missing);
        expect(percentOf(readings, expected) === 100).toBe(readings === expected);
      }),
    );
  });
});
