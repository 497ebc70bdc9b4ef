/**
 * Why a day that is over is no operating day; of today, which may still become one, `screen-only` alone is said:
 * - `before-service`: the company did not use the service yet
 * - `not-known`: its log has a gap, or a send has no answer
 * - `not-stored`: people used the service, and nothing of it was stored
 * - `screen-only`: a screen refreshed by itself, and nobody used anything
 * - `not-used`: a working day without either
 */
export const shortfallReasons = ['before-service', 'not-known', 'not-stored', 'screen-only', 'not-used'] as const;
export type ShortfallReason = (typeof shortfallReasons)[number];

export interface ShortfallDay {
  readonly day: string;
  readonly state: 'operating' | 'not-operating' | 'unknown' | 'to-come';
  /** Null of a day of which nothing is known. */
  readonly used: number | null;
  readonly beforeService: boolean;
}

export interface Shortfall {
  readonly reason: ShortfallReason;
  readonly days: readonly string[];
}

/**
 * @param isWorking whether somebody was to work on a day; of a day of which that is not known nothing is missed
 * @param screenDays days on which a screen refreshed by itself
 * @returns reasons that apply, each with its days; days to come and days off without use are none
 */
export function shortfalls(
  days: readonly ShortfallDay[],
  isWorking: (day: string) => boolean,
  screenDays: ReadonlySet<string>,
  today: string,
): Shortfall[] {
  const reasonOf = ({ day, state, used, beforeService }: ShortfallDay): ShortfallReason | null => {
    if (state === 'operating' || day > today) return null;
    const isScreenOnly = used === 0 && screenDays.has(day);
    if (day === today) return isScreenOnly ? 'screen-only' : null;
    if (state === 'unknown') return beforeService ? 'before-service' : 'not-known';
    if ((used ?? 0) > 0) return 'not-stored';
    if (isScreenOnly) return 'screen-only';
    return isWorking(day) ? 'not-used' : null;
  };
  const byReason = Map.groupBy(days, reasonOf);
  return shortfallReasons.flatMap((reason) => {
    const found = byReason.get(reason);
    return found ? [{ reason, days: found.map(({ day }) => day) }] : [];
  });
}
