/** A text that a person reads, in both languages of the product. Korean comes first on every screen. */
export interface Text {
  readonly ko: string;
  readonly en: string;
}

export type Language = keyof Text;

/**
 * A kind of problem, as data. `type` is `owner/name` ('platform/not-found'); the world sees it as the path
 * `/problems/platform/not-found`, where a page explains it. `status` is the HTTP status it is answered with.
 */
export interface ProblemType {
  readonly type: string;
  readonly status: number;
  readonly title: Text;
}

/**
 * One field that was refused. `pointer` is a JSON pointer into the body ('/readings/3/value') or, for a query
 * parameter, its name after a question mark ('?from'). `code` is for programs, `detail` for people.
 */
export interface FieldError {
  readonly pointer: string;
  readonly code: string;
  readonly detail: Text;
}

export interface ProblemOptions {
  readonly detail?: Text;
  readonly errors?: readonly FieldError[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** The body of an RFC 9457 answer (application/problem+json) in one language. */
export interface ProblemBody {
  type: string;
  title: string;
  status: number;
  detail?: string;
  requestId: string;
  errors?: { pointer: string; code: string; detail: string }[];
}

const typeShape = /^[a-z][a-z0-9]*(?:\/[a-z][a-z0-9]*(?:-[a-z0-9]+)*)+$/;

/** Throws a plain Error when the type is not worth publishing: that is a mistake in the code, found when it is loaded. */
export function defineProblem(definition: ProblemType): ProblemType {
  const { type, status, title } = definition;
  if (!typeShape.test(type)) throw new Error(`problem type '${type}' is not owner/name in lower case`);
  if (!Number.isInteger(status) || status < 400 || status > 599) throw new Error(`problem '${type}' has status ${status}, not 400..599`);
  if (!title.ko.trim() || !title.en.trim()) throw new Error(`problem '${type}' needs a Korean and an English title`);
  return Object.freeze({ type, status, title: Object.freeze({ ko: title.ko, en: title.en }) });
}

/** The only thing that is thrown to a client. Its message is English because it is read in logs. */
export class Problem extends Error {
  readonly type: ProblemType;
  readonly detail?: Text;
  readonly errors?: readonly FieldError[];
  readonly headers?: Readonly<Record<string, string>>;

  constructor(type: ProblemType, options: ProblemOptions = {}) {
    super(options.detail ? `${type.title.en}: ${options.detail.en}` : type.title.en);
    this.name = 'Problem';
    this.type = type;
    this.detail = options.detail;
    this.errors = options.errors;
    this.headers = options.headers;
  }
}

export function toBody(problem: Problem, language: Language, requestId: string): ProblemBody {
  const { type, status, title } = problem.type;
  const body: ProblemBody = { type: `/problems/${type}`, title: title[language], status, requestId };
  if (problem.detail) body.detail = problem.detail[language];
  if (problem.errors?.length) {
    body.errors = problem.errors.map(({ pointer, code, detail }) => ({ pointer, code, detail: detail[language] }));
  }
  return body;
}
