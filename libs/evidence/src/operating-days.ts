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
}

/** What is known of a day. A figure that cannot be known (a gap of the log, a send without an answer) is null, never 0. */
export interface DayFacts {
  /** Such as 2026-11-27. */
  readonly day: string;
  /** Uses by persons that are in the log. */
  readonly used: number;
  /** Logs that the log centre said it stored. */
  readonly stored: number;
  /** Some of the day's use may be missing in the log. */
  readonly isUseUncertain: boolean;
  /** Something was sent of which it is not known whether it was stored. */
  readonly isStoreUncertain: boolean;
}

export type DayState = 'operating' | 'not-operating' | 'unknown';

export function dayState({ basis }: Pick<OperatingDefinition, 'basis'>, facts: DayFacts): DayState {
  const used = stateOf(facts.used, facts.isUseUncertain);
  const stored = stateOf(facts.stored, facts.isStoreUncertain);
  if (basis === 'used') return used;
  if (basis === 'stored') return stored;
  if (used === 'not-operating' || stored === 'not-operating') return 'not-operating';
  return used === 'operating' && stored === 'operating' ? 'operating' : 'unknown';
}

function stateOf(count: number, isUncertain: boolean): DayState {
  if (count > 0) return 'operating';
  return isUncertain ? 'unknown' : 'not-operating';
}

export type Verdict = 'MET' | 'NOT MET' | 'INDETERMINATE';

export interface MonthVerdict {
  readonly month: string;
  readonly verdict: Verdict;
  readonly operating: number;
  /** Days of which it is not known: the month has from `operating` to `operating + unknown` operating days. */
  readonly unknown: number;
  /** Days that are still to come as of the moment asked for. */
  readonly toCome: number;
  readonly days: readonly { readonly day: string; readonly state: DayState | 'to-come' }[];
}

/**
 * A month as of a day: MET when its operating days are enough whatever the others were, NOT MET when they cannot be enough any more.
 * @param facts of days that are over or under way; a day that is missing is one on which nothing is known to have been done
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
  return { month, verdict, operating, unknown, toCome, days };
}

function stateAsOf(definition: OperatingDefinition, day: string, facts: DayFacts | undefined, today: string): DayState | 'to-come' {
  const state = facts ? dayState(definition, facts) : 'not-operating';
  return day >= today && state !== 'operating' ? 'to-come' : state;
}

export type BonusReason = 'months' | 'built-before' | 'not-completed';

export interface BonusVerdict {
  readonly verdict: Verdict;
  /** What decided it: the months themselves, or that the plant takes no part. */
  readonly reason: BonusReason;
  readonly months: readonly MonthVerdict[];
}

/**
 * The bonus for a notice of a day: every one of the consecutive months before its month must be met. One month that is not met decides;
 * one that is not known leaves it open, and is never rounded to met.
 * @param completedOn when the plant was completed; null where it is not
 */
export function bonusVerdict(
  definition: OperatingDefinition,
  noticeDay: string,
  completedOn: string | null,
  facts: ReadonlyMap<string, DayFacts>,
  today: string,
): BonusVerdict {
  const months = monthsBefore(noticeDay, definition.months).map((month) => monthVerdict(definition, month, facts, today));
  if (completedOn === null || completedOn > noticeDay) return { verdict: 'NOT MET', reason: 'not-completed', months };
  if (definition.builtSince !== null && completedOn < definition.builtSince) return { verdict: 'NOT MET', reason: 'built-before', months };
  const verdicts = months.map(({ verdict }) => verdict);
  const verdict = verdicts.includes('NOT MET') ? 'NOT MET' : verdicts.includes('INDETERMINATE') ? 'INDETERMINATE' : 'MET';
  return { verdict, reason: 'months', months };
}
