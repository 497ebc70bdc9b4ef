import { hash } from 'node:crypto';
import { isId, wellFormedText } from '@maru/kernel';

/**
 * The canonical forms of a usage event, versions 1 and 2, as docs/usage-event-format.md publishes them. These bytes are what is kept and
 * what will be sealed: nothing here may change for a version; another need is another version.
 */

/** The one that is written. */
export const usageEventVersion = 2;
export const usageKinds = ['sign-in', 'sign-out', 'read', 'create', 'update', 'delete', 'in-out'] as const;
export const usageCauses = ['input', 'automatic', 'device', 'job'] as const;

export type UsageKind = (typeof usageKinds)[number];
export type UsageCause = (typeof usageCauses)[number];

interface UsageFields {
  readonly id: string;
  readonly organisation: string;
  /** When it happened, in epoch milliseconds. */
  readonly at: number;
  readonly kind: UsageKind;
  readonly cause: UsageCause;
  readonly module: string;
  /** A route template or the name of a resource, never an address with ids in it. */
  readonly resource: string;
  /** Bytes of the request's body for a change, of the reply's body for a read. */
  readonly bytes: number;
  readonly request: string;
  /** True where the organisation is a demonstration: such an event proves nothing about a real company. */
  readonly simulated: boolean;
  /** Commitment to who did it, null where no person did. */
  readonly person: string | null;
  /** Commitment to the network address it came from, null where there was none. */
  readonly address: string | null;
}

export interface UsageEventVersion1 extends UsageFields {
  readonly v: 1;
}

export interface UsageEventVersion2 extends UsageFields {
  readonly v: 2;
  /** The site that was worked for, as far as it was known then: null where an organisation with several sites did not say. */
  readonly site: string | null;
}

export type UsageEvent = UsageEventVersion1 | UsageEventVersion2;

/** The site that was worked for; null where the event does not say. */
export const siteOfEvent = (event: UsageEvent): string | null => (event.v === 1 ? null : event.site);

/** A log's bundles keep an entry's length in two bytes (C2SP tlog-tiles). */
export const entryBytesMax = 65_535;
export const resourceLengthMax = 255;
export const saltBytes = 32;

/** The last millisecond of the year 9999. */
const atMax = 253_402_300_799_999;

type Checks<Event> = { readonly [Field in keyof Event]: (value: unknown) => boolean };

const checks: Checks<UsageFields> = {
  id: isLowerId,
  organisation: isLowerId,
  at: (value) => isWhole(value) && value <= atMax,
  kind: (value) => (usageKinds as readonly unknown[]).includes(value),
  cause: (value) => (usageCauses as readonly unknown[]).includes(value),
  module: (value) => typeof value === 'string' && /^[a-z][a-z0-9]{0,62}$/.test(value),
  resource: (value) => typeof value === 'string' && value.length <= resourceLengthMax && /^[\x20-\x7e]+$/.test(value),
  bytes: isWhole,
  request: isLowerId,
  simulated: (value) => typeof value === 'boolean',
  person: isCommitment,
  address: isCommitment,
};
const checksOfVersion: { readonly 1: Checks<UsageEventVersion1>; readonly 2: Checks<UsageEventVersion2> } = {
  1: { v: (value) => value === 1, ...checks },
  2: { v: (value) => value === 2, ...checks, site: (value) => value === null || isLowerId(value) },
};

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isLowerId(value: unknown): boolean {
  return isId(value) && value === value.toLowerCase();
}

function isCommitment(value: unknown): boolean {
  return value === null || (typeof value === 'string' && /^[0-9a-f]{64}$/.test(value));
}

/** The first field that is missing, unknown or not what it must be in the event's version. */
function wrongField(value: object): string | undefined {
  const { v } = value as Partial<UsageEvent>;
  if (v !== 1 && v !== 2) return 'v';
  const checks: Readonly<Record<string, (value: unknown) => boolean>> = checksOfVersion[v];
  const unknown = Object.keys(value).find((key) => !Object.hasOwn(checks, key));
  return unknown ?? Object.keys(checks).find((field) => !checks[field]!((value as Record<string, unknown>)[field]));
}

