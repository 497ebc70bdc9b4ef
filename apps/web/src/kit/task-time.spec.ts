import { secondsLeft } from './task-time';

const begunAt = '2026-11-20T00:00:00.000Z';
const running = { state: 'running', begunAt, done: 250, total: 1000 } as const;
const afterMs = (ms: number) => Date.parse(begunAt) + ms;

describe('the time left of a task', () => {
  it('follows from the pace so far', () => {
    expect(secondsLeft(running, afterMs(10_000))).toBe(30);
    expect(secondsLeft({ ...running, done: 1000 }, afterMs(10_000))).toBe(0);
  });

  it('is not said where it would be a guess', () => {
    expect(secondsLeft(running, afterMs(1_000))).toBeNull();
    expect(secondsLeft({ ...running, done: 0 }, afterMs(10_000))).toBeNull();
    expect(secondsLeft({ ...running, total: null }, afterMs(10_000))).toBeNull();
    expect(secondsLeft({ ...running, state: 'waiting', begunAt: null }, afterMs(10_000))).toBeNull();
    expect(secondsLeft({ ...running, state: 'done' }, afterMs(10_000))).toBeNull();
  });
});
