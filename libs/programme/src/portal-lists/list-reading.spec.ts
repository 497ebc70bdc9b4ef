import { type Cell, FaultyCell, WallCell } from '@maru/platform';
import { ListReading } from './list-reading';
import { mappingFault } from './mapping-fault';
import type { DaySpan, PortalListField, PortalListKind } from './portal-list';
import { portalFaultText } from './portal-list-faults';

const mappingOf = (kind: PortalListKind, ...fields: PortalListField[]) => ({
  kind,
  sheet: null,
  headerRow: 1,
  headerRows: 1,
  columns: fields.map((field, column) => ({ column, field })),
});
const read = (mapping: ReturnType<typeof mappingOf>, rows: (Cell | undefined)[][], period: DaySpan | null = null) => {
  const reading = new ListReading(mapping, { today: '2026-11-28', period });
  const faults = rows.flatMap((cells, at) => reading.take({ number: at + 2, cells }));
  return { reading, faults: faults.map(({ row, column, code }) => `${row}/${column} ${code}`), raw: faults };
};
const logs = mappingOf('logs', 'time', 'use', 'user', 'address', 'bytes', 'result');

describe('a list of the portal', () => {
  it.each([
    ['2026-11-27 09:12:33.617', '2026-11-27T00:12:33.617Z'],
    ['2026-11-27 09:12:33', '2026-11-27T00:12:33.000Z'],
    ['2026-11-27 09:12', '2026-11-27T00:12:00.000Z'],
    ['2026.11.27 오전 9:12:33', '2026-11-27T00:12:33.000Z'],
    ['20261127091233', '2026-11-27T00:12:33.000Z'],
    ['20261127091233617', '2026-11-27T00:12:33.617Z'],
    ['2026-11-26T15:30:00.000Z', '2026-11-26T15:30:00.000Z'],
    [new WallCell(Date.UTC(2026, 10, 27, 9, 12, 33)), '2026-11-27T00:12:33.000Z'],
  ] as [Cell, string][])('reads %p on the clock of Seoul', (cell, at) => {
    const { reading, faults } = read(mappingOf('logs', 'time'), [[cell]]);
    expect(faults).toEqual([]);
    expect(new Date(reading.accepted[0]!.at as number).toISOString()).toBe(at);
    expect(reading.accepted[0]!.day).toBe('2026-11-27');
  });

  it.each([
    ['접속', 'DO6001'],
    ['종료', 'DO6002'],
    ['조회', 'DO6003'],
    ['등록', 'DO6004'],
    ['변경', 'DO6005'],
    ['수정', 'DO6005'],
    ['삭제', 'DO6006'],
    ['입출고', 'DO6007'],
    ['do6007', 'DO6007'],
  ])('knows the use %s as %s', (word, code) => {
    expect(read(mappingOf('logs', 'time', 'use'), [['2026-11-27 09:12', word]]).reading.accepted[0]!.useCode).toBe(code);
  });

  it('refuses rows with the row, the column and the reason, and accounts for every row', () => {
    const time = '2026-11-27 09:12:33.617';
    const { reading, faults, raw } = read(logs, [
      [time, '조회', 'E-1', '192.0.2.1', '512', 'AP1002'],
      [time, '조회', 'E-1', '192.0.2.1', '512', 'AP1002'],
      ['2026-11-27 09:30', 'DO6999', 'E-1', '192.0.2.1', '', 'AP1028'],
      ['2026-11-27 09:31', '조회', 'E-1', '192.0.2.1', '1', 'AP1029'],
      [undefined, ' ', null],
      ['2026-11-27', '조회'],
      ['27/11/2026 09:12', '조회'],
      ['2026-02-30 09:12', '무엇', 'E-1', '192.0.2.1', '5.5', '정상'],
      ['2026-11-29 09:12', '조회'],
      [new FaultyCell('formula-without-value', 'A1'), '조회'],
      ['합계'],
      ['2026-11-27 09:12', '조회', 'x'.repeat(201)],
    ]);
    expect(faults).toEqual([
      '7/0 no-clock',
      '8/0 date-order',
      '9/0 out-of-range',
      '9/1 unknown-use',
      '9/4 not-a-count',
      '9/5 not-a-result',
      '10/0 in-the-future',
      '11/0 formula-without-value',
      '12/0 not-a-date',
      '13/2 too-long',
    ]);
    expect(reading.counts).toEqual({ rows: 11, accepted: 3, duplicates: 1, refused: 7, setAside: 2 });
    for (const fault of raw) for (const language of ['ko', 'en'] as const) expect(portalFaultText(fault, language)).toMatch(/\.$/);
  });

  it('refuses what lies outside the period that was stated', () => {
    const { faults } = read(mappingOf('logs', 'time'), [['2026-11-01 09:12'], ['2026-10-31 23:59:59.999'], ['2026-11-26 00:00']], {
      firstDay: '2026-11-01',
      lastDay: '2026-11-25',
    });
    expect(faults).toEqual(['3/0 outside-period', '4/0 outside-period']);
  });

  it('is as fine as the finest of its times', () => {
    const precision = (...times: string[]) =>
      read(
        mappingOf('logs', 'time'),
        times.map((time) => [time]),
      ).reading.precision;
    expect(precision('2026-11-27 09:12:33.617', '2026-11-27 09:30:00.000')).toBe('millisecond');
    expect(precision('2026-11-27 09:12:33.000', '2026-11-27 09:30:00.000')).toBe('second');
    expect(precision('2026-11-27 09:12:00', '2026-11-27 09:30')).toBe('minute');
  });

  it('of counts has a day once: the same again is a duplicate, another count is refused', () => {
    const { reading, faults } = read(mappingOf('days', 'day', 'count'), [
      ['2026-11-26', '12'],
      ['2026-11-26', '12'],
      ['2026-11-26', '13'],
      ['2026-11-27', '-1'],
      ['2026-11-27', 0],
    ]);
    expect(faults).toEqual(['4/null day-said-twice', '5/1 not-a-count']);
    expect(reading.counts).toEqual({ rows: 5, accepted: 2, duplicates: 1, refused: 2, setAside: 0 });
    expect(reading.span).toEqual({ firstDay: '2026-11-26', lastDay: '2026-11-27' });
  });
});

describe('the mapping of a list', () => {
  const pointer = (mapping: ReturnType<typeof mappingOf>) => mappingFault(mapping)?.errors?.[0]?.pointer ?? null;

  it('needs what its kind needs, each field and each column once', () => {
    expect(pointer(mappingOf('logs', 'time'))).toBeNull();
    expect(pointer(mappingOf('days', 'day', 'count'))).toBeNull();
    expect(pointer(mappingOf('logs'))).toBe('/mapping/columns');
    expect(pointer(mappingOf('days', 'day'))).toBe('/mapping/columns');
    expect(pointer(mappingOf('days', 'day', 'count', 'use'))).toBe('/mapping/columns/2/field');
    expect(pointer(mappingOf('logs', 'time', 'time'))).toBe('/mapping/columns/1/field');
    const twice = mappingOf('logs', 'time', 'use');
    expect(pointer({ ...twice, columns: twice.columns.map(({ field }) => ({ column: 0, field })) })).toBe('/mapping/columns/1/column');
  });
});