/** RFC 8785 JSON in UTF-8. Throws a TypeError that names the field when the event is not one of its version. */
export function canonicalBytes(event: UsageEvent): Uint8Array {
  const wrong = wrongField(event);
  if (wrong !== undefined) throw new TypeError(`usage event: ${wrong} is not valid`);
  return encoder.encode(canonicalText(event));
}

const encoder = new TextEncoder();

/**
 * What RFC 8785 makes of an event, written out: the fields in the order of their names. Every text in it has been found to
 * be plain ASCII; only `resource` may hold a character that JSON escapes. One is made for every action, so it is not
 * left to the general writer, with which the spec compares it.
 */
function canonicalText(event: UsageEvent): string {
  const nullable = (text: string | null) => (text === null ? 'null' : `"${text}"`);
  const site = event.v === 1 ? '' : `"site":${nullable(event.site)},`;
  return (
    `{"address":${nullable(event.address)},"at":${event.at},"bytes":${event.bytes},"cause":"${event.cause}","id":"${event.id}",` +
    `"kind":"${event.kind}","module":"${event.module}","organisation":"${event.organisation}","person":${nullable(event.person)},` +
    `"request":"${event.request}","resource":${JSON.stringify(event.resource)},"simulated":${event.simulated},${site}"v":${event.v}}`
  );
}

export type CanonicalResult = { readonly ok: true; readonly event: UsageEvent } | { readonly ok: false; readonly reason: string };

/** Reads canonical bytes and nothing else: bytes that canonicalBytes would not have written for the same event are refused. */
export function parseCanonical(bytes: Uint8Array): CanonicalResult {
  if (bytes.length > entryBytesMax) return { ok: false, reason: `longer than ${entryBytesMax} bytes` };
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    return { ok: false, reason: 'not JSON in UTF-8' };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { ok: false, reason: 'not an object' };
  const wrong = wrongField(value);
  if (wrong !== undefined) return { ok: false, reason: `${wrong} is not valid` };
  const event = value as UsageEvent;
  const again = canonicalBytes(event);
  const same = again.length === bytes.length && again.every((byte, index) => byte === bytes[index]);
  return same ? { ok: true, event } : { ok: false, reason: 'not in canonical form' };
}

export type CommitmentLabel = 'person' | 'address';

/**
 * HMAC-SHA256 in lower-case hex, keyed by the salt, over the label, a zero byte and the value in Unicode's composed form (NFC).
 * Who has the value and the salt can check it; who has the event alone learns nothing, and once the salt is erased nobody does.
 * Throws a RangeError for a salt of another length and a TypeError for text that UTF-8 cannot hold.
 */
export function commitment(salt: Uint8Array, label: CommitmentLabel, value: string): string {
  if (salt.length !== saltBytes) throw new RangeError(`a salt has ${saltBytes} bytes`);
  if (!wellFormedText(value)) throw new TypeError('the value holds a NUL or a lone surrogate');
  return hmacSha256(salt, Buffer.from(`${label}\0${value.normalize('NFC')}`, 'utf8'));
}

const blockBytes = 64;

/** RFC 2104 for a key no longer than a block, by two one-shot hashes: several times as fast as a keyed object, and two are made an action. */
function hmacSha256(key: Uint8Array, message: Uint8Array): string {
  const inner = Buffer.alloc(blockBytes + message.length, 0x36);
  const outer = Buffer.alloc(blockBytes + 32, 0x5c);
  for (let at = 0; at < key.length; at++) {
    inner[at] = key[at]! ^ 0x36;
    outer[at] = key[at]! ^ 0x5c;
  }
  inner.set(message, blockBytes);
  outer.set(hash('sha256', inner, 'buffer'), blockBytes);
  return hash('sha256', outer, 'hex');
}
