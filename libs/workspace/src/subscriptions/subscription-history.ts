/** One row of the subscription ledger of a module. */
export interface SubscriptionChange {
  readonly kind: 'start' | 'end';
  readonly effectiveAt: Date;
}

/** A half-open time of subscription; `to` is null while it goes on. */
export interface SubscriptionInterval {
  readonly from: Date;
  readonly to: Date | null;
}

/** The intervals that changes, oldest first, describe. An interval of no length never was. */
export function intervalsOf(changes: readonly SubscriptionChange[]): SubscriptionInterval[] {
  const intervals: SubscriptionInterval[] = [];
  for (const { kind, effectiveAt } of changes) {
    const last = intervals.at(-1);
    if (kind === 'start') intervals.push({ from: effectiveAt, to: null });
    else if (last) intervals[intervals.length - 1] = { from: last.from, to: effectiveAt };
  }
  return intervals.filter(({ from, to }) => to === null || from < to);
}

export function isSubscribedAt(intervals: readonly SubscriptionInterval[], at: Date): boolean {
  return intervals.some(({ from, to }) => from <= at && (to === null || at < to));
}

export type ChangeRefusal = 'already' | 'not-yet' | 'in-the-past' | 'before-last';

/**
 * Whether a change may follow those that are there: starts and ends take turns, none lies in the past and none before
 * the last one, so that history is never rewritten.
 * @param now the database's clock, by which the change is recorded
 */
export function changeRefusal(changes: readonly SubscriptionChange[], next: SubscriptionChange, now: Date): ChangeRefusal | null {
  const last = changes.at(-1);
  if (next.kind === (last?.kind ?? 'end')) return next.kind === 'start' ? 'already' : 'not-yet';
  if (next.effectiveAt < now) return 'in-the-past';
  if (last && next.effectiveAt < last.effectiveAt) return 'before-last';
  return null;
}
