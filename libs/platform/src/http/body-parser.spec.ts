import fc from 'fast-check';
import { mayHoldLongNumber, mayHoldTinyNumber, sameNumber } from './body-parser';

describe('mayHoldLongNumber', () => {
  it.each([
    ['{"a":1234567890.12345}', true],
    ['{"a":12345678901234.5}', true],
    ['{"a":123456789012345}', false],
    ['{"at":"2026-11-20T09:00:00.000+09:00","a":3.17}', false],
    ['', false],
  ])('of %s is %s', (text, expected) => {
    expect(mayHoldLongNumber(text)).toBe(expected);
  });

  it('agrees with a search for the pattern', () => {
    const text = fc.string({ unit: fc.constantFrom(...'0123456789.', ...'0123456789.', 'a', ':', ','), maxLength: 80 });
    fc.assert(fc.property(text, (body) => mayHoldLongNumber(body) === /[\d.]{16}/.test(body)));
  });
});

describe('mayHoldTinyNumber', () => {
  it.each([
    ['{"value":1e-400}', true],
    ['[2.5E-324]', true],
    ['1e-400', true],
    ['{"value":1e-99}', false],
    ['{"pointId":"01a22376-4ace-7e80-9e-4ab5e-100000"}', false],
    ['{"pointId":"01a22373e-4000-7e80-93e-400b"}', false],
  ])('of %s is %s', (text, expected) => {
    expect(mayHoldTinyNumber(text)).toBe(expected);
  });

  it('is true of every text of JSON that holds a number of which a double makes 0', () => {
    const tiny = fc.tuple(fc.integer({ min: 1, max: 999 }), fc.integer({ min: 330, max: 9_999 })).map(([digits, by]) => `${digits}e-${by}`);
    fc.assert(fc.property(tiny, fc.uuid(), (number, id) => Number(number) === 0 && mayHoldTinyNumber(`{"id":"${id}","value":${number}}`)));
  });
});

describe('sameNumber', () => {
  it.each([
    ['3.170', 3.17, true],
    ['1e3', 1000, true],
    ['0.1234567890123456789', 0.12345678901234568, false],
    ['9007199254740993', 9007199254740992, false],
  ])('of %s is %s', (literal, value, expected) => {
    expect(sameNumber(literal, value)).toBe(expected);
  });
});
