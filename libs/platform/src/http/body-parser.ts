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
  /** Numbers that a double cannot hold to the digit arrive as text instead of being refused: the route reads exact decimals itself. */
  readonly longNumbersAsText?: boolean;
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
      const {
        bodyLimitBytes = BODY_LIMIT_BYTES,
        longNumbersAsText = false,
        binaryBody = false,
      } = request.routeOptions.config as BodyConfig;
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

function parse(body: Buffer, longNumbersAsText: boolean): unknown {
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
  if (!mayHoldLongNumber(text)) return value;
  if (longNumbersAsText) return withLongNumbersAsText(text);
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
  const errors: FieldError[] = [];
  const path: string[] = [];
  // The reviver runs from the leaves up and does not know its path; a failing number is named by its literal.
  JSON.parse(text, ((key: string, value: unknown, context: { source?: string }) => {
    if (typeof value === 'number' && context.source !== undefined && !sameNumber(context.source, value)) path.push(key);
    return value;
  }) as (key: string, value: unknown) => unknown);
  for (const key of path)
    errors.push({
      pointer: `/${key}`,
      code: 'number-too-precise',
      detail: {
        ko: '자릿수가 너무 많은 수입니다. 따옴표로 묶어 글자로 보내 주세요.',
        en: 'The number has too many digits. Send it as text, in quotes.',
      },
    });
  if (errors.length > 0) throw new Problem(platformProblems.invalidInput, { errors });
}

function withLongNumbersAsText(text: string): unknown {
  return JSON.parse(text, ((_key: string, value: unknown, { source }: { source?: string }) =>
    typeof value === 'number' && source !== undefined && !sameNumber(source, value) ? source : value) as (
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
