import type { Period } from '@maru/kernel';

/** A point's grid: intervals begin at offset + n x length. In milliseconds. */
export interface Grid {
  readonly lengthMs: number;
  readonly offsetMs: number;
}

/** How many intervals of the grid begin in the period and have ended by `nowMs`. */
export function intervalsIn({ from, to }: Period, { lengthMs, offsetMs }: Grid, nowMs: number): number {
  // The last interval that counts begins before the period's end and a whole length before now.
  const end = Math.min(to, nowMs - lengthMs + 1);
  const before = (at: number) => Math.ceil((at - offsetMs) / lengthMs);
  return Math.max(0, before(end) - before(from));
}
