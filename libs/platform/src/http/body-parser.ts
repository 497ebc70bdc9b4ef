import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { type FieldError, Problem } from '@maru/kernel';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { parse as parseJson } from 'secure-json-parse';
import { constraintText } from './constraint-texts';
import { platformProblems } from './platform.problems';
import { workOf } from './work-context';

const gunzipBounded = promisify<Buffer, { maxOutputLength: number }, Buffer>(gunzip);

/** Largest body of an ordinary route and of one whose route configuration says `bodyLimitBytes`. */
export const BODY_LIMIT_BYTES = 256 * 1024;
export const BODY_LIMIT_BYTES_MAX = 4 * 1024 * 1024;
/** A stranger has nothing large to say. */
const STRANGER_LIMIT_BYTES = 16 * 1024;

/** What a route may say of its body with `@RouteConfig`. */
interface BodyConfig {
  readonly bodyLimitBytes?: number;
  /** Name of the fields whose numbers arrive as text where a double cannot hold them to the digit: the route reads exact decimals itself. */
  readonly longNumbersAsText?: string;
  /** The route takes bytes (`application/octet-stream`) and no JSON. */
  readonly binaryBody?: boolean;
}

/**
 * Reads JSON bodies, gzip or not, and counts their bytes for the usage log. The limit holds for what is on the wire and
 * for what it unpacks to.
 */
export function registerBodyParser(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer', bodyLimit: BODY_LIMIT_BYTES_MAX },
    async (request: FastifyRequest, raw: Buffer) => {
      const work = workOf(request);
      const { bodyLimitBytes = BODY_LIMIT_BYTES, longNumbersAsText = null, binaryBody = false } = request.routeOptions.config as BodyConfig;
      if (binaryBody) throw new Problem(platformProblems.unsupportedMediaType);
      const limit = work.principal ? bodyLimitBytes : STRANGER_LIMIT_BYTES;
      const body = await decode(raw, request.headers['content-encoding'], limit);
      work.bodyBytes = body.length;
      if (body.length === 0) return undefined;
      return parse(body, longNumbersAsText);
    },
  );
  server.addContentTypeParser(
    'application/octet-stream',
    { parseAs: 'buffer', bodyLimit: BODY_LIMIT_BYTES_MAX },
    async (request: FastifyRequest, raw: Buffer) => {
      const { bodyLimitBytes = BODY_LIMIT_BYTES, binaryBody = false } = request.routeOptions.config as BodyConfig;
      if (!binaryBody || request.headers['content-encoding']) throw new Problem(platformProblems.unsupportedMediaType);
      if (raw.length > (workOf(request).principal ? bodyLimitBytes : STRANGER_LIMIT_BYTES)) throw tooLarge(bodyLimitBytes);
      workOf(request).bodyBytes = raw.length;
      return raw;
    },
  );
}

async function decode(raw: Buffer, encoding: string | undefined, limit: number): Promise<Buffer> {
  if (raw.length > limit) throw tooLarge(limit);
  if (encoding === undefined || encoding === 'identity') return raw;
  if (encoding.toLowerCase() !== 'gzip')
    throw new Problem(platformProblems.unsupportedMediaType, {
      detail: { ko: 'Content-Encoding은 gzip만 받습니다.', en: 'gzip is the only Content-Encoding accepted.' },
    });
  try {
    return await gunzipBounded(raw, { maxOutputLength: limit });
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(limit);
    throw new Problem(platformProblems.malformedBody, { detail: { ko: 'gzip으로 풀 수 없습니다.', en: 'It is not valid gzip.' } });
  }
}

