import type { Period } from '@maru/kernel';
import { type Grid, intervalsIn } from '../energy/coverage';
import type { ArrivalState } from '../metering/arrival';

/**
 * Completeness is readings that there are of those expected. Version 1: an interval is expected from the point's first reading to its newest
 * one, and to the present where readings should arrive by themselves and do not; one that has not ended is not. A reading that was taken
 * back is none. A value that its source calls uncertain or estimated is a reading, and is counted as such.
 */
export const completenessDefinition = 'fems.completeness.v1';

/** What is known of a point's readings: from where to where there are any, and whether more should have come. */
export interface Known {
  readonly grid: Grid;
  /** Start of the first and end of the newest interval with a reading; null when there is none. */
  readonly span: Period | null;
  readonly arrival: ArrivalState;
  readonly nowMs: number;
}

/** Readings should have come after the newest one and have not. */
export function isAwaited({ arrival }: Known): boolean {
  return arrival === 'late' || arrival === 'silent';
}

/** Intervals of the period in which a reading is expected. */
export function expectedIn({ from, to }: Period, known: Known): number {
  const { grid, span, nowMs } = known;
  if (!span) return 0;
  const until = isAwaited(known) ? nowMs : span.to;
  return intervalsIn({ from: Math.max(from, span.from), to: Math.min(to, until) }, grid, Math.max(nowMs, span.to));
}

/** The stretch since the newest reading where it touches the period: it has no end yet. Null where nothing is awaited. */
export function openGap({ to }: Period, known: Known): { from: number; missing: number } | null {
  const { grid, span, nowMs } = known;
  if (!span || !isAwaited(known) || to <= span.to) return null;
  return { from: span.to, missing: intervalsIn({ from: span.to, to: nowMs }, grid, nowMs) };
}
