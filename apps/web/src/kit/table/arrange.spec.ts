import { formatsOf } from '../format';
import { arranged, choicesOf, type Wanted } from './arrange';
import type { Column } from './column';

interface Row {
  name: string;
  kind: string;
  energyKwh: number | null;
  day: string;
  gap?: true;
}

const formats = formatsOf('ko');
const columns: Column<Row>[] = [
  { key: 'name', title: '이름', value: ({ name }) => name },
  { key: 'kind', title: '종류', value: ({ kind }) => (kind === 'main' ? '대표' : '보조'), choice: ({ kind }) => kind },
  { key: 'energy', title: '전력량', value: ({ energyKwh }) => energyKwh, digits: 2 },
  { key: 'day', title: '날짜', value: ({ day }) => ({ wall: day, text: formats.day(day) }) },
];
const rows: Row[] = [
  { name: '압연 10호', kind: 'sub', energyKwh: 1234.5, day: '2018-11-09' },
  { name: 'Press', kind: 'sub', energyKwh: null, day: '2018-09-30' },
  { name: '압연 2호', kind: 'main', energyKwh: 88, day: '2018-12-01' },
  { name: '가열로', kind: 'sub', energyKwh: -5, day: '2018-10-02' },
];
const nothing: Wanted = { find: '', choices: {}, sort: null };
const isAcross = ({ gap }: Row) => gap === true;
const names = (wanted: Partial<Wanted>, all = rows) =>
  arranged({ columns, rows: all, formats, isAcross }, { ...nothing, ...wanted }).map(({ name }) => name);
const sortedBy = (key: string, isDescending = false) => names({ sort: { key, isDescending } });

describe('arranged', () => {
  it('leaves rows as they come while nothing is wanted', () => {
    expect(names({})).toEqual(rows.map(({ name }) => name));
  });

  it('sorts names as a Korean dictionary does, and numbers in them by their size', () => {
    expect(sortedBy('name')).toEqual(['가열로', '압연 2호', '압연 10호', 'Press']);
  });

  it('puts what is not known last whichever way it sorts', () => {
    expect(sortedBy('energy')).toEqual(['가열로', '압연 2호', '압연 10호', 'Press']);
    expect(sortedBy('energy', true)).toEqual(['압연 10호', '압연 2호', '가열로', 'Press']);
  });

  it('sorts times by their clock and not by their words', () => {
    expect(sortedBy('day')).toEqual(['Press', '가열로', '압연 10호', '압연 2호']);
  });

  it('keeps the order in which equal rows came', () => {
    expect(sortedBy('kind')).toEqual(['압연 2호', '압연 10호', 'Press', '가열로']);
  });

  it('ignores an order by a column that is not there', () => {
    expect(sortedBy('nothing')).toEqual(names({}));
  });

  it('finds every word in whatever column, without regard to case or to how Hangul was put together', () => {
    expect(names({ find: 'press' })).toEqual(['Press']);
    expect(names({ find: '압연 대표' })).toEqual(['압연 2호']);
    expect(names({ find: '압연'.normalize('NFD') })).toEqual(['압연 10호', '압연 2호']);
    expect(names({ find: '11월 9일' })).toEqual(['압연 10호']);
  });

  it('finds a number as it is shown and as it is typed', () => {
    expect(names({ find: '1,234.50' })).toEqual(['압연 10호']);
    expect(names({ find: '1234.5' })).toEqual(['압연 10호']);
  });

  it('keeps rows whose code was chosen', () => {
    expect(names({ choices: { kind: 'main' } })).toEqual(['압연 2호']);
    expect(names({ choices: { kind: 'unheard-of' } })).toEqual([]);
    expect(names({ choices: { nothing: 'x' } })).toEqual(names({}));
  });

  it('never filters away a row that says what is not known', () => {
    const withGap = [...rows, { name: '멈춤', kind: '', energyKwh: null, day: '2018-01-01', gap: true as const }];
    expect(names({ find: 'press' }, withGap)).toEqual(['Press', '멈춤']);
    expect(names({ choices: { kind: 'main' } }, withGap)).toEqual(['압연 2호', '멈춤']);
  });
});

describe('choicesOf', () => {
  it('names each code once, in the order of the names', () => {
    expect(choicesOf(columns[1], { rows, formats })).toEqual([
      { value: 'main', label: '대표' },
      { value: 'sub', label: '보조' },
    ]);
  });

  it('offers nothing of rows that are no entry', () => {
    expect(choicesOf(columns[1], { rows: [{ ...rows[0], gap: true }], formats, isAcross })).toEqual([]);
  });
});
