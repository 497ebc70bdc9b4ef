import fc from 'fast-check';
import { canonicalJson, type Json, wellFormedText } from './json';

describe('canonicalJson', () => {
  it('orders keys by their UTF-16 units, as the example of RFC 8785, 3.2.3', () => {
    const keys = ['\u20ac', '\r', '\ufb33', '1', '\ud83d\ude00', '\u0080', '\u00f6'];
    const text = canonicalJson(Object.fromEntries(keys.map((key, index) => [key, index])));
    expect(Object.keys(JSON.parse(text) as object)).toEqual(['1', '\r', '\u0080', '\u00f6', '\u20ac', '\ud83d\ude00', '\ufb33']);
  });

  it('writes the shortest escapes', () => {
    expect(canonicalJson('\u20ac$\u000f\nA\'B"\\\\"/')).toBe('"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"');
    expect(canonicalJson('\u2028\u007f')).toBe('"\u2028\u007f"');
  });

  it.each([
    [null, 'null'],
    [[true, false, []], '[true,false,[]]'],
    [{}, '{}'],
    [-0, '0'],
    [Number.MAX_SAFE_INTEGER, '9007199254740991'],
    [{ b: [{ d: 1, c: 2 }], a: '가' }, '{"a":"가","b":[{"c":2,"d":1}]}'],
  ] as [Json, string][])('writes %j as %s', (value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });

  const deep = JSON.parse('['.repeat(70) + ']'.repeat(70)) as Json;
  it.each([
    0.5,
    2 ** 53,
    1e21,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    undefined,
    10n,
    new Date(0),
    new Map(),
    () => 1,
    Symbol('x'),
    [undefined],
    new Array(2),
    { a: undefined },
    '\ud800',
    { '\udc00': 1 },
    deep,
  ])('refuses %p', (value) => {
    expect(() => canonicalJson(value as Json)).toThrow(TypeError);
  });

  it('comes back as what it was, whatever the order of the keys', () => {
    const values = fc.letrec<{ value: Json }>((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        fc.constant(null),
        fc.boolean(),
        fc.maxSafeInteger().map((n) => n + 0),
        fc.string({ unit: 'grapheme' }),
        fc.array(tie('value')),
        fc.dictionary(fc.string({ unit: 'grapheme' }), tie('value'), { noNullPrototype: true }),
      ),
    })).value;
    fc.assert(
      fc.property(values, (value) => {
        const text = canonicalJson(value);
        expect(JSON.parse(text)).toEqual(value);
        expect(canonicalJson(JSON.parse(text, reverseKeys) as Json)).toBe(text);
      }),
    );
  });
});

function reverseKeys(_: string, value: unknown): unknown {
  const plain = typeof value === 'object' && value !== null && !Array.isArray(value);
  return plain ? Object.fromEntries(Object.entries(value).reverse()) : value;
}

describe('wellFormedText', () => {
  it.each(['', '가나다', '😀', '\u0001', '\ufffd'])('takes %j', (text) => {
    expect(wellFormedText(text)).toBe(true);
  });

  it.each(['\0', 'a\0b', '\ud800', 'a\udc00', '\udc00\ud800'])('refuses %j', (text) => {
    expect(wellFormedText(text)).toBe(false);
  });
});
