import { livelinessChangesMs, livelinessOf, onlyGoesOn } from './liveliness';

const minute = 60_000;
const day = 86_400_000;
const start = Date.UTC(2026, 0, 1);
const point = (intervalSeconds: number, isAutomatic = true) => ({ intervalSeconds, isAutomatic, newestStartMs: start });

describe('an automatic point', () => {
  it.each([
    // Four intervals after the end of the newest one, and an hour at least.
    [60, 61 * minute],
    [900, 75 * minute],
    [1800, 150 * minute],
    [3600, 300 * minute],
  ])('of %i s may be late until %i ms after the start of its newest interval', (seconds, lateMs) => {
    expect(livelinessOf(point(seconds), start + lateMs - 1)).toBe('alive');
    expect(livelinessOf(point(seconds), start + lateMs)).toBe('stopped');
    expect(livelinessChangesMs(point(seconds), start + lateMs - 1)).toBe(start + lateMs);
  });

  it('has stopped for a week, and then is dormant for good', () => {
    const silentFrom = start + 15 * minute + 7 * day;
    expect(livelinessOf(point(900), silentFrom - 1)).toBe('stopped');
    expect(livelinessChangesMs(point(900), silentFrom - 1)).toBe(silentFrom);
    expect(livelinessOf(point(900), silentFrom)).toBe('dormant');
    expect(livelinessChangesMs(point(900), silentFrom)).toBeNull();
  });
});

it('a point that people feed is in use for a month, and never has stopped', () => {
  const seconds = 3600;
  expect(livelinessOf(point(seconds, false), start + seconds * 1000 + 31 * day - 1)).toBe('alive');
  expect(livelinessOf(point(seconds, false), start + seconds * 1000 + 31 * day)).toBe('dormant');
  expect(livelinessChangesMs(point(seconds, false), start)).toBeNull();
});

describe('a batch only goes on', () => {
  const batch = (intervals: number, accepted = intervals, withdrawn = 0) => ({
    newestStartMs: start + intervals * 15 * minute,
    accepted,
    withdrawn,
  });
  const soon = start + 31 * minute;

  it.each([
    ['with the next interval', batch(1), true],
    ['with all the next ones', batch(3), true],
    ['but leaves one out', batch(2, 1), false],
    ['but fills a gap as well', batch(1, 2), false],
    ['but tells of the past', { newestStartMs: start - 15 * minute, accepted: 1, withdrawn: 0 }, false],
    ['but corrects what there is', batch(0), true],
    ['but takes readings back', batch(1, 1, 1), false],
  ])('%s', (_, sent, isSo) => {
    expect(onlyGoesOn(point(900), sent, soon)).toBe(isSo);
  });

  it('of a point that is alive', () => {
    expect(onlyGoesOn(null, batch(1), soon)).toBe(false);
    expect(onlyGoesOn(point(900), batch(1), start + 2 * day)).toBe(false);
  });
});
