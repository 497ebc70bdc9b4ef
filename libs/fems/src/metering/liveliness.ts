import { lateAfterMs } from './arrival';

/**
 * When an automatic point that has stopped needs a person. Its newest interval is the fact to go by: a gateway that sends old readings again
 * still says nothing of now.
 */
const DAY_MS = 86_400_000;
/** What stopped within a week may be mended in time; what has stopped for longer is a state of the plant that somebody knows of or not. */
const STOPPED_DAYS = 7;
/** Points that people feed are asked for nothing, so they count as in use for a month after their newest interval. */
const FED_DAYS = 31;

export interface WatchedActivity {
  readonly intervalSeconds: number;
  readonly isAutomatic: boolean;
  readonly newestStartMs: number;
}

/** alive: what should come comes. stopped, dormant: nothing for longer than it may be late, within a week or for more than one. */
export type Liveliness = 'alive' | 'stopped' | 'dormant';

/** End of the newest interval. */
export const newestEndMs = ({ newestStartMs, intervalSeconds }: WatchedActivity): number => newestStartMs + intervalSeconds * 1000;

const lateFromMs = (point: WatchedActivity): number => newestEndMs(point) + lateAfterMs(point.intervalSeconds);
const dormantFromMs = (point: WatchedActivity): number => newestEndMs(point) + STOPPED_DAYS * DAY_MS;

export function livelinessOf(point: WatchedActivity, nowMs: number): Liveliness {
  if (!point.isAutomatic) return nowMs < newestEndMs(point) + FED_DAYS * DAY_MS ? 'alive' : 'dormant';
  if (nowMs < lateFromMs(point)) return 'alive';
  return nowMs < dormantFromMs(point) ? 'stopped' : 'dormant';
}

/** When the point is something else if nothing comes from it; null when it stays as it is. */
export function livelinessChangesMs(point: WatchedActivity, nowMs: number): number | null {
  if (!point.isAutomatic) return null;
  return [lateFromMs(point), dormantFromMs(point)].find((at) => at > nowMs) ?? null;
}

/** What a batch has put into a point of which this much was known before. */
export interface Batch {
  readonly newestStartMs: number;
  readonly accepted: number;
  readonly withdrawn: number;
}

/**
 * Whether a batch only goes on where a live point had ended: one reading for each interval since. Any other one may open or close a gap, or
 * end a silence, and then something else may need a person.
 */
export function onlyGoesOn(before: WatchedActivity | null, batch: Batch, nowMs: number): boolean {
  if (!before || batch.withdrawn > 0 || livelinessOf(before, nowMs) !== 'alive') return false;
  return batch.accepted * before.intervalSeconds * 1000 === batch.newestStartMs - before.newestStartMs;
}
