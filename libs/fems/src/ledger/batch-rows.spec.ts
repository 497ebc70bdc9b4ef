import { newId } from '@maru/kernel';
import fc from 'fast-check';
import { checkRows } from './batch-rows';
import { readingQualities } from './reading-quality';
import type { PointFacts } from './reading-rules';
import { detailOf, pointerOf } from './row-faults';

const nowMs = Date.parse('2026-11-20T12:00:00Z');
const quarter = 900_000;
const point: PointFacts = { id: newId(), pointNumber: 7, intervalMs: quarter, gridOffsetMs: 0 };
const indian: PointFacts = { id: newId(), pointNumber: 8, intervalMs: 3_600_000, gridOffsetMs: 1_800_000 };
const points = new Map([point, indian].map((facts) => [facts.id, facts]));
const check = (rows: readonly unknown[], stampsEnd = false) => checkRows(rows, { points, stampsEnd, nowMs });
const good = { pointId: point.id, at: '2026-11-20T09:00:00+09:00', value: 3.17 };

describe('checkRows', () => {
  it('takes a row by columns', () => {
    const { rows, faults } = check([good, { ...good, at: '2026-11-20T00:15:00Z', value: '4.00', quality: 'uncertain' }]);
    expect(faults).toEqual([]);
    expect([rows.count, [...rows.pointNumber], [...rows.start], rows.value, [...rows.quality]]).toEqual([
      2,
      [7, 7],
      [Date.parse('2026-11-20T00:00:00Z'), Date.parse('2026-11-20T00:15:00Z')],
      ['3.17', '4.00'],
      [0, 2],
    ]);
  });

  it('puts the stamp of an end back by the length of the point’s interval', () => {
    const { rows } = check([good, { ...good, pointId: indian.id, at: '2026-11-20T09:30:00+09:00' }], true);
    expect([...rows.start.slice(0, 2)]).toEqual([Date.parse('2026-11-19T23:45:00Z'), Date.parse('2026-11-19T23:30:00Z')]);
  });

  it.each<[string, unknown, string, string]>([
    ['no object', 5, '', 'not-an-object'],
    ['null', null, '', 'not-an-object'],
    ['a list', [good], '', 'not-an-object'],
    ['an unknown field', { ...good, unit: 'kWh' }, 'unit', 'unknown-field'],
    [
      'an inherited field',
      JSON.parse(`{"pointId":"${point.id}","at":"2026-11-20T00:00:00Z","value":1,"toString":1}`),
      'toString',
      'unknown-field',
    ],
    ['no point', { at: good.at, value: 1 }, 'pointId', 'missing'],
    ['a point that is no text', { ...good, pointId: 7 }, 'pointId', 'not-text'],
    ['a point of nobody', { ...good, pointId: newId() }, 'pointId', 'unknown-point'],
    ['a malformed point', { ...good, pointId: 'x\0' }, 'pointId', 'unknown-point'],
    ['no time', { pointId: point.id, value: 1 }, 'at', 'missing'],
    ['a time in milliseconds', { ...good, at: nowMs }, 'at', 'not-text'],
    ['a time without zone', { ...good, at: '2026-11-20T09:00:00' }, 'at', 'no-zone'],
    ['a malformed time', { ...good, at: '20.11.2026' }, 'at', 'malformed'],
    ['30 February', { ...good, at: '2026-02-30T00:00:00Z' }, 'at', 'out-of-range'],
    ['the year 10000', { ...good, at: '10000-01-01T00:00:00Z' }, 'at', 'out-of-range'],
    ['microseconds', { ...good, at: '2026-11-20T00:00:00.000001Z' }, 'at', 'too-precise'],
    ['a time off the grid', { ...good, at: '2026-11-20T09:01:00+09:00' }, 'at', 'off-grid'],
    ['an hour of the wrong grid', { ...good, pointId: indian.id, at: '2026-11-20T09:00:00+09:00' }, 'at', 'off-grid'],
    ['more than ten years ago', { ...good, at: '2016-11-19T23:45:00Z' }, 'at', 'too-old'],
    ['more than a day ahead', { ...good, at: '2026-11-21T12:15:00Z' }, 'at', 'in-the-future'],
    ['no value', { pointId: point.id, at: good.at }, 'value', 'missing'],
    ['null as value', { ...good, value: null }, 'value', 'not-a-number'],
    ['truth', { ...good, value: true }, 'value', 'not-a-number'],
    ['NaN', { ...good, value: 'NaN' }, 'value', 'malformed'],
    ['Infinity', { ...good, value: 'Infinity' }, 'value', 'malformed'],
    ['1e400', JSON.parse(`{"pointId":"${point.id}","at":"2026-11-20T00:00:00Z","value":1e400}`), 'value', 'not-finite'],
    ['1e400 as text', { ...good, value: '1e400' }, 'value', 'too-long'],
    ['39 digits', { ...good, value: '1'.repeat(39) }, 'value', 'too-long'],
    ['a number of 101 digits', { ...good, value: 1e100 }, 'value', 'too-long'],
    ['a thousands separator', { ...good, value: '1,000' }, 'value', 'malformed'],
    ['text with a blank', { ...good, value: '1 ' }, 'value', 'malformed'],
    ['no digit', { ...good, value: '.' }, 'value', 'malformed'],
    ['less than nothing', { ...good, value: -0.01 }, 'value', 'negative'],
    ['less than nothing as text', { ...good, value: '-1e-9' }, 'value', 'negative'],
    ['a quality of its own', { ...good, quality: 'bad' }, 'quality', 'unknown-quality'],
    ['null as quality', { ...good, quality: null }, 'quality', 'unknown-quality'],
  ])('refuses %s and takes the others', (_, row, field, code) => {
    const { rows, faults } = check([good, row, { ...good, at: '2026-11-20T00:15:00Z' }]);
    expect(faults.map((fault) => [fault.index, fault.field, fault.code])).toEqual([[1, field, code]]);
    expect([...rows.index.slice(0, rows.count)]).toEqual([0, 2]);
  });

  it.each([
    [0, '0'],
    [-0, '0'],
    ['-0.00', '0'],
    [1e-7, '0.0000001'],
    [1e21, '1000000000000000000000'],
    [0.1, '0.1'],
    [123456.789, '123456.789'],
    ['000.500', '000.500'],
    ['5.', '5.'],
    ['1.5E2', '150'],
    ['0e-9999', '0'],
  ])('reads the value %j as %s', (value, text) => {
    expect(check([{ ...good, value }]).rows.value).toEqual([text]);
  });

  it('takes the oldest and the newest interval that it may', () => {
    const ends = ['2016-11-20T00:00:00Z', '2026-11-21T12:00:00Z'];
    expect(check(ends.map((at) => ({ ...good, at }))).rows.count).toBe(2);
  });

  it('says in Korean and English what is wrong, with the point’s own figures', () => {
    const [fault] = check([{ ...good, pointId: indian.id, at: '2026-11-20T09:00:00+09:00' }]).faults;
    expect(pointerOf(fault)).toBe('/readings/0/at');
    expect(detailOf(fault)).toEqual({
      ko: '이 계측 항목의 3600초 구간 경계에 있지 않습니다.',
      en: 'It is not on a border of the 3600-second intervals of this point.',
    });
    expect(pointerOf({ index: 3, field: 'a/b~c', code: 'unknown-field' })).toBe('/readings/3/a~1b~0c');
    expect(pointerOf({ index: 3, field: '\0', code: 'unknown-field' })).toBe('/readings/3/?');
    expect(pointerOf({ index: 3, field: '', code: 'not-an-object' })).toBe('/readings/3');
  });

  const anything = fc.oneof(fc.jsonValue(), fc.constant(undefined), fc.double(), fc.string({ unit: 'binary' }));
  const row = fc.record(
    {
      pointId: fc.oneof(fc.constantFrom(point.id, indian.id), anything),
      at: fc.oneof(
        fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
        fc.nat(2e4).map((n) => new Date(nowMs - n * quarter).toISOString()),
        anything,
      ),
      value: fc.oneof(fc.double({ noNaN: true }), fc.bigInt().map(String), anything),
      quality: fc.oneof(fc.constantFrom(...readingQualities), anything),
    },
    { requiredKeys: [] },
  );

  it('answers for every row, whatever is sent', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof({ weight: 4, arbitrary: row }, anything), { maxLength: 20 }), fc.boolean(), (sent, stampsEnd) => {
        const { rows, faults } = check(sent, stampsEnd);
        const answered = [...rows.index.slice(0, rows.count), ...faults.map(({ index }) => index)].sort((a, b) => a - b);
        expect(answered).toEqual(sent.map((_, index) => index));
        for (const fault of faults) expect(detailOf(fault).ko).not.toContain('{}');
        for (const text of rows.value) expect(text).toMatch(/^(?=.*\d)\d*\.?\d*$/);
      }),
    );
  });

  it('keeps every double that is sent as the number that it prints', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e30, noNaN: true }), (value) => {
        const { rows, faults } = check([{ ...good, value }]);
        if (faults.length > 0) expect(faults[0].code).toBe('too-long');
        else expect(Number(rows.value[0])).toBe(value);
      }),
    );
  });
});