function tooLarge(limit: number): Problem {
  return new Problem(platformProblems.bodyTooLarge, {
    detail: {
      ko: `이 주소는 ${limit.toLocaleString('ko')}바이트까지 받습니다.`,
      en: `This address takes up to ${limit.toLocaleString('en')} bytes.`,
    },
  });
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function parse(body: Buffer, longNumbersAsText: string | null): unknown {
  let text: string;
  try {
    text = utf8.decode(body);
  } catch {
    throw new Problem(platformProblems.malformedBody, { detail: { ko: 'UTF-8이 아닙니다.', en: 'It is not UTF-8.' } });
  }
  let value: unknown;
  try {
    value = parseJson(text, undefined, { protoAction: 'error', constructorAction: 'error' });
  } catch {
    throw new Problem(platformProblems.malformedBody, { detail: { ko: 'JSON이 아닙니다.', en: 'It is not JSON.' } });
  }
  refuseDepth(value);
  if (!mayHoldLongNumber(text) && !mayHoldTinyNumber(text)) return value;
  if (longNumbersAsText !== null) return withLongNumbersAsText(text, longNumbersAsText);
  refuseLossyNumbers(text);
  return value;
}

const longNumber = 16;

/**
 * True when the text has 16 digits and points in a row: a number of at most 15 digits survives a double. Ordinary bodies are let through
 * by looking at every sixteenth character, of which any such row must hold one; a pattern over the text takes longer than parsing it.
 */
export function mayHoldLongNumber(text: string): boolean {
  const belongs = (at: number) => {
    const code = text.charCodeAt(at);
    return (code >= 48 && code <= 57) || code === 46;
  };
  for (let at = longNumber - 1; at < text.length; at += longNumber) {
    if (!belongs(at)) continue;
    let from = at;
    let to = at + 1;
    while (belongs(from - 1)) from--;
    while (belongs(to)) to++;
    if (to - from >= longNumber) return true;
  }
  return false;
}

/**
 * True when a number of the text has an exponent of -100 or less: it may be so small that a double makes 0 of it. Found by the few places
 * where an `e-` stands at all, since most texts have some in their ids.
 */
export function mayHoldTinyNumber(text: string): boolean {
  const isDigit = (at: number) => text.charCodeAt(at) >= 48 && text.charCodeAt(at) <= 57;
  for (const mark of ['e-', 'E-'])
    for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + mark.length)) {
      if (!isDigit(at - 1) && text[at - 1] !== '.') continue;
      let to = at + mark.length;
      while (isDigit(to)) to++;
      if (to - at >= mark.length + 3 && (to === text.length || afterNumber.includes(text[to]))) return true;
    }
  return false;
}

/** What may follow a number in JSON, which no id does. */
const afterNumber = ',}] \n\r\t';

const DEPTH_MAX = 1_000;

/** Whatever walks a body afterwards calls itself for each level, so depth is bounded before anything does. Level by level, without recursion. */
function refuseDepth(value: unknown): void {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEPTH_MAX)
      throw new Problem(platformProblems.invalidInput, { errors: [{ pointer: '', code: 'tooDeep', detail: constraintText('tooDeep') }] });
    const next: unknown[] = [];
    for (const item of level)
      if (typeof item === 'object' && item !== null)
        for (const inner of Array.isArray(item) ? item : Object.values(item))
          if (typeof inner === 'object' && inner !== null) next.push(inner);
    level = next;
  }
}

/** Numbers are never rounded on the way in: one that a double cannot hold to the digit must come as text. */
function refuseLossyNumbers(text: string): void {
  const lossy = new Map<unknown, Set<string>>();
  const root: unknown = JSON.parse(text, function (this: unknown, key: string, value: unknown, context: { source?: string }) {
    if (typeof value === 'number' && context.source !== undefined && !sameNumber(context.source, value))
      lossy.set(this, (lossy.get(this) ?? new Set()).add(key));
    return value;
  } as (key: string, value: unknown) => unknown);
  if (lossy.size === 0) return;
  const errors = pointersTo(lossy, root).map((pointer): FieldError => ({ pointer, code: 'number-too-precise', detail: tooPrecise }));
  throw new Problem(platformProblems.invalidInput, { errors });
}

const tooPrecise = {
  ko: '자릿수가 너무 많거나 0에 너무 가까운 수입니다. 따옴표로 묶어 글자로 보내 주세요.',
  en: 'The number has too many digits or lies too near to 0. Send it as text, in quotes.',
};

/** A reviver runs from the leaves up and does not know where it is: its finds are looked up by what holds them. @returns JSON pointers, the whole body where it is the number itself */
function pointersTo(found: ReadonlyMap<unknown, ReadonlySet<string>>, root: unknown): string[] {
  if (typeof root !== 'object' || root === null) return [''];
  const pointers: string[] = [];
  const rest: [string, object][] = [['', root]];
  for (let next = rest.pop(); next; next = rest.pop()) {
    const [path, holder] = next;
    for (const [key, value] of Object.entries(holder)) {
      const pointer = `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
      if (found.get(holder)?.has(key)) pointers.push(pointer);
      if (typeof value === 'object' && value !== null) rest.push([pointer, value]);
    }
  }
  return pointers;
}

function withLongNumbersAsText(text: string, field: string): unknown {
  return JSON.parse(text, ((key: string, value: unknown, { source }: { source?: string }) =>
    key === field && typeof value === 'number' && source !== undefined && !sameNumber(source, value) ? source : value) as (
    key: string,
    value: unknown,
  ) => unknown);
}

/** True when the literal and the double it became name the same number, digit for digit. */
export function sameNumber(literal: string, value: number): boolean {
  if (!Number.isFinite(value)) return true; // said by the field's own check
  return significant(literal) === significant(String(value));
}

function significant(text: string): string {
  const [mantissa, exponent = '0'] = text.replace(/^-/, '').toLowerCase().split('e');
  const [whole, fraction = ''] = mantissa.split('.');
  const digits = (whole + fraction).replace(/^0+/, '');
  const trimmed = digits.replace(/0+$/, '');
  if (trimmed === '') return '0';
  return `${trimmed}e${Number(exponent) - fraction.length + digits.length - trimmed.length}`;
}
