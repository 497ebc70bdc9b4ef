import { type FieldError, isId, Problem, type Text, wellFormedText } from '@maru/kernel';
import {
  type ArgumentMetadata,
  createParamDecorator,
  type ExecutionContext,
  Injectable,
  type PipeTransform,
  ValidationPipe,
} from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { constraintText } from './constraint-texts';
import { platformProblems } from './platform.problems';

const DEPTH_MAX = 32;

class Refused extends Error {
  constructor(readonly errors: readonly ValidationError[]) {
    super('refused');
  }
}

/** Where a value came from, as the start of its pointer: `/name` in the body, `?name` in the query, `:name` in the path. */
const PREFIX: Readonly<Record<string, string>> = { body: '/', query: '?', param: ':' };

/** Refuses unknown fields, wrong types and text that cannot be stored, naming every field that is at fault. */
@Injectable()
export class ProblemValidationPipe extends ValidationPipe {
  constructor() {
    super({
      whitelist: true,
      forbidNonWhitelisted: true,
      forbidUnknownValues: true,
      transform: true,
      stopAtFirstError: true,
      validationError: { target: false, value: false },
      exceptionFactory: (errors) => new Refused(errors),
    });
  }

  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    // What a decorator of our own reads, it answers for.
    if (metadata.type === 'custom') return value;
    const prefix = PREFIX[metadata.type];
    if (metadata.type === 'body' && metadata.metatype && !isObject(value)) throw refusal([fieldError('', 'isObject')]);
    const malformed = malformedTexts(value, prefix);
    if (malformed.length > 0) throw refusal(malformed);
    try {
      return await super.transform(value, metadata);
    } catch (error) {
      if (error instanceof Refused) throw refusal(error.errors.flatMap((fault) => fieldErrors(fault, prefix)));
      throw error;
    }
  }
}

/**
 * For a route that takes no such input: every field of it is unknown.
 * @throws Problem 400 unless it is an empty object
 */
export function refuseInput(value: unknown, type: 'body' | 'query'): void {
  if (!isObject(value)) throw refusal([fieldError('', 'isObject')]);
  const errors = Object.keys(value).map((key) => unknownField(key, PREFIX[type]));
  if (errors.length > 0) throw refusal(errors);
}

function unknownField(key: string, prefix: string): FieldError {
  return wellFormedText(key) ? fieldError(prefix + escapePointer(key), 'whitelistValidation') : fieldError(`${prefix}?`, 'wellFormedText');
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function refusal(errors: FieldError[]): Problem {
  return new Problem(platformProblems.invalidInput, { errors });
}

function fieldError(pointer: string, code: string, message?: string): FieldError {
  return { pointer, code, detail: constraintText(code, message) };
}

function fieldErrors(fault: ValidationError, prefix: string): FieldError[] {
  const pointer = prefix + escapePointer(fault.property);
  const own = Object.entries(fault.constraints ?? {}).map(([code, message]): FieldError => {
    const said: Text | undefined = fault.contexts?.[code];
    return said ? { pointer, code, detail: said } : fieldError(pointer, code, message);
  });
  return [...own, ...(fault.children ?? []).flatMap((child) => fieldErrors(child, `${pointer}/`))];
}

function escapePointer(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** NUL and lone surrogates cannot be stored, and depth without end cannot be walked. */
function malformedTexts(value: unknown, prefix: string, depth = 0): FieldError[] {
  if (typeof value === 'string') return wellFormedText(value) ? [] : [fieldError(prefix, 'wellFormedText')];
  if (typeof value !== 'object' || value === null) return [];
  if (depth >= DEPTH_MAX) return [fieldError(prefix, 'tooDeep')];
  const errors: FieldError[] = [];
  for (const [key, inner] of Object.entries(value)) {
    const pointer = (depth === 0 ? prefix : `${prefix}/`) + (wellFormedText(key) ? escapePointer(key) : '?');
    if (!wellFormedText(key)) errors.push(fieldError(pointer, 'wellFormedText'));
    // Every object has these, so that the validator takes them for known.
    else if (Object.hasOwn(Object.prototype, key)) errors.push(fieldError(pointer, 'whitelistValidation'));
    errors.push(...malformedTexts(inner, pointer, depth + 1));
  }
  return errors;
}

export const TAKES_BODY = 'maru:takes-body';

/** Marks the handler of a parameter that reads the body itself: the framework's own marks do not tell. */
const takesBody: ParameterDecorator = (target, key) =>
  Reflect.defineMetadata(TAKES_BODY, true, (target as Record<string | symbol, object>)[key as string]);

/**
 * The body as it was parsed, of any type and shape: the handler checks all of it by hand. For routes that take thousands of rows at once,
 * where decorators on each row would cost more than storing it.
 */
export const HandCheckedBody = createParamDecorator(
  (_data: unknown, context: ExecutionContext): unknown => context.switchToHttp().getRequest<FastifyRequest>().body,
  [takesBody],
);

/** The bytes that were sent, for a route whose configuration says `binaryBody`. None sent are no bytes. */
export const BinaryBody = createParamDecorator(
  (_data: unknown, context: ExecutionContext): Buffer => {
    const { body } = context.switchToHttp().getRequest<FastifyRequest>();
    return Buffer.isBuffer(body) ? body : Buffer.alloc(0);
  },
  [takesBody],
);

/** An id in the path. A malformed one is named, since it can be nobody's. */
@Injectable()
export class IdPipe implements PipeTransform<string, string> {
  transform(value: string, metadata: ArgumentMetadata): string {
    if (isId(value)) return value.toLowerCase();
    throw new Problem(platformProblems.invalidInput, { errors: [fieldError(`:${metadata.data ?? 'id'}`, 'isId')] });
  }
}

/** A refusal of one field that a rule of the domain found, not a decorator. */
export function invalidField(pointer: string, code: string, detail: Text): Problem {
  return new Problem(platformProblems.invalidInput, { errors: [{ pointer, code, detail }] });
}
