import { daysOfMonth, monthsBefore } from './programme-day';

/** What makes a day an operating day: a log that the log centre stored, use by a person, or both. */
export type DayBasis = 'stored' | 'used' | 'both';

/**
 * What an operating day is and when the bonus is met. The portal's own formula is not public, so that a definition is versioned data that
 * every figure names, and none of them is the truth about what the portal will say.
 */
export interface OperatingDefinition {
  readonly id: string;
  readonly version: number;
  readonly basis: DayBasis;
  /** Operating days that make a month. */
  readonly daysAMonth: number;
  /** Consecutive whole months before the month of the notice. */
  readonly months: number;
  /** Plants completed before this day do not take part; null where the notice names none. */
  readonly builtSince: string | null;
  /** Which completion of a company must lie in the time from `builtSince` to the notice: its first one, or any. */
  readonly completion: 'first' | 'any';
}

/** What is known of a day. A figure that cannot be known (a gap of the log, a send without an answer) is null, never 0. */
export interface DayFacts {
  /** Such as 2026-11-27. */
  readonly day: string;
  /** Uses by persons that are in the log; null where nobody has looked. */
  readonly used: number | null;
  /** Logs that the log centre said it stored. */
  readonly stored: number;
  /** Some of the day's use may be missing in the log. */
  readonly isUseUncertain: boolean;
  /** Something was sent of which it is not known whether it was stored. */
  readonly isStoreUncertain: boolean;
  /** It lies before the site's first event in the log: what was done on it was done elsewhere, and is not known here. */
  readonly isBeforeService: boolean;
}

export type DayState = 'operating' | 'not-operating' | 'unknown';

export function dayState({ basis }: Pick<OperatingDefinition, 'basis'>, facts: DayFacts): DayState {
  const used = stateOf(facts.used, facts.isUseUncertain || facts.isBeforeService);
  const stored = stateOf(facts.stored, facts.isStoreUncertain || facts.isBeforeService);
  if (basis === 'used') return used;
  if (basis === 'stored') return stored;
  if (used === 'not-operating' || stored === 'not-operating') return 'not-operating';
  return used === 'operating' && stored === 'operating' ? 'operating' : 'unknown';
}

function stateOf(count: number | null, isUncertain: boolean): DayState {
  if (count !== null && count > 0) return 'operating';
  return count === null || isUncertain ? 'unknown' : 'not-operating';
}

export type Verdict = 'MET' | 'NOT MET' | 'INDETERMINATE';

export interface MonthVerdict {
  readonly month: string;
  readonly verdict: Verdict;
  readonly operating: number;
  /** Days of which it is not known: the month has from `operating` to `operating + unknown` operating days. */
  readonly unknown: number;
  /** Of the days that are not known those on which the service was not used at the site yet. */
  readonly beforeService: number;
  /** Nothing of it is known, because all of it that is not to come lies before the service: its count is then none, and not 0. */
  readonly isBeforeService: boolean;
  /** Days that are still to come as of the moment asked for. */
  readonly toCome: number;
  readonly days: readonly { readonly day: string; readonly state: DayState | 'to-come' }[];
}

/**
 * A month as of a day: MET when its operating days are enough whatever the others were, NOT MET when they cannot be enough any more.
 * @param facts of days that are over or under way; of one that is missing nothing is known
 * @param today the day as of which is asked; it is under way, so that it may still become an operating day
 */
export function monthVerdict(
  definition: OperatingDefinition,
  month: string,
  facts: ReadonlyMap<string, DayFacts>,
  today: string,
): MonthVerdict {
  const days = daysOfMonth(month).map((day) => ({ day, state: stateAsOf(definition, day, facts.get(day), today) }));
  const count = (state: DayState | 'to-come') => days.filter((day) => day.state === state).length;
  const [operating, unknown, toCome] = [count('operating'), count('unknown'), count('to-come')];
  const needed = definition.daysAMonth;
  const verdict = operating >= needed ? 'MET' : operating + unknown + toCome < needed ? 'NOT MET' : 'INDETERMINATE';
  const isBefore = (day: string) => facts.get(day)?.isBeforeService === true;
  const beforeService = days.filter(({ day, state }) => state === 'unknown' && isBefore(day)).length;
  // Of today, which is to come while nothing of it counts, there are facts; of the days after it there need be none.
  const isBeforeService =
    days.some(({ day }) => isBefore(day)) && days.every(({ day }) => isBefore(day) || (day > today && !facts.has(day)));
  return { month, verdict, operating, unknown, beforeService, isBeforeService, toCome, days };
}

