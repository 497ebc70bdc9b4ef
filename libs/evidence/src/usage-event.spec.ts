import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import published from './fixtures/usage-events.json';
import { canonicalBytes, commitment, entryBytesMax, parseCanonical, type UsageEvent, usageCauses, usageKinds } from './usage-event';

const utf8 = (text: string) => new TextEncoder().encode(text);
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const hex = (length: number) => fc.stringMatching(new RegExp(`^[0-9a-f]{${length}}$`));
const maybe = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null });

const fields = {
  id: fc.uuid(),
  organisation: fc.uuid(),
  at: fc.integer({ min: 0, max: 253_402_300_799_999 }),
  kind: fc.constantFrom(...usageKinds),
  cause: fc.constantFrom(...usageCauses),
  module: fc.stringMatching(/^[a-z][a-z0-9]{0,62}$/),
  resource: fc.stringMatching(/^[ -~]{1,255}$/),
  bytes: fc.maxSafeNat(),
  request: fc.uuid(),
  simulated: fc.boolean(),
  person: maybe(hex(64)),
  address: maybe(hex(64)),
};
const events: fc.Arbitrary<UsageEvent> = fc.oneof(
  fc.record({ v: fc.constant(1 as const), ...fields }),
  fc.record({ v: fc.constant(2 as const), ...fields, site: maybe(fc.uuid()) }),
);

const example = JSON.parse(published.events[0]!.canonical) as UsageEvent;
const secondVersion = JSON.parse(published.events[2]!.canonical) as UsageEvent;
const salts = fc.uint8Array({ minLength: 32, maxLength: 32 });
const texts = fc.string({ unit: 'grapheme', maxLength: 80 }).filter((text) => !text.includes('\0'));

describe.each(published.events)('the published bytes: $name', ({ canonical, length, sha256: hash, salt, person, address }) => {
  const event = JSON.parse(canonical) as UsageEvent;
  const key = Buffer.from(salt, 'hex');

  it('are what is written', () => {
    const bytes = canonicalBytes(event);
    expect(new TextDecoder().decode(bytes)).toBe(canonical);
    expect(bytes).toHaveLength(length);
    expect(sha256(bytes)).toBe(hash);
  });

  it('are read back', () => {
    expect(parseCanonical(utf8(canonical))).toEqual({ ok: true, event });
  });

  it('hold the commitments', () => {
    expect(event.person).toBe(person === null ? null : commitment(key, 'person', person));
    expect(event.address).toBe(commitment(key, 'address', address));
  });
});

