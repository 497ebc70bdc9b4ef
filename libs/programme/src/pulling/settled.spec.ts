import { clocksApartMs, settledMs, settledUntil } from './settled';

describe('the time until which the log is settled', () => {
  const now = Date.parse('2026-11-27T12:00:00Z');

  it('lies an hour back while every process writes', () => {
    expect(settledUntil(now, now - 400)).toBe(now - settledMs);
    expect(settledUntil(now, null)).toBe(now - 3_600_000);
  });

  it('stands still while a process that lives has not written its reads', () => {
    const stuck = now - 5 * settledMs;
    expect(settledUntil(now, stuck)).toBe(stuck - clocksApartMs);
    expect(settledUntil(now + settledMs, stuck)).toBe(stuck - clocksApartMs);
  });
});
