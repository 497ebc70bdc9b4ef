import { dayPeriod, programmeDay } from './programme-day';
import type { UsageEvent, UsageKind } from './usage-event';

/**
 * The log centre stores at most one log in ten minutes, so that of what people did meanwhile one event stands for all. Which one is
 * decided by this rule and nothing else: who has the log can decide it again. Another rule is another version.
 */
export const slotChoiceVersion = 1;

/** From the last stored log to the next one; counted from the answer, not by the clock's tens (domain rule of the log API). */
export const slotMs = 600_000;
/** The last send of a day leaves before this time of day, so that its answer comes on the same day. */
export const lastSendMs = 60_000;

/** What was done, from what says most of a day's work to what says least; one step holds kinds that weigh the same. */
export const slotWeights: Readonly<Record<UsageKind, number>> = {
  'sign-in': 0,
  'sign-out': 0,
  delete: 1,
  create: 2,
  'in-out': 3,
  update: 4,
  read: 5,
};

export type WaitingEvent = Pick<UsageEvent, 'id' | 'at' | 'kind' | 'cause' | 'person'>;

/** Only what a person did by their own input is use: a wall screen that refreshes by itself, a device and a job are none. */
export function isUse({ cause, person }: Pick<UsageEvent, 'cause' | 'person'>): boolean {
  return cause === 'input' && person !== null;
}

/**
 * The event that goes to the log centre now, of those that wait: use of the same day of the programme, the weightiest kind, of these
 * the earliest, of one moment the lowest id. Null where none waits: nothing is sent without an event.
 */
export function chooseForSlot<T extends WaitingEvent>(waiting: readonly T[], now: number): T | null {
  const today = programmeDay(now);
  const eligible = waiting.filter((event) => isUse(event) && event.at <= now && programmeDay(event.at) === today);
  return eligible.reduce<T | null>((chosen, event) => (chosen === null || isBefore(event, chosen) ? event : chosen), null);
}

function isBefore(one: WaitingEvent, other: WaitingEvent): boolean {
  if (slotWeights[one.kind] !== slotWeights[other.kind]) return slotWeights[one.kind] < slotWeights[other.kind];
  return one.at === other.at ? one.id < other.id : one.at < other.at;
}

/**
 * When the next send may leave, at the earliest: ten minutes after the answer by which the last log was stored, and not in the last
 * minute of a day; then with the next day.
 * @param storedAt when that answer came; null where nothing was stored yet
 */
export function nextSendAt(storedAt: number | null, now: number): number {
  const earliest = storedAt === null ? now : Math.max(now, storedAt + slotMs);
  const { to } = dayPeriod(programmeDay(earliest));
  return earliest >= to - lastSendMs ? to : earliest;
}
