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
 * - `unsent`: there was no connection, so that the request did not leave; waits for its turn
 * - `unknown`: a code that nobody has described, or no answer that could be read: whether it was stored is not known
 */
export const logOutcomes = [
  'stored',
  'received',
  'test',
  'too-soon',
  'not-collected',
  'day-limit',
  'refused',
  'unsent',
  'unknown',
] as const;
export type LogOutcome = (typeof logOutcomes)[number];

/** Outcomes after which it is not known whether the log was stored; of a send without any answer it is not known either. */
export const uncertainOutcomes: readonly LogOutcome[] = ['received', 'unknown'];

/** Whether it may have been stored without having been said to be. */
export function isStoreUncertain(outcome: LogOutcome | null): boolean {
  return outcome === null || uncertainOutcomes.includes(outcome);
}

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

export interface LogAnswer {
  /** recptnRsltCd; null where the answer holds none that can be read. */
  readonly code: string | null;
  /** recptnDt as the log centre wrote it, where it is a time such as 2026-11-27 09:00:01.250. */
  readonly receivedAt: string | null;
}

const noAnswer: LogAnswer = { code: null, receivedAt: null };
const wholeResult = /^(?:<\?xml[^>]*\?>\s*)?<Result[\s>].*<\/Result>$/s;

/** Reads JSON with or without its `result`, or XML with one `Result`. An answer with two codes, or anything else, has no code. */
export function parseLogAnswer(text: string): LogAnswer {
  const trimmed = text.trim();
  if (trimmed.startsWith('<')) return wholeResult.test(trimmed) ? answerOf(xmlFields(trimmed)) : noAnswer;
  // Of a name that stands twice JSON.parse takes the last.
  if (trimmed.split(/"recptnRsltCd"\s*:/).length > 2) return noAnswer;
  try {
    const value: unknown = JSON.parse(trimmed);
    const inner = isObject(value) && isObject(value.result) ? value.result : value;
    return isObject(inner) ? answerOf(inner) : noAnswer;
  } catch {
    return noAnswer;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

function xmlFields(text: string): Record<string, unknown> {
  const textIn = (name: string) => {
    const found = [...text.matchAll(new RegExp(`<${name}>\\s*([^<]*?)\\s*</${name}>`, 'g'))];
    return found.length === 1 ? found[0]![1] : undefined;
  };
  return { recptnRsltCd: textIn('recptnRsltCd'), recptnDt: textIn('recptnDt') };
}

function answerOf({ recptnRsltCd: code, recptnDt: receivedAt }: Record<string, unknown>): LogAnswer {
  return {
    code: typeof code === 'string' && /^[A-Z0-9]{1,20}$/.test(code) ? code : null,
    receivedAt: typeof receivedAt === 'string' && /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,3})?$/.test(receivedAt) ? receivedAt : null,
  };
}
