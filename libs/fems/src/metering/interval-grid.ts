import { periodAt } from '@maru/kernel';

/**
 * Lengths that an interval may have, in seconds: whole parts of the 15-minute demand window, or half and whole hours. Ten minutes do
 * not fill a demand window, and a day is not of one length where clocks change.
 */
export const intervalLengths = [60, 180, 300, 900, 1800, 3600] as const;

/**
 * How far the intervals of a point begin after the whole multiples of their length since 1970-01-01T00:00Z, in seconds.
 * It is not 0 only for long intervals in zones that are off by half or quarter hours: an hourly meter in India counts from half past
 * to half past of UTC. It is fixed when the point is made, so that a point has one grid for ever.
 */
export function gridOffsetSeconds(intervalSeconds: number, zone: string, nowMs: number): number {
  const startOfDay = periodAt('day', nowMs, zone).from;
  return ((((startOfDay / 1000) % intervalSeconds) + intervalSeconds) % intervalSeconds) | 0;
}
