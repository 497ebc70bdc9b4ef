/** An RFC 9457 problem as the server sends it; title and detail are in the language that the request asked for. */
export interface Problem {
  type?: string;
  title?: string;
  status: number;
  detail?: string;
  requestId?: string;
  errors?: { pointer: string; code?: string; detail: string }[];
}

/** Thrown for every answer that is not a success, and with status 0 when there was no answer at all. */
export class ProblemError extends Error {
  constructor(
    readonly problem: Problem,
    readonly retryAfterSeconds?: number,
  ) {
    super(problem.title ?? `status ${problem.status}`);
    this.name = 'ProblemError';
  }

  get status(): number {
    return this.problem.status;
  }
}

/** Any thrown value as a problem: what never reached the server becomes status 0. */
export const problemOf = (error: unknown): Problem => (error instanceof ProblemError ? error.problem : { status: 0 });

/** Whether there is nothing by the id that was asked for, which may be no id at all: asking again is answered the same. */
export const isAbsent = (error: unknown): boolean => [400, 404].includes(problemOf(error).status);

/** Splits the JSON pointer of a problem ('/readings/3/value', RFC 6901) into the path of a form field. */
export function fieldPath(pointer: string): (string | number)[] {
  return pointer
    .replace(/^[/?]/, '')
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((part) => (/^(0|[1-9]\d*)$/.test(part) ? Number(part) : part));
}

/**
 * Sorts the errors of a problem into those that belong beside a field of the form and the rest, which is said as a
 * sentence: nothing that the server complains about may stay unseen because no field has its name. Fields are named
 * by their path with dots ('owner.email'); an error on a part of a field (one of several scopes) is the field's.
 */
export function sortErrors(problem: Problem, fields: readonly string[]): { beside: Map<string, string[]>; elsewhere: string[] } {
  const beside = new Map<string, string[]>();
  const elsewhere: string[] = [];
  for (const error of problem.errors ?? []) {
    const path = fieldPath(error.pointer);
    const field = fields.find((name) => path.slice(0, name.split('.').length).join('.') === name);
    if (field) beside.set(field, [...(beside.get(field) ?? []), error.detail]);
    else elsewhere.push(error.detail);
  }
  return { beside, elsewhere };
}

/** Seconds to wait from a Retry-After header (RFC 9110, section 10.2.3: seconds or a date). */
export function retryAfterSeconds(header: string | null, nowMs: number): number | undefined {
  if (!header) return undefined;
  if (/^\d+$/.test(header)) return Number(header);
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, Math.ceil((at - nowMs) / 1000));
}
