import { dayPeriod, lastSendMs, nextSendAt, programmeDay, slotMs } from '@maru/evidence';

/** The call is given up after this. */
export const callMs = 10_000;
/** What was decided longer ago than this does not leave any more: the process stood still meanwhile. */
export const leaveMs = 10_000;
/**
 * What a send may have become when nobody knows its answer: it left within `leaveMs`, was waited for no longer than `callMs`, and a slow
 * log centre may have stored it a good while after that.
 */
export const uncertainMs = 60_000;
/** While a send is under way nobody else takes the key. */
export const leaseMs = 30_000;
/** How often it is looked for events where the next may leave and nothing waits. */
const lookMs = 30_000;
export const requestsADayMax = 5_000;
/** A person who looks for what is wrong with a key asks less often; the rest is for logs. */
export const testsADayMax = 100;
const refusedPauseMs = 60_000;
const unsentPauseMs = 300_000;

/** For how long an answer is tried to be kept: one that is lost leaves it unknown for ever whether something was stored. `settledMs` counts on it. */
const keepForMs = 240_000;
/** Who is told to stop is killed some time. */
const keepWhileStoppingMs = 20_000;

/**
 * How long after its send an answer may still be kept: `keepForMs` and what came before it, with room. A process that stood still for longer
 * keeps none: what was sent is told as settled after `settledMs`, and must not be told otherwise later.
 */
export const keptWithinMs = 600_000;

/**
 * @param sinceMs how long the answer has been there
 * @returns in how many milliseconds to try again to keep an answer; null where it is given up
 */
export function keepAgainIn(attempt: number, sinceMs: number, isStopping: boolean): number | null {
  return sinceMs > (isStopping ? keepWhileStoppingMs : keepForMs) ? null : Math.min(500 * 2 ** attempt, 15_000);
}

/** When the next may leave at the earliest if no answer ever comes to what is decided on now. */
export const slotAfterUncertain = (now: number): number => now + uncertainMs + slotMs;

/** In how many milliseconds to look for events again where nothing waits: once more just before the last send of a day. */
export function lookAgainMs(now: number): number {
  const last = dayPeriod(programmeDay(now)).to - lastSendMs - 1_000;
  return now < last ? Math.min(lookMs, last - now) : lookMs;
}

/** What the sends of a key say about when the next may leave; times in epoch milliseconds, null where there was none. */
export interface PaceFacts {
  /** The latest answer by which something was stored. */
  readonly storedAt: number | null;
  /** Until when something may have been stored of which nobody was told. */
  readonly uncertainUntil: number | null;
  readonly tooSoonAt: number | null;
  readonly refusedAt: number | null;
  readonly unsentAt: number | null;
  /** The log centre said today that it takes nothing more today. */
  readonly limited: boolean;
  /** Requests that may have left today. */
  readonly requests: number;
}

/** Whether the log centre is asked nothing more today, for it said so or might say so. */
export const isDaySpent = ({ limited, requests }: Pick<PaceFacts, 'limited' | 'requests'>): boolean =>
  limited || requests >= requestsADayMax;

/** When the next send may leave, at the earliest; `now` where it may leave at once. */
export function earliestSend(facts: PaceFacts, now: number): number {
  const after = (at: number | null, pauseMs: number) => (at === null ? now : at + pauseMs);
  const earliest = Math.max(
    now,
    isDaySpent(facts) ? dayPeriod(programmeDay(now)).to : now,
    after(facts.uncertainUntil, slotMs),
    after(facts.tooSoonAt, slotMs),
    after(facts.refusedAt, refusedPauseMs),
    after(facts.unsentAt, unsentPauseMs),
  );
  return nextSendAt(facts.storedAt, earliest);
}