describe('docs/usage-event-format.md', () => {
  const page = readFileSync(join(__dirname, '../../../docs/usage-event-format.md'), 'utf8');
  const sections = page.split(/^## Example /m).slice(1);

  it.each(sections.map((section, index) => [index + 1, section] as const))('is right in example %d', (_, section) => {
    const [, canonical = ''] = /```json\n(.*)\n```/.exec(section) ?? [];
    const value = (name: string) => new RegExp(`- ${name}: \`(.*)\``).exec(section)?.[1];
    const salt = Buffer.from(value('salt') ?? '', 'hex');
    const result = parseCanonical(utf8(canonical));
    if (!result.ok) throw new Error(result.reason);
    expect(sha256(utf8(canonical))).toBe(value('SHA-256'));
    expect(Number(/(\d+) bytes/.exec(section)?.[1])).toBe(canonical.length);
    expect(result.event.address).toBe(commitment(salt, 'address', value('address') ?? ''));
    const person = value('person');
    expect(result.event.person).toBe(person === undefined ? null : commitment(salt, 'person', person));
    const dump = /```\n([0-9a-f\n]+)```/.exec(section)?.[1]?.replaceAll('\n', '');
    if (dump !== undefined) expect(Buffer.from(dump, 'hex').toString()).toBe(canonical);
  });

  it('has three examples, and lists every field in the order of the bytes', () => {
    expect(sections).toHaveLength(3);
    const table = page.split('## Fields')[1]!.split('## ')[0]!;
    const listed = [...table.matchAll(/^\| `(\w+)` \|/gm)].map((match) => match[1]);
    expect(listed).toEqual(Object.keys(JSON.parse(new TextDecoder().decode(canonicalBytes(secondVersion))) as object));
    for (const word of [...usageKinds, ...usageCauses]) expect(table).toContain(`\`${word}\``);
  });
});

describe('canonicalBytes', () => {
  it('come back as the event, whatever the order of its keys', () => {
    fc.assert(
      fc.property(events, (event) => {
        const bytes = canonicalBytes(event);
        expect(parseCanonical(bytes)).toEqual({ ok: true, event });
        const reversed = Object.fromEntries(Object.entries(event).reverse()) as unknown as UsageEvent;
        expect(canonicalBytes(reversed)).toEqual(bytes);
      }),
    );
  });

  it('never reach the length of an entry', () => {
    const longest: UsageEvent = { ...example, module: 'm'.repeat(63), resource: '"'.repeat(255), bytes: Number.MAX_SAFE_INTEGER };
    expect(canonicalBytes(longest).length).toBeLessThan(entryBytesMax);
  });

  it.each([
    ['v', 2, 'site'],
    ['v', 3],
    ['site', null],
    ['id', '019B76DA-A800-7C3D-9A5B-1F2E3D4C5B6A'],
    ['organisation', 42],
    ['at', -1],
    ['at', 1.5],
    ['at', 253_402_300_800_000],
    ['kind', 'look'],
    ['cause', 'toString'],
    ['module', 'Fems'],
    ['resource', ''],
    ['resource', '/설비'],
    ['resource', 'a\n'],
    ['resource', 'x'.repeat(256)],
    ['bytes', 2 ** 53],
    ['bytes', Number.NaN],
    ['request', ''],
    ['simulated', 1],
    ['person', 'owner@steel.example'],
    ['person', undefined],
    ['address', 'A'.repeat(64)],
    ['extra', 1],
  ])('are not made when %s is %p', (field, value, wrong = field) => {
    expect(() => canonicalBytes({ ...example, [field]: value } as UsageEvent)).toThrow(`${String(wrong)} is not valid`);
  });

  it.each([
    ['site', undefined],
    ['site', '본사'],
    ['site', '019B76DA-A800-7C3D-9A5B-1F2E3D4C5B6A'],
    ['v', 1, 'site'],
  ])('are not made in version 2 when %s is %p', (field, value, wrong = field) => {
    expect(() => canonicalBytes({ ...secondVersion, [String(field)]: value } as UsageEvent)).toThrow(`${wrong} is not valid`);
  });
});

describe('parseCanonical', () => {
  const canonical = published.events[0]!.canonical;

  it('never takes bytes with one bit flipped for the same event', () => {
    const bytes = utf8(canonical);
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const flipped = Uint8Array.from(bytes);
      flipped[bit >> 3]! ^= 1 << (bit & 7);
      const result = parseCanonical(flipped);
      if (result.ok) expect(result.event).not.toEqual(example);
    }
  });

  it.each([
    ['', 'not JSON'],
    ['null', 'not an object'],
    ['[]', 'not an object'],
    [`${canonical}\n`, 'not in canonical form'],
    [`\ufeff${canonical}`, 'not JSON'],
    [canonical.replace('"at":1542847500000', '"at":1542847500000.0'), 'not in canonical form'],
    [canonical.replace('"at":1542847500000', '"at":1.5428475e12'), 'not in canonical form'],
    [canonical.replace('"read"', '"\\u0072ead"'), 'not in canonical form'],
    [canonical.replace('{', '{"v":1,'), 'not in canonical form'],
    [canonical.replace(',"v":1', ''), 'v is not valid'],
    [canonical.replace('"v":1', '"v":1,"x":1'), 'x is not valid'],
    [canonical.replace('"v":1', '"v":1,"__proto__":1'), '__proto__ is not valid'],
    [canonical.padEnd(entryBytesMax + 1), 'longer than'],
  ])('refuses %j', (text, reason) => {
    const result = parseCanonical(utf8(text));
    expect(result.ok ? '' : result.reason).toContain(reason);
  });

  it('refuses bytes that are not UTF-8, and never throws', () => {
    expect(parseCanonical(Uint8Array.of(0x22, 0xff, 0x22)).ok).toBe(false);
    fc.assert(fc.property(fc.uint8Array(), (bytes) => !parseCanonical(bytes).ok));
  });
});

describe('commitment', () => {
  it('binds: another salt, label or value gives another one', () => {
    fc.assert(
      fc.property(salts, salts, texts, texts, (salt, otherSalt, value, otherValue) => {
        const own = commitment(salt, 'person', value);
        const sameValue = value.normalize('NFC') === otherValue.normalize('NFC');
        const sameSalt = Buffer.compare(salt, otherSalt) === 0;
        expect(own).not.toBe(commitment(salt, 'address', value));
        expect(own === commitment(salt, 'person', otherValue)).toBe(sameValue);
        expect(own === commitment(otherSalt, 'person', value)).toBe(sameSalt);
      }),
    );
  });

  it('hides: one value under many salts is never seen twice, and is not its plain hash', () => {
    const made = Array.from({ length: 256 }, (_, index) => commitment(new Uint8Array(32).fill(index), 'person', '작업자'));
    expect(new Set(made).size).toBe(256);
    expect(made).not.toContain(sha256(utf8('person\0작업자')));
  });

  it('takes one text for one value however it was typed', () => {
    const salt = new Uint8Array(32);
    expect(commitment(salt, 'person', '한글'.normalize('NFD'))).toBe(commitment(salt, 'person', '한글'));
  });

  it('refuses a short salt and text that cannot be written', () => {
    expect(() => commitment(new Uint8Array(31), 'person', 'x')).toThrow(RangeError);
    expect(() => commitment(new Uint8Array(32), 'person', 'a\0b')).toThrow(TypeError);
    expect(() => commitment(new Uint8Array(32), 'person', '\ud800')).toThrow(TypeError);
  });
});
