import fc from 'fast-check';
import { parseInstant } from './instant';

function read(text: string): number | string {
  const result = parseInstant(text);
  return result.ok ? result.epochMs : result.code;
}

describe('parseInstant', () => {
  it.each([
    ['2018-11-22T09:45:00+09:00', Date.UTC(2018, 10, 22, 0, 45)],
    ['2018-11-22T00:45:00Z', Date.UTC(2018, 10, 22, 0, 45)],
    ['2018-11-22t00:45:00z', Date.UTC(2018, 10, 22, 0, 45)],
    ['2018-11-22T00:45:00-00:00', Date.UTC(2018, 10, 22, 0, 45)],
    ['2018-11-22T00:45:00.5Z', Date.UTC(2018, 10, 22, 0, 45, 0, 500)],
    ['2018-11-22T00:45:00.123000Z', Date.UTC(2018, 10, 22, 0, 45, 0, 123)],
    ['2016-02-29T23:59:59.999-18:00', Date.UTC(2016, 2, 1, 17, 59, 59, 999)],
    ['1969-12-31T23:59:59.999Z', -1],
    ['0001-01-01T00:00:00Z', -62_135_596_800_000],
    ['9999-12-31T23:59:59.999Z', 253_402_300_799_999],
    ['2018-01-01T00:00:00+18:00', Date.UTC(2017, 11, 31, 6)],
  ])('reads %p', (text, epochMs) => {
    expect(read(text)).toBe(epochMs);
  });

  it.each([
    ['2018-11-22T09:45:00', 'no-zone'],
    ['2018-11-22T09:45:00.123', 'no-zone'],
    ['2018-11-22', 'malformed'],
    ['2018-11-22T09:45Z', 'malformed'],
    ['2018-11-22T09:45:00.Z', 'malformed'],
    ['2018-11-22T09:45:00,5Z', 'malformed'],
    ['2018-11-22 09:45:00Z', 'malformed'],
    ['2018-11-22T09:45:00+0900', 'malformed'],
    ['2018-11-22T09:45:00+09', 'malformed'],
    ['2018-11-22T09:45:00+09:00 ', 'malformed'],
    [' 2018-11-22T09:45:00+09:00', 'malformed'],
    ['2018-11-22T09:45:00Zx', 'malformed'],
    ['2018-11-22T09:45:00+9:00', 'malformed'],
    ['2018-11-22T09:45:00.1234567x', 'malformed'],
    ['2018/11/22T09:45:00Z', 'malformed'],
    ['２０18-11-22T09:45:00Z', 'malformed'],
    ['', 'malformed'],
    ['now', 'malformed'],
    ['infinity', 'malformed'],
    ['1542847500000', 'malformed'],
    ['+010000-01-01T00:00:00Z', 'malformed'],
    ['2018-11-22T09:45:00.1234567Z', 'too-precise'],
    ['2018-11-22T09:45:00.000000000Z', 'too-precise'],
    ['2018-11-22T09:45:00.000001Z', 'too-precise'],
    ['2018-02-29T00:00:00Z', 'out-of-range'],
    ['1900-02-29T00:00:00Z', 'out-of-range'],
    ['2018-02-30T00:00:00Z', 'out-of-range'],
    ['2018-04-31T00:00:00Z', 'out-of-range'],
    ['2018-13-01T00:00:00Z', 'out-of-range'],
    ['2018-00-01T00:00:00Z', 'out-of-range'],
    ['2018-01-00T00:00:00Z', 'out-of-range'],
    ['2018-01-01T24:00:00Z', 'out-of-range'],
    ['2018-01-01T23:60:00Z', 'out-of-range'],
    ['2016-12-31T23:59:60Z', 'out-of-range'],
    ['0000-01-01T00:00:00Z', 'out-of-range'],
    ['10000-01-01T00:00:00Z', 'out-of-range'],
    ['0001-01-01T00:00:00+09:00', 'out-of-range'],
    ['9999-12-31T23:00:00-05:00', 'out-of-range'],
    ['2018-01-01T00:00:00+18:01', 'out-of-range'],
    ['2018-01-01T00:00:00+09:60', 'out-of-range'],
    ['2018-01-01T00:00:00-99:00', 'out-of-range'],
  ])('refuses %p: %s', (text, code) => {
    expect(read(text)).toBe(code);
  });

  it('agrees with Date on every millisecond of the four-digit years', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -62_135_596_800_000, max: 253_402_300_799_999 }),
        (epochMs) => read(new Date(epochMs).toISOString()) === epochMs,
      ),
      { numRuns: 2000 },
    );
  });

  it('takes nothing that Date would read otherwise, and never throws', () => {
    const near = fc.stringMatching(
      /^[0-9]{4}[-/][0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{0,8})?(Z|[+-][0-9]{2}:?[0-9]{2})?$/,
    );
    fc.assert(
      fc.property(fc.oneof(near, fc.string(), fc.string({ unit: 'binary' })), (text) => {
        const result = parseInstant(text);
        return !result.ok || new Date(text.toUpperCase()).getTime() === result.epochMs;
      }),
      { numRuns: 5000 },
    );
  });
});
