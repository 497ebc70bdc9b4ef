import * as crypto from 'node:crypto';

/** Only later releases of Node 24 make these themselves; outside Linux an older one may run, so both are here. */
const native: (() => string) | undefined = (crypto as { randomUUIDv7?: () => string }).randomUUIDv7;

/** A UUID version 7 (RFC 9562, 5.7): 48 bits of Unix milliseconds, then random bits, in lower case. */
export function newId(): string {
  return native ? native() : composeId(Date.now(), crypto.randomBytes(10));
}

/** The layout of version 7, for a time in epoch milliseconds and ten random bytes. */
export function composeId(epochMs: number, random: Uint8Array): string {
  const time = epochMs.toString(16).padStart(12, '0');
  const bytes = Uint8Array.from(random);
  bytes[0] = (bytes[0]! & 0x0f) | 0x70;
  bytes[2] = (bytes[2]! & 0x3f) | 0x80;
  const rest = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${time.slice(0, 8)}-${time.slice(8)}-${rest.slice(0, 4)}-${rest.slice(4, 8)}-${rest.slice(8)}`;
}

const shape = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

/** True for a UUID of any version of RFC 9562 with its variant bits, upper or lower case; the nil and max UUIDs are not ids. */
export function isId(text: unknown): text is string {
  return typeof text === 'string' && text.length === 36 && shape.test(text);
}

/** When a version 7 id was made, in epoch milliseconds. Throws a RangeError for anything else. */
export function idTime(id: string): number {
  if (!isId(id) || id[14] !== '7') throw new RangeError('not a version 7 UUID');
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
}
