import { isStoreUncertain, type LogOutcome } from '@maru/evidence';
import { sentAgain } from '../sending/waiting-events.query';

/** One time that an event was sent, as of a moment. */
export interface SeenSend {
  readonly sentAt: number;
  /** Null while there is no answer. */
  readonly outcome: LogOutcome | null;
  readonly code: string | null;
  /** The log centre's own time of receipt, as it wrote it. */
  readonly centreReceivedAt: string | null;
}

/** By what an event is counted in the figures of its day. `not-stored` was sent, and could be sent again; the day counts it as not sent. */
export const fates = ['stored', 'uncertain', 'refused', 'not-stored', 'not-sent'] as const;
export type Fate = (typeof fates)[number];

export interface EventFate {
  readonly fate: Fate;
  /** The send that decided it: the one that was stored, or else the one after which it was not sent again, or else the last. */
  readonly send: SeenSend | null;
  readonly attempts: number;
}

/** @param sends of one event, oldest first */
export function fateOf(sends: readonly SeenSend[]): EventFate {
  const attempts = sends.length;
  const deciding = (fate: Fate, isSo: (send: SeenSend) => boolean): EventFate | undefined => {
    const send = sends.find(isSo);
    return send && { fate, send, attempts };
  };
  return (
    deciding('stored', ({ outcome }) => outcome === 'stored') ??
    deciding('uncertain', ({ outcome }) => isStoreUncertain(outcome)) ??
    deciding('refused', ({ outcome }) => outcome !== null && !sentAgain.includes(outcome)) ?? {
      fate: attempts > 0 ? 'not-stored' : 'not-sent',
      send: sends.at(-1) ?? null,
      attempts,
    }
  );
}
