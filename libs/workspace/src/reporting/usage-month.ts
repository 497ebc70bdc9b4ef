import { programmeDay, programmeZone, type UsageEvent, type UsageKind, usageKinds } from '@maru/evidence';
import { type Period, zonedPeriods } from '@maru/kernel';

/** What was done on one day. */
export interface DayCounts {
  /** Such as 2026-11-01. */
  readonly day: string;
  readonly byKind: Readonly<Record<UsageKind, number>>;
  readonly total: number;
  /** Of these, what followed a person's own input: use, in the sense of the programme. */
  readonly byInput: number;
}

const noKinds = () => Object.fromEntries(usageKinds.map((kind) => [kind, 0])) as Record<UsageKind, number>;

/** Counts the events of a month by day and kind while they pass: what it says is what was in the file. */
export class UsageMonthCounts {
  private readonly days: readonly Period[];
  private readonly counts: { byKind: Record<UsageKind, number>; byInput: number }[];
  private at = 0;
  total = 0;

  constructor(private readonly period: Period) {
    this.days = zonedPeriods('day', period.from, period.to, programmeZone);
    this.counts = this.days.map(() => ({ byKind: noKinds(), byInput: 0 }));
  }

  add({ at, kind, cause }: Pick<UsageEvent, 'at' | 'kind' | 'cause'>): void {
    // Events come in order, so the next one is nearly always of the same day.
    if (!holds(this.days[this.at], at)) this.at = this.days.findIndex((day) => holds(day, at));
    const counts = this.counts[this.at];
    if (!counts) throw new RangeError('the event is not of this month');
    counts.byKind[kind]++;
    if (cause === 'input') counts.byInput++;
    this.total++;
  }

  /** Every day that has begun, whether or not anything was done on it; one that has not is left out, unless a clock was ahead. */
  upTo(now: number): DayCounts[] {
    return this.days.flatMap(({ from }, place) => {
      const { byKind, byInput } = this.counts[place];
      const total = sum(byKind);
      return from > now && total === 0 ? [] : [{ day: programmeDay(from), byKind, byInput, total }];
    });
  }

  /** Of the whole month; `day` is the month itself. */
  whole(): DayCounts {
    const byKind = noKinds();
    for (const day of this.counts) for (const kind of usageKinds) byKind[kind] += day.byKind[kind];
    const byInput = this.counts.reduce((inputs, day) => inputs + day.byInput, 0);
    return { day: programmeDay(this.period.from).slice(0, 7), byKind, byInput, total: this.total };
  }
}

function holds(day: Period | undefined, at: number): boolean {
  return day !== undefined && at >= day.from && at < day.to;
}

function sum(byKind: Readonly<Record<UsageKind, number>>): number {
  return usageKinds.reduce((total, kind) => total + byKind[kind], 0);
}
