import fc from 'fast-check';
import { changeRefusal, intervalsOf, isSubscribedAt, type SubscriptionChange } from './subscription-history';

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute));
const start = (minute: number): SubscriptionChange => ({ kind: 'start', effectiveAt: at(minute) });
const end = (minute: number): SubscriptionChange => ({ kind: 'end', effectiveAt: at(minute) });

describe('subscription history', () => {
  it('is half-open: the moment of the start counts, the moment of the end does not', () => {
    const intervals = intervalsOf([start(10), end(20)]);
    expect(isSubscribedAt(intervals, new Date(at(10).getTime() - 1))).toBe(false);
    expect(isSubscribedAt(intervals, at(10))).toBe(true);
    expect(isSubscribedAt(intervals, new Date(at(20).getTime() - 1))).toBe(true);
    expect(isSubscribedAt(intervals, at(20))).toBe(false);
  });

  it('ended and begun again in one minute leaves neither a gap nor an overlap', () => {
    const intervals = intervalsOf([start(0), end(5), start(5)]);
    expect(intervals).toEqual([
      { from: at(0), to: at(5) },
      { from: at(5), to: null },
    ]);
    expect(isSubscribedAt(intervals, at(5))).toBe(true);
  });

  it('refuses what would rewrite history, each for its reason', () => {
    expect(changeRefusal([], end(5), at(0))).toBe('not-yet');
    expect(changeRefusal([start(1)], start(5), at(2))).toBe('already');
    expect(changeRefusal([start(1)], end(1), at(2))).toBe('in-the-past');
    expect(changeRefusal([start(30)], end(20), at(2))).toBe('before-last');
    expect(changeRefusal([start(1)], end(9), at(2))).toBeNull();
  });

  it('never yields overlapping intervals, whatever was accepted', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), fc.nat(100)), { maxLength: 30 }), (tries) => {
        const accepted: SubscriptionChange[] = [];
        for (const [isStart, minute] of tries) {
          const change = isStart ? start(minute) : end(minute);
          if (changeRefusal(accepted, change, at(0)) === null) accepted.push(change);
        }
        const intervals = intervalsOf(accepted);
        for (let i = 1; i < intervals.length; i++) expect(intervals[i - 1].to!.getTime()).toBeLessThanOrEqual(intervals[i].from.getTime());
      }),
    );
  });
});
