/** Half of a year in which logs can be registered by hand: `2026-H1` in June, `2026-H2` in December. */
export interface HalfYear {
  readonly id: string;
  /** The month in which it is done: its first day, and the first day after it. */
  readonly window: DayPeriod;
  /** The half-year itself. */
  readonly period: DayPeriod;
}

/** Days from the first to the one before `to`. */
export interface DayPeriod {
  readonly from: string;
  readonly to: string;
}

export const halfYearShape = /^\d{4}-H[12]$/;
export const halfYearText = {
  ko: '반기여야 합니다. 예: 2026-H1(상반기), 2026-H2(하반기)',
  en: 'It must be a half-year, such as 2026-H1 or 2026-H2.',
};

/** The half-year whose logs are registered in a month of a year; June or December. */
function halfYearOf(year: number, month: number): HalfYear {
  const isFirst = month === 6;
  const [of, next] = [year, year + 1].map((number) => String(number).padStart(4, '0'));
  return {
    id: `${of}-H${isFirst ? 1 : 2}`,
    window: isFirst ? { from: `${of}-06-01`, to: `${of}-07-01` } : { from: `${of}-12-01`, to: `${next}-01-01` },
    period: isFirst ? { from: `${of}-01-01`, to: `${of}-07-01` } : { from: `${of}-07-01`, to: `${next}-01-01` },
  };
}

/** The half-years whose month of registration shares a day with a period, in order. */
export function halfYearsIn({ from, to }: DayPeriod, months: readonly number[]): HalfYear[] {
  const [first, last] = [from, to].map((day) => Number(day.slice(0, 4)));
  const years = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  return years
    .flatMap((year) => months.map((month) => halfYearOf(year, month)))
    .filter(({ window }) => window.from < to && from < window.to);
}

/** The days that two periods share; they must share one. */
export function sharedDays(one: DayPeriod, other: DayPeriod): DayPeriod {
  const [, from] = [one.from, other.from].toSorted();
  const [to] = [one.to, other.to].toSorted();
  return { from, to };
}
