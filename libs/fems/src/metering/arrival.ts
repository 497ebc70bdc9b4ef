import type { AcquisitionMode } from './point-quantity';

/**
 * Whether a point's readings come as they should.
 * `never`: none has come. `withdrawn`: some have come, and all of them were taken back. `manual`: a person brings them, so that none is late. `arriving`: the newest one is as new as it can be.
 * `late`: the newest ones are missing, but something has come within a day. `silent`: nothing has come for a day.
 */
export const arrivalStates = ['arriving', 'late', 'silent', 'never', 'withdrawn', 'manual'] as const;
export type ArrivalState = (typeof arrivalStates)[number];

export interface Arrival {
  readonly intervalSeconds: number;
  readonly acquisitionMode: AcquisitionMode;
  /** Start of the newest interval with a reading; null where none has one. */
  readonly newestStart: Date | null;
  /** When something of the point was last stored; null where it is not known. */
  readonly lastReceivedAt: Date | null;
  readonly nowMs: number;
}

/** A gateway may gather readings for a while before it sends them: after the end of the newest interval nothing is late for so long. */
export const lateAfterMs = (intervalSeconds: number): number => Math.max(4 * intervalSeconds * 1000, 3_600_000);
const silentAfterMs = 24 * 3_600_000;

/**
 * The newest reading is judged by the end of its interval, since it cannot come sooner. A device that sends what it kept during an outage
 * is late and not silent, however old what it sends. Semi-automatic readings wait for a person as manual ones do.
 */
export function arrivalState({ intervalSeconds, acquisitionMode, newestStart, lastReceivedAt, nowMs }: Arrival): ArrivalState {
  if (newestStart === null) return lastReceivedAt === null ? 'never' : 'withdrawn';
  if (acquisitionMode !== 'automatic') return 'manual';
  const ageMs = nowMs - (newestStart.getTime() + intervalSeconds * 1000);
  if (ageMs < lateAfterMs(intervalSeconds)) return 'arriving';
  const unheardMs = lastReceivedAt === null ? ageMs : Math.min(ageMs, nowMs - lastReceivedAt.getTime());
  return unheardMs <= silentAfterMs ? 'late' : 'silent';
}
