import { dayPeriod, programmeDay } from '@maru/evidence';
import { earliestSend, isDaySpent, type PaceFacts } from './pace';

/** Why nothing of a site's day is sent, though it fits: a log that is held waits for no slot until that has changed. */
export type SendingHold = 'no-key' | 'no-centre' | 'key-unproven' | 'key-stopped' | 'day-limit' | 'day-over';

export type KeyState = 'unproven' | 'active' | 'stopped';

/**
 * By the rules of the sender itself, so that what is told waits for what can be sent.
 * @param state of the site's portal key; null where it has none
 * @param isCentreKnown whether there is an address to send to
 * @param now epoch milliseconds
 * @returns null while logs of the day of `now` are sent in their turn
 */
export function sendingHold(state: KeyState | null, isCentreKnown: boolean, facts: PaceFacts, now: number): SendingHold | null {
  if (state === null) return 'no-key';
  if (!isCentreKnown) return 'no-centre';
  // Not even a connection test is sent then.
  if (isDaySpent(facts)) return 'day-limit';
  // No key that is tested now is in time either.
  if (earliestSend(facts, now) >= dayPeriod(programmeDay(now)).to) return 'day-over';
  return state === 'active' ? null : `key-${state}`;
}
