import { type ShortfallDay, shortfalls } from './shortfall';

const day = (at: number, state: ShortfallDay['state'], used = 0, beforeService = false): ShortfallDay => ({
  day: `2026-11-${String(at).padStart(2, '0')}`,
  state,
  used,
  beforeService,
});
const today = '2026-11-13';
const told = (days: readonly ShortfallDay[], screens: readonly string[] = [], isWorking = (_: string) => true) =>
  shortfalls(days, isWorking, new Set(screens), today).map(({ reason, days: of }) => [reason, of.map((each) => each.slice(-2))]);

describe('why days are no operating days', () => {
  it('is said of each day once, and of no day that is one', () => {
    const days = [
      day(1, 'unknown', 0, true),
      day(2, 'operating', 3),
      day(3, 'unknown'),
      day(4, 'not-operating', 5),
      day(5, 'not-operating'),
      day(6, 'not-operating'),
    ];
    expect(told(days, ['2026-11-05', '2026-11-04', '2026-11-02'])).toEqual([
      ['before-service', ['01']],
      ['not-known', ['03']],
      ['not-stored', ['04']],
      ['screen-only', ['05']],
      ['not-used', ['06']],
    ]);
  });

  it('misses nothing on a day off, nor where it is not known whether it is one', () => {
    expect(told([day(7, 'not-operating'), day(8, 'not-operating', 1)], [], () => false)).toEqual([['not-stored', ['08']]]);
  });

  it('of today is that nothing but a screen was on, and nothing is said of days to come', () => {
    expect(told([day(13, 'to-come', 1), day(14, 'to-come')], ['2026-11-13'])).toEqual([]);
    expect(told([day(13, 'to-come'), day(14, 'to-come')])).toEqual([]);
    expect(told([day(13, 'to-come')], ['2026-11-13'])).toEqual([['screen-only', ['13']]]);
  });
});
