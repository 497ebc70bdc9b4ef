/**
 * What the log centre's result codes mean. The code alone decides: an answer of HTTP 200 says nothing. Put together from public clients of
 * the API, since its specification is not public; what is uncertain is never counted as stored.
 */
export const logAnswersVersion = 1;

/**
 * - `stored`: the only one that makes an operating day
 * - `received`: received, and not said to be stored
 * - `test`: a connection test was accepted; it is in no statistics
 * - `too-soon`: within ten minutes of the last stored log; not stored, waits for its turn
 * - `not-collected`: the portal takes nothing of this key until somebody has seen to it
 * - `day-limit`: nothing more is taken on this day
 * - `refused`: the log itself is wrong and stays so
 * - `unknown`: a code that nobody has described, or no answer that could be read: whether it was stored is not known
 */
export type LogOutcome = 'stored' | 'received' | 'test' | 'too-soon' | 'not-collected' | 'day-limit' | 'refused' | 'unknown';

const outcomes: Readonly<Record<string, LogOutcome>> = {
  AP1001: 'received',
  AP1002: 'stored',
  AP1004: 'refused',
  AP1010: 'refused',
  AP1011: 'refused',
  AP1012: 'refused',
  AP1014: 'refused',
  AP1015: 'refused',
  AP1017: 'refused',
  AP1019: 'refused',
  AP1022: 'refused',
  AP1023: 'refused',
  AP1025: 'refused',
  AP1026: 'refused',
  AP1028: 'test',
  AP1029: 'too-soon',
  AP1030: 'not-collected',
  AP1031: 'day-limit',
  AP1032: 'day-limit',
  AP1033: 'day-limit',
};

/** @param code recptnRsltCd of the answer; null where there was no answer, or none that could be read */
export function logOutcome(code: string | null): LogOutcome {
  return code !== null && Object.hasOwn(outcomes, code) ? outcomes[code]! : 'unknown';
}
