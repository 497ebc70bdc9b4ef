import { type BonusReason, type DayFacts, type MonthVerdict, monthVerdict, type OperatingDefinition, takesPart } from './operating-days';
import { monthPeriod, monthsBefore, programmeDay } from './programme-day';

/** What a month still takes. Days to come may become operating days, and those that are not known may turn out to have been some. */
export interface MonthNeed {
  readonly month: string;
  /** Operating days that it lacks. */
  readonly missing: number;
  readonly toCome: number;
  readonly unknown: number;
}

/** From when on a notice could find the bonus met, and what it takes until then. */
export interface EarliestNotice {
  /** Its first day; null where no notice can find it met whatever is done. */
  readonly noticeDay: string | null;
  /** Likewise, where no day that is not known was an operating day. */
  readonly noticeDayByKnown: string | null;
  /**
   * What it takes beside the months, of the reasons of a verdict: `built-before` that the company builds once more, `no-agreement` and
   * `not-completed` that what is missing is entered, `months` nothing.
   */
  readonly reason: BonusReason;
  /** Of the months before that notice those that are not met yet, oldest first. */
  readonly needs: readonly MonthNeed[];
}

/** A definition that no months in a row meet within this time is met by none. */
const searchedMonths = 12;
const endOfTime = '9999-12-31';

/**
 * The first notice that could be met, counted as of a day: not before the one that was asked for, and not before that day, since a notice that
 * is past is past.
 * @param facts of the days of `monthsLookedAt`
 */
export function earliestNotice(
  definition: OperatingDefinition,
  noticeDay: string,
  completions: readonly (string | null)[],
  facts: ReadonlyMap<string, DayFacts>,
  today: string,
): EarliestNotice {
  const ever = takesPart(definition, endOfTime, completions);
  const from = latest(noticeDay, today, ever.verdict === 'MET' ? ever.completedOn : null);
  const { daysAMonth } = definition;
  const first = (isOpen: (month: MonthVerdict) => boolean) => {
    let month = from.slice(0, 7);
    for (let count = 0; count < definition.months + searchedMonths; count++, month = monthAfter(month)) {
      const months = monthsBefore(`${month}-01`, definition.months).map((each) => monthVerdict(definition, each, facts, today));
      if (months.every(isOpen)) return { day: latest(from, `${month}-01`), months };
    }
    return null;
  };
  // Who is judged by its first completion alone, and had it too early, builds that one no more.
  const isNever = ever.verdict === 'NOT MET' && definition.completion === 'first';
  const found = isNever ? null : first(({ verdict }) => verdict !== 'NOT MET');
  const byKnown = isNever ? null : first(({ operating, toCome }) => operating + toCome >= daysAMonth);
  return {
    noticeDay: found?.day ?? null,
    noticeDayByKnown: byKnown?.day ?? null,
    reason: ever.verdict === 'MET' ? 'months' : ever.reason,
    needs: (found?.months ?? [])
      .filter(({ verdict }) => verdict !== 'MET')
      .map(({ month, operating, toCome, unknown }) => ({ month, missing: daysAMonth - operating, toCome, unknown })),
  };
}

/** The months of which `earliestNotice` has to know the days, one after another: those that are to come need none. */
export function monthsLookedAt({ months }: Pick<OperatingDefinition, 'months'>, noticeDay: string, today: string): string[] {
  const from = latest(noticeDay, today).slice(0, 7);
  return [...monthsBefore(`${from}-01`, months), from].filter((month) => month <= today.slice(0, 7));
}

const monthAfter = (month: string): string => programmeDay(monthPeriod(month).to).slice(0, 7);

/** Days as they are written sort by time. */
const latest = (first: string, ...days: (string | null)[]): string =>
  days.reduce<string>((last, day) => (day !== null && day > last ? day : last), first);
