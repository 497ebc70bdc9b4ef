import { missingIn, roleOf, rolesFor, withFormat, withRole } from './draft';
import type { Mapping } from './words';

const mapping: Mapping = {
  kind: 'readings',
  sheet: null,
  headerRow: 1,
  headerRows: 1,
  sourceId: 's',
  decimalMark: '.',
  dateOrder: 'dmy',
  stamp: 'intervalEnd',
  intervalSeconds: 900,
  zone: 'Asia/Seoul',
  midnight: 'asWritten',
  time: { format: 'dateTime', columns: [0] },
  values: [{ column: 1, pointId: 'p', unit: 'kWh', time: null }],
  meters: null,
  siteId: null,
  months: [],
};
const column = (index: number, samples: string[] = []) => ({ index, name: `c${index}`, samples });

describe('the columns of an import', () => {
  it('are the time, a value or nothing', () => {
    expect([0, 1, 2].map((index) => roleOf(mapping, index))).toEqual(['time', 'value', 'none']);
    expect(rolesFor(mapping)).toEqual(['none', 'time', 'value', 'meter']);
  });

  it('become a value without a point, which is then missing', () => {
    const more = withRole(mapping, column(2), 'value');
    expect(more.values).toEqual([...mapping.values, { column: 2, pointId: null, unit: 'kWh', time: null }]);
    expect(missingIn(mapping)).toEqual([]);
    expect(missingIn(more)).toEqual(['points']);
    expect(withRole(more, column(2), 'none')).toEqual(mapping);
  });

  it('give the time over to another column', () => {
    const other = withRole(mapping, column(1), 'time');
    expect(other.time.columns).toEqual([1]);
    expect(missingIn(other)).toEqual(['values']);
    expect(missingIn(withRole(mapping, column(0), 'none'))).toEqual(['time']);
  });

  it('are two where the date stands apart', () => {
    const two = withFormat(mapping, 'dateAndHour');
    expect(missingIn(two)).toEqual(['clock']);
    const whole = withRole(two, column(2), 'clock');
    expect([whole.time.columns, missingIn(whole)]).toEqual([[0, 2], []]);
    expect(withFormat(whole, 'dateTime').time.columns).toEqual([0]);
  });

  it('follow each other through the day where a row is a day', () => {
    const day = withFormat(withRole(mapping, column(2), 'value'), 'date');
    expect(day.values.map(({ time }) => time)).toEqual(['00:15', '00:30']);
    expect(withFormat({ ...mapping, stamp: 'intervalStart' }, 'date').values.map(({ time }) => time)).toEqual(['00:00']);
    expect(withFormat(day, 'dateTime').values.map(({ time }) => time)).toEqual([null, null]);
  });

  it('name the point in a column of their own', () => {
    const stacked = withRole(mapping, column(3, ['a', 'b', 'a']), 'meter');
    expect(stacked.meters).toEqual({ column: 3, points: ['a', 'b'].map((name) => ({ name, pointId: null })) });
    expect(missingIn(stacked)).toEqual(['points']);
  });
});

describe('the columns of a monthly statement', () => {
  const months: Mapping = { ...mapping, kind: 'utilityMonths', values: [], sourceId: null };

  it('are one field each', () => {
    expect(missingIn(months)).toEqual(['site', 'month', 'monthValues']);
    const named = withRole(withRole({ ...months, siteId: 'x' }, column(0), 'month'), column(2), 'energyKwh');
    expect(named.months).toEqual([
      { column: 0, field: 'month' },
      { column: 2, field: 'energyKwh' },
    ]);
    expect(missingIn(named)).toEqual([]);
    expect(withRole(named, column(4), 'energyKwh').months).toEqual([
      { column: 0, field: 'month' },
      { column: 4, field: 'energyKwh' },
    ]);
  });
});
