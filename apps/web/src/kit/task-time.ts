import type { Schemas } from './client';

type Task = Schemas['TaskItem'];

/** Too early a guess is none: before this time, or before anything is done, nothing is said of the time left. */
const guessAfterMs = 2_000;

/** @returns seconds left at the pace so far; null as long as it cannot be said */
export function secondsLeft(
  { state, begunAt, done, total }: Pick<Task, 'state' | 'begunAt' | 'done' | 'total'>,
  nowMs: number,
): number | null {
  if (state !== 'running' || begunAt === null || total === null || done === 0) return null;
  const elapsedMs = nowMs - Date.parse(begunAt);
  return elapsedMs < guessAfterMs ? null : Math.ceil((elapsedMs * (total - done)) / done / 1000);
}
