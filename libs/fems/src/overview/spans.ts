import { type Period, periodAt } from '@maru/kernel';

/**
 * The stretches of time that an overview looks at and compares, in the calendar of the site. They follow from where the readings end, not from
 * today: a plant that is looked at in the morning, or whose readings end years ago, is seen as far as it can be seen.
 *
 * Only equal stretches are compared: a day so far with as much of another day, a month so far with as much of the month before, and no
 * more than that month has.
 */
export interface DaySpans {
  readonly soFar: Period;
  /** As much of the same weekday, one week to four weeks before; null where the clock was changed so that it is not as long. */
  readonly weekdaysBefore: readonly (Period | null)[];
}

export interface MonthSpans {
  readonly soFar: Period;
  /** The part of it that is compared: as long as what it is compared with. */
  readonly compared: Period;
  readonly before: Period;
}

const DAY_MS = 86_400_000;
const WEEKS = [1, 2, 3, 4];
const MONTHS_OF_YEAR = 12;

const lengthOf = ({ from, to }: Period): number => to - from;
const soFarOf = (whole: Period, lastEndMs: number): Period => ({ from: whole.from, to: Math.min(whole.to, lastEndMs) });

/** @param lastEndMs end of the newest interval with a reading */
export function daySpans(lastEndMs: number, zone: string): DaySpans {
  const whole = periodAt('day', lastEndMs - 1, zone);
  const soFar = soFarOf(whole, lastEndMs);
  const isWhole = soFar.to === whole.to;
  // From noon: a clock that was changed at night is an hour off there, which is the same day.
  const noon = whole.from + DAY_MS / 2;
  const weekdaysBefore = WEEKS.map((weeks) => {
    const day = periodAt('day', noon - weeks * 7 * DAY_MS, zone);
    const isAsLong = isWhole ? lengthOf(day) === lengthOf(soFar) : lengthOf(day) >= lengthOf(soFar);
    return isAsLong ? { from: day.from, to: day.from + lengthOf(soFar) } : null;
  });
  return { soFar, weekdaysBefore };
}

export function monthSpans(lastEndMs: number, zone: string): MonthSpans {
  const whole = periodAt('month', lastEndMs - 1, zone);
  const soFar = soFarOf(whole, lastEndMs);
  const before = periodAt('month', whole.from - 1, zone);
  const length = Math.min(lengthOf(soFar), lengthOf(before));
  return {
    soFar,
    compared: { from: soFar.from, to: soFar.from + length },
    before: { from: before.from, to: before.from + length },
  };
}

/** The twelve months that end with the one in which the readings end, whole, the earliest first. */
export function yearMonths(lastEndMs: number, zone: string): Period[] {
  const months = [periodAt('month', lastEndMs - 1, zone)];
  while (months.length < MONTHS_OF_YEAR) months.unshift(periodAt('month', months[0].from - 1, zone));
  return months;
}