function stateAsOf(definition: OperatingDefinition, day: string, facts: DayFacts | undefined, today: string): DayState | 'to-come' {
  const state = facts ? dayState(definition, facts) : 'unknown';
  return day >= today && state !== 'operating' ? 'to-come' : state;
}

/**
 * What decided it:
 * - `months`: the months themselves
 * - `before-service`: of a month too many days lie before the service was used at the site
 * - `built-before`, `completed-after`: every agreement was completed too early, or after the notice
 * - `no-agreement`: none was entered, so that it is not known when the plant was built
 * - `not-completed`: an agreement was entered without its completion
 */
export type BonusReason = 'months' | 'before-service' | 'built-before' | 'completed-after' | 'no-agreement' | 'not-completed';

export interface BonusVerdict {
  readonly verdict: Verdict;
  readonly reason: BonusReason;
  /** The completion by which the company takes part; where none does the first, null where none was entered. */
  readonly completedOn: string | null;
  readonly months: readonly MonthVerdict[];
}

/**
 * The bonus for a notice of a day: the company must take part, and every one of the consecutive months before its month must be met. One
 * month that is not met decides, whoever takes part; what is not known leaves it open, and is never rounded to met.
 * @param completions of every agreement when it was completed; null where that was not entered
 */
export function bonusVerdict(
  definition: OperatingDefinition,
  noticeDay: string,
  completions: readonly (string | null)[],
  facts: ReadonlyMap<string, DayFacts>,
  today: string,
): BonusVerdict {
  const months = monthsBefore(noticeDay, definition.months).map((month) => monthVerdict(definition, month, facts, today));
  const { completedOn, ...part } = takesPart(definition, noticeDay, completions);
  const ofMonths = verdictOf(definition, months);
  if (part.verdict === 'NOT MET' || (part.verdict === 'INDETERMINATE' && ofMonths.verdict !== 'NOT MET'))
    return { ...part, completedOn, months };
  return { ...ofMonths, completedOn, months };
}

export type Decision = Pick<BonusVerdict, 'verdict' | 'reason'>;

/** Who built in the time that the notice names, until its day. */
export function takesPart(
  { builtSince, completion }: OperatingDefinition,
  noticeDay: string,
  completions: readonly (string | null)[],
): Decision & Pick<BonusVerdict, 'completedOn'> {
  const all = completions.filter((day) => day !== null).toSorted();
  const counted = completion === 'first' ? all.slice(0, 1) : all;
  const isEarly = (day: string) => builtSince !== null && day < builtSince;
  const inTime = counted.find((day) => !isEarly(day) && day <= noticeDay);
  // A completion that was not entered may be the first one.
  const isKnown = completion === 'any' || !completions.includes(null);
  if (inTime !== undefined && isKnown) return { verdict: 'MET', reason: 'months', completedOn: inTime };
  const completedOn = all.at(0) ?? null;
  if (completions.length === 0) return { verdict: 'INDETERMINATE', reason: 'no-agreement', completedOn };
  const isSurelyEarly = completion === 'first' && counted.some(isEarly);
  if (completions.includes(null) && !isSurelyEarly) return { verdict: 'INDETERMINATE', reason: 'not-completed', completedOn };
  return { verdict: 'NOT MET', reason: counted.some(isEarly) ? 'built-before' : 'completed-after', completedOn };
}

function verdictOf({ daysAMonth }: OperatingDefinition, months: readonly MonthVerdict[]): Decision {
  const open = months.filter(({ verdict }) => verdict === 'INDETERMINATE');
  if (months.some(({ verdict }) => verdict === 'NOT MET')) return { verdict: 'NOT MET', reason: 'months' };
  if (open.length === 0) return { verdict: 'MET', reason: 'months' };
  const hangsOnThem = ({ operating, unknown, beforeService, toCome }: MonthVerdict) =>
    operating + unknown - beforeService + toCome < daysAMonth;
  return { verdict: 'INDETERMINATE', reason: open.some(hangsOnThem) ? 'before-service' : 'months' };
}
