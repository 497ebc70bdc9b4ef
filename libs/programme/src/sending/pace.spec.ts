import { earliestSend, keepAgainIn, lookAgainMs, type PaceFacts } from './pace';

const at = (text: string) => Date.parse(`2026-11-27T${text}+09:00`);
const none: PaceFacts = {
  storedAt: null,
  uncertainUntil: null,
  tooSoonAt: null,
  refusedAt: null,
  unsentAt: null,
  limited: false,
  requests: 0,
};
const midnight = Date.parse('2026-11-28T00:00:00+09:00');
const now = at('10:00:00');

describe('the next send', () => {
  it.each<[string, Partial<PaceFacts>, number]>([
    ['leaves at once where nothing was sent', {}, now],
    ['waits ten minutes from the answer that something is stored', { storedAt: at('09:59:58') }, at('10:09:58')],
    ['leaves at once when that is over', { storedAt: at('09:50:00') }, now],
    ['waits ten minutes from when something may have been stored', { uncertainUntil: at('10:00:40') }, at('10:10:40')],
    ['waits ten minutes from a send that was too soon', { tooSoonAt: at('09:59:00') }, at('10:09:00')],
    ['waits a minute where a log was refused', { refusedAt: at('09:59:50') }, at('10:00:50')],
    ['waits five minutes where there was no connection', { unsentAt: at('09:59:00') }, at('10:04:00')],
    ['waits for the next day where the day is spent', { limited: true }, midnight],
    ['waits for the next day after 5,000 requests', { requests: 5_000 }, midnight],
    ['leaves as the 5,000th request', { requests: 4_999 }, now],
    ['waits for the last of all reasons', { storedAt: at('09:55:00'), uncertainUntil: at('09:58:00'), refusedAt: now }, at('10:08:00')],
  ])('%s', (_what, facts, expected) => {
    expect(earliestSend({ ...none, ...facts }, now)).toBe(expected);
  });

  it('has its answer kept by tries that go on for four minutes, and for a moment in a process that stops', () => {
    let [tries, sinceMs] = [0, 0];
    for (let again = keepAgainIn(1, 0, false); again !== null; again = keepAgainIn(tries + 1, sinceMs, false)) {
      expect(again).toBeLessThanOrEqual(15_000);
      sinceMs += again;
      tries++;
    }
    expect(sinceMs).toBeGreaterThan(240_000);
    expect(sinceMs).toBeLessThan(300_000);
    expect([keepAgainIn(3, 19_999, true), keepAgainIn(3, 20_001, true)]).toEqual([4_000, null]);
  });

  it('is looked for every half minute, and once more just before the last of a day', () => {
    expect(lookAgainMs(now)).toBe(30_000);
    expect(lookAgainMs(at('23:58:50'))).toBe(9_000);
    expect(lookAgainMs(at('23:58:59'))).toBe(30_000);
  });

  it('does not leave in the last minute of a day', () => {
    expect(earliestSend(none, at('23:58:59.999'))).toBe(at('23:58:59.999'));
    expect(earliestSend(none, at('23:59:00'))).toBe(midnight);
    expect(earliestSend({ ...none, storedAt: at('23:49:30') }, at('23:50:00'))).toBe(midnight);
  });
});
