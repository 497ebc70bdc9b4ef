import { addDays, dayMs } from '@maru/web/zoned';
import { type Bucket, type Granularity, moved, type Period, periodOf, type Slot } from './period';
import type { ProfileRow } from './profile';

/** What a period can be compared with by name; anything else is a date in the other period. */
export const comparisonsOf = {
  day: ['previous', 'week', 'year'],
  month: ['previous', 'year'],
  year: ['previous'],
} as const;
export type ComparisonName = (typeof comparisonsOf)[Granularity][number];

/**
 * The other period: the one before, the same weekday a week before, or the same one a year before. 29 February has no
 * match a year before and gets the last day of that February.
 *
 * @param date a date in the period shown
 * @param chosen a name, or a date in the other period
 */
export function otherPeriod(by: Granularity, date: string, chosen: string): Period {
  if (chosen === 'previous') return periodOf(by, moved(by, date, -1));
  if (chosen === 'week') return periodOf(by, addDays(date, -7));
  if (chosen === 'year') return periodOf(by, moved('year', date, -1));
  return periodOf(by, chosen);
}

/** One place on the time axis: the cut of the period shown and the one of the other period, where they have it. */
export interface Place {
  shown: ProfileRow | null;
  other: ProfileRow | null;
}

/** Where the part of a cut's start begins that both periods share: the clock of a day, the day of a month, the month of a year. */
const sharedFrom: Record<Granularity, number> = { day: 11, month: 8, year: 5 };
/** And where it ends: a day is a day also where its clock begins at one. */
const sharedTo: Record<Bucket, number> = { month: 7, day: 10, hour: 16, 'quarter-hour': 16 };

/**
 * The places of cuts in their order, as texts that sort. Cuts are told by the wall clock; of an hour that the clock shows
 * twice the second is a place of its own, after the whole first one.
 */
function placesOf(slots: readonly Slot[], by: Granularity, bucket: Bucket): string[] {
  const seen = new Set<string>();
  return slots.map(({ start }) => {
    const wall = start.slice(sharedFrom[by], sharedTo[bucket]);
    const isSecond = seen.has(wall);
    seen.add(wall);
    return wall.replace(':', isSecond ? '+' : ' ');
  });
}

/**
 * Lays two periods beside each other. The rule: the same wall clock, day of the month or month belongs together, whatever
 * day or length the periods have. What only one of them has (29 February, the 31st, an hour that the clock leaves out or
 * shows twice) stands alone: nothing is stretched or moved to fit.
 */
export function besideEachOther(shown: readonly ProfileRow[], other: readonly ProfileRow[], by: Granularity, bucket: Bucket): Place[] {
  if (other.length === 0) return shown.map((row) => ({ shown: row, other: null }));
  const found = new Map<string, Place>(placesOf(shown, by, bucket).map((place, index) => [place, { shown: shown[index], other: null }]));
  for (const [index, place] of placesOf(other, by, bucket).entries()) {
    const known = found.get(place);
    if (known) known.other = other[index];
    else found.set(place, { shown: null, other: other[index] });
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, place]) => place);
}

/** One of two periods, over what is compared; figures are null without a reading. */
export interface ComparedSide {
  energyKwh: number | null;
  /** Energy over the length in days; null also where a reading is missing. */
  perDayKwh: number | null;
  meanDemandKw: number | null;
  peakDemandKw: number | null;
  readings: number;
  /** Readings that there are not, of all intervals compared. */
  missing: number;
  lengthMs: number;
}

/** Shown less other; null where it is not defined, the percentage also where the other one is nothing. */
export interface Difference {
  value: number | null;
  percent: number | null;
}

export interface Comparison {
  shown: ComparedSide;
  other: ComparedSide;
  /** Where the comparison ends because one of the periods is still going on: the end of the last cut shown; null when all is compared. */
  until: string | null;
  /** Both sides are equally long; sums of unequal ones say nothing. */
  isSameLength: boolean;
  energy: Difference;
  perDay: Difference;
  mean: Difference;
  peak: Difference;
}

function sideOf(rows: readonly ProfileRow[], intervalSeconds: number): ComparedSide {
  const sum = (of: (row: ProfileRow) => number) => rows.reduce((total, row) => total + of(row), 0);
  const readings = sum((row) => row.readings);
  const lengthMs = sum((row) => row.endMs - row.startMs);
  const missing = Math.max(0, Math.floor(lengthMs / (intervalSeconds * 1000)) - readings);
  const none = { energyKwh: null, perDayKwh: null, meanDemandKw: null, peakDemandKw: null, readings, missing, lengthMs };
  if (readings === 0) return none;
  const energyKwh = sum((row) => row.energyKwh ?? 0);
  const meanDemandKw = energyKwh / ((readings * intervalSeconds) / 3600);
  const peaks = rows.flatMap(({ peakDemandKw }) => peakDemandKw ?? []);
  const peakDemandKw = peaks.length > 0 ? peaks.reduce((a, b) => Math.max(a, b)) : null;
  const perDayKwh = missing > 0 ? null : energyKwh / (lengthMs / dayMs);
  return { ...none, energyKwh, perDayKwh, meanDemandKw, peakDemandKw };
}

export function differenceOf(shown: number | null, other: number | null): Difference {
  if (shown === null || other === null) return { value: null, percent: null };
  const value = shown - other;
  return { value, percent: other === 0 ? null : (value / other) * 100 };
}

const none: Difference = { value: null, percent: null };

/**
 * Compares what both periods have: up to the last place that has ended on both sides by the newest reading, so that a month
 * that is going on is compared with the same days of the other. Where a reading is missing on either side, there is no
 * difference: nothing is estimated.
 */
export function comparisonOf(places: readonly Place[], lastMs: number, intervalSeconds: number): Comparison {
  const isOpen = ({ shown, other }: Place) => Math.max(shown?.endMs ?? 0, other?.endMs ?? 0) > lastMs;
  const firstOpen = places.findIndex(isOpen);
  const compared = firstOpen < 0 ? places : places.slice(0, firstOpen);
  const shownRows = compared.flatMap(({ shown }) => shown ?? []);
  const shown = sideOf(shownRows, intervalSeconds);
  const other = sideOf(
    compared.flatMap((place) => place.other ?? []),
    intervalSeconds,
  );
  const isWhole = shown.missing === 0 && other.missing === 0;
  const isSameLength = shown.lengthMs === other.lengthMs;
  const between = (of: (side: ComparedSide) => number | null) => (isWhole ? differenceOf(of(shown), of(other)) : none);
  return {
    shown,
    other,
    until: firstOpen < 0 ? null : (shownRows.at(-1)?.end ?? null),
    isSameLength,
    energy: isSameLength ? between((side) => side.energyKwh) : none,
    perDay: between((side) => side.perDayKwh),
    mean: between((side) => side.meanDemandKw),
    peak: between((side) => side.peakDemandKw),
  };
}

/** The difference of one place, where both cuts are equally long and whole. */
export function placeDifference({ shown, other }: Place, of: (row: ProfileRow) => number | null, intervalSeconds: number): Difference {
  if (!shown || !other) return none;
  const { missing } = sideOf([shown], intervalSeconds);
  const otherMissing = sideOf([other], intervalSeconds).missing;
  const isComparable = missing === 0 && otherMissing === 0 && shown.endMs - shown.startMs === other.endMs - other.startMs;
  return isComparable ? differenceOf(of(shown), of(other)) : none;
}
