import { columnsOf, findHeading, fingerprintOf, headingHasFigures, namedWidth } from './heading';
import { monthOf } from './month-text';
import { type Cell, WallCell } from './table';

const table = (...rows: (Cell | undefined)[][]) => rows.map((cells, at) => ({ number: at + 1, cells }));
const namesOf = (rows: ReturnType<typeof table>) => columnsOf(rows, findHeading(rows)).map(({ name }) => name);

describe('the heading of a table', () => {
  it('is the row before the first dates', () => {
    const rows = table(['date', 'Usage_kWh'], ['1/1/2018 0:15', '3.17'], ['1/1/2018 0:30', '4']);
    expect(findHeading(rows)).toEqual({ headerRow: 1, headerRows: 1 });
    expect(columnsOf(rows, findHeading(rows))[1]).toEqual({ index: 1, name: 'Usage_kWh', samples: ['3.17', '4'] });
  });

  it('is found below titles, and a date among them is none of the table', () => {
    const rows = table(
      ['시간대별 사용량'],
      ['출력일', '2026-11-20'],
      ['고객번호', '0123', '계약전력', '500'],
      [],
      ['일자', '시간대', '사용량'],
      [new WallCell(0), '01', 1],
      [new WallCell(86_400_000), '02', 2],
    );
    expect(findHeading(rows)).toEqual({ headerRow: 5, headerRows: 1 });
  });

  it('puts merged cells together: names repeated to the right and joined downwards', () => {
    const rows = table(
      ['일자', '시간', '유효전력량', undefined, '무효전력량', undefined],
      [undefined, undefined, '수전', '송전', '지상', '진상'],
      ['2018-01-01', '01:00', 1, 0, 2, 3],
      ['2018-01-01', '02:00', 1, 0, 2, 3],
    );
    expect(findHeading(rows)).toEqual({ headerRow: 2, headerRows: 2 });
    expect(namesOf(rows)).toEqual(['일자', '시간', '유효전력량 / 수전', '유효전력량 / 송전', '무효전력량 / 지상', '무효전력량 / 진상']);
  });

  it('may be missing, and names may be there twice', () => {
    expect(findHeading(table(['2018-01-01 00:15', '1'], ['2018-01-01 00:30', '2']))).toEqual({ headerRow: 0, headerRows: 0 });
    expect(findHeading([])).toEqual({ headerRow: 0, headerRows: 0 });
    expect(findHeading(table(['a', 'b'], ['c', 'd']))).toEqual({ headerRow: 1, headerRows: 1 });
    expect(namesOf(table(['일시', 'kWh', 'kWh', 'kWh'], ['2018-01-01 01:00', 1, 2, 3]))).toEqual(['일시', 'kWh', 'kWh (2)', 'kWh (3)']);
  });

  it('may consist of hours', () => {
    const rows = table(
      ['일자', ...Array.from({ length: 24 }, (_, hour) => hour + 1)],
      ['2018-01-01', ...Array(24).fill(1)],
      ['2018-01-02', ...Array(24).fill(1)],
    );
    expect(findHeading(rows).headerRow).toBe(1);
  });

  it('ends above rows of data whose date cannot be read, wherever they stand', () => {
    const names = ['일시', '사용량', '비고'];
    const data = [
      ['2026-01-01 00:00', '1', ''],
      ['2026-01-01 00:15', '2', ''],
    ];
    for (const date of ['2026-13-01 00:30', '#REF!', '-', '', undefined, '합계', '2026년 13월 1일'])
      expect([date, findHeading(table(names, [date, '7', ''], [date, '8', ''], ...data))]).toEqual([date, { headerRow: 1, headerRows: 1 }]);
    expect(findHeading(table(['2026-13-01 00:30', '7', ''], ...data))).toEqual({ headerRow: 0, headerRows: 0 });
    expect(findHeading(table(['제목', '2026'], [], names, ['#REF!', 'x', ''], ...data))).toEqual({ headerRow: 3, headerRows: 1 });
  });

  it('ends above a row cut short after what should be its date, and holds a name that stands below no other', () => {
    const data = [
      ['2026-01-01 00:00', '1', '5'],
      ['2026-01-01 00:15', '2', '6'],
    ];
    const names = ['일시', '수전', '송전'];
    for (const cut of ['\u0663', 'x', '"']) expect(findHeading(table(names, [cut], ...data))).toEqual({ headerRow: 1, headerRows: 1 });
    expect(findHeading(table(names, ['x'], [], ['-'], ...data)).headerRow).toBe(1);
    expect(findHeading(table(['', '수전', '송전'], ['일시'], ...data))).toEqual({ headerRow: 2, headerRows: 2 });
    expect(findHeading(table(names, [undefined, 'kWh', 'kWh'], ...data))).toEqual({ headerRow: 2, headerRows: 2 });
  });

  it('may name its columns by numbers', () => {
    const data = [
      ['2026-01-01 00:00', '1', '2'],
      ['2026-01-01 00:15', '2', '3'],
    ];
    const named = table(['일시', '101', '102'], ...data);
    expect([findHeading(named), headingHasFigures(named, findHeading(named))]).toEqual([{ headerRow: 1, headerRows: 1 }, true]);
    const hours = table(['', ...Array.from({ length: 24 }, (_, hour) => hour)], ['2026-01-01', ...Array(24).fill(1)]);
    expect([findHeading(hours), headingHasFigures(hours, findHeading(hours))]).toEqual([{ headerRow: 1, headerRows: 1 }, false]);
    const units = table(['일시', '사용량'], ['', 'kWh'], ['2026-01-01 00:00', '1'], ['2026-01-01 00:15', '2']);
    expect(findHeading(units)).toEqual({ headerRow: 2, headerRows: 2 });
  });

  it('is as wide as its last own name', () => {
    const width = (...names: string[]) => namedWidth(names.map((name) => ({ name })));
    expect([width('일시', '사용량', ''), width('일시', '', '비고', '', '거절된 행', '거절 사유'), width('', ''), width()]).toEqual([
      2, 3, 0, 0,
    ]);
  });

  it('is known again by its names, with the columns of refused rows behind them too', () => {
    const print = (...names: string[]) => fingerprintOf(names.map((name) => ({ name })));
    expect(print('일자', 'Usage kWh')).toBe(print('일자', ' usage_kWh'.replace('_', ' ')));
    expect(print('a', 'b')).toBe(print('a', 'b', '', '거절된 행', '거절 사유'));
    expect(print('a', 'b')).not.toBe(print('b', 'a'));
    expect(print('a,b')).not.toBe(print('a', 'b'));
  });
});

describe('a month', () => {
  it.each([
    ['2026-10', '2026-10'],
    ['2026/1', '2026-01'],
    ['2026.10.', '2026-10'],
    ['2026년 10월', '2026-10'],
    ['202610', '2026-10'],
    [202610, '2026-10'],
    ['2026-10-01', '2026-10'],
    [new WallCell(Date.UTC(2026, 9, 1)), '2026-10'],
    ['2026-10-02', null],
    [new WallCell(Date.UTC(2026, 9, 2)), null],
    ['2026-13', null],
    ['10월', null],
    ['합계', null],
    [undefined, null],
  ] as [Cell | undefined, string | null][])('%p is %s', (cell, month) => {
    expect(monthOf(cell)).toBe(month);
  });
});
