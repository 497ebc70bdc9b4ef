/**
 * How long after it happened everything is known to be written: a change commits within its statements' timeout, a read twice a second, and
 * an answer of the log centre is kept within ten minutes of its send or never (`keptWithinMs`). An hour leaves room for what nobody thought of.
 */
export const settledMs = 3_600_000;
/** How far the clocks of the service's machines may lie apart from the database's. */
export const clocksApartMs = 60_000;

/**
 * Until when nothing can be written any more, so that what is read up to there is the same for ever. A process that could not write its
 * reads holds it back for as long as it lives: they will stand at the time at which they happened.
 * @param confirmedUntil until when every process that lives has written its reads; null where none does
 */
export function settledUntil(now: number, confirmedUntil: number | null): number {
  return Math.min(now - settledMs, (confirmedUntil ?? Number.POSITIVE_INFINITY) - clocksApartMs);
}
