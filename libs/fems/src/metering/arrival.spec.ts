import fc from 'fast-check';
import { type Arrival, arrivalState, arrivalStates } from './arrival';
import { intervalLengths } from './interval-grid';

const minute = 60_000;
const hour = 60 * minute;
const nowMs = Date.UTC(2026, 2, 10, 3);
const ago = (ms: number) => new Date(nowMs - ms);

describe('arrivalState', () => {
  const quarter: Arrival = {
    intervalSeconds: 900,
    acquisitionMode: 'automatic',
    newestStart: ago(15 * minute),
    lastReceivedAt: ago(0),
    nowMs,
  };

  it.each<[string, Partial<Arrival>, string]>([
    ['the interval that has just ended', {}, 'arriving'],
    ['an interval of tomorrow', { newestStart: ago(-20 * hour) }, 'arriving'],
    ['one that ended less than four intervals ago', { newestStart: ago(75 * minute - 1) }, 'arriving'],
    ['one that ended longer ago', { newestStart: ago(75 * minute) }, 'late'],
    ['one of a minute, kept by its gateway for most of an hour', { intervalSeconds: 60, newestStart: ago(60 * minute) }, 'arriving'],
    ['one of an hour that ended three hours ago', { intervalSeconds: 3600, newestStart: ago(4 * hour) }, 'arriving'],
    ['a day ago, and nothing heard since', { newestStart: ago(24.25 * hour), lastReceivedAt: ago(24.2 * hour) }, 'late'],
    ['more than a day ago', { newestStart: ago(24.25 * hour + 1), lastReceivedAt: ago(24.1 * hour) }, 'silent'],
    ['weeks ago, but sent just now out of a store', { newestStart: ago(500 * hour) }, 'late'],
    ['weeks ago, and it is not known when it came', { newestStart: ago(500 * hour), lastReceivedAt: null }, 'silent'],
    ['nothing', { newestStart: null, lastReceivedAt: null }, 'never'],
    ['weeks ago, by hand', { acquisitionMode: 'manual', newestStart: ago(500 * hour), lastReceivedAt: ago(400 * hour) }, 'manual'],
    ['weeks ago, half by hand', { acquisitionMode: 'semiAutomatic', newestStart: ago(500 * hour) }, 'manual'],
    ['nothing, since all of it was taken back', { newestStart: null }, 'withdrawn'],
    ['nothing, by hand', { acquisitionMode: 'manual', newestStart: null, lastReceivedAt: null }, 'never'],
  ])('of a point whose newest reading is %s', (_, change, expected) => {
    expect(arrivalState({ ...quarter, ...change })).toBe(expected);
  });

  it('never grows better while nothing comes', () => {
    const lengths = fc.constantFrom(...intervalLengths);
    fc.assert(
      fc.property(lengths, fc.nat(200 * hour), fc.nat(200 * hour), fc.nat(200 * hour), (intervalSeconds, age, unheard, later) => {
        const now = { ...quarter, intervalSeconds, newestStart: ago(age), lastReceivedAt: ago(Math.min(age, unheard)) };
        const place = (arrival: Arrival) => arrivalStates.indexOf(arrivalState(arrival));
        expect(place({ ...now, nowMs: nowMs + later })).toBeGreaterThanOrEqual(place(now));
      }),
    );
  });
});
