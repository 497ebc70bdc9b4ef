export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

const depthMax = 64;

/** True when PostgreSQL and UTF-8 can hold the text: no NUL, no lone surrogate. */
export function wellFormedText(text: string): boolean {
  return !text.includes('\0') && !/\p{Surrogate}/u.test(text);
}

/**
 * The one JSON text of a value by RFC 8785 (JCS): keys in order of their UTF-16 units, no spaces, shortest escapes.
 * Numbers are whole and safe, so that no two programs print one differently. Throws a TypeError for everything else:
 * fractions, undefined, dates, class instances, lone surrogates, more than 64 levels.
 */
export function canonicalJson(value: Json): string {
  return write(value, 0);
}

function write(value: unknown, depth: number): string {
  if (depth > depthMax) throw new TypeError('JSON is nested too deeply');
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return writeText(value);
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new TypeError(`${value} is not a safe whole number`);
    return String(value);
  }
  // Array.from turns the holes of a sparse array into undefined, which is refused; map would skip them.
  if (Array.isArray(value)) return `[${Array.from(value, (item) => write(item, depth + 1)).join(',')}]`;
  if (typeof value !== 'object' || !isPlain(value)) throw new TypeError(`${typeof value} has no canonical JSON`);
  const members = Object.keys(value)
    .sort()
    .map((key) => `${writeText(key)}:${write((value as Record<string, unknown>)[key], depth + 1)}`);
  return `{${members.join(',')}}`;
}

function writeText(text: string): string {
  if (/\p{Surrogate}/u.test(text)) throw new TypeError('text holds a lone surrogate');
  return JSON.stringify(text);
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
