import { type Cell, columnsOf, findHeading, WallCell } from '@maru/platform';
import type { Known, KnownPoint } from './known';
import type { Mapping } from './mapping';
import { propose } from './proposal';

const point = (id: string, more: Partial<KnownPoint> = {}): KnownPoint => ({
  id,
  pointNumber: 1,
  intervalMs: 900_000,
  gridOffsetMs: 0,
  unit: 'kWh',
  name: id,
  meterName: '수전 계량기',
  quantity: 'activeEnergyImport',
  main: true,
  zone: 'Asia/Seoul',
  ...more,
});
const known: Known = {
  points: [
    point('active'),
    point('lagging', { quantity: 'reactiveEnergyLagging', unit: 'kvarh' }),
    point('leading', { quantity: 'reactiveEnergyLeading', unit: 'kvarh' }),
    point('hourly', { intervalMs: 3_600_000 }),
    point('press', { intervalMs: 3_600_000, main: false, meterName: '프레스' }),
    point('furnace', { intervalMs: 3_600_000, main: false, meterName: '가열로' }),
  ],
  sources: [{ id: 'source', stamp: 'intervalStart' }],
  site: { id: 'site', zone: 'Asia/Seoul' },
};

function proposed(rows: (Cell | undefined)[][], knownHere = known): Mapping {
  const numbered = rows.map((cells, at) => ({ number: at + 1, cells }));
  const heading = findHeading(numbered);
  return propose({ rows: numbered, heading, columns: columnsOf(numbered, heading), sheet: null }, knownHere, null);
}

const quarters = (count: number, text: (minutes: number) => Cell[]) => Array.from({ length: count }, (_, n) => text((n + 1) * 15));
const two = (value: number) => String(value).padStart(2, '0');

describe('a proposed mapping', () => {
  it('fits the steel plant: day first, ends of intervals, midnight with the date that ends, its three quantities', () => {
    const date = (minutes: number) => {
      const day = Math.ceil(minutes / 1440);
      const at = minutes % 1440;
      return `${day}/1/2018 ${Math.floor(at / 60)}:${two(at % 60)}`;
    };
    const heading = [
      'date',
      'Usage_kWh',
      'Lagging_Current_Reactive.Power_kVarh',
      'Leading_Current_Reactive_Power_kVarh',
      'CO2(tCO2)',
      'Lagging_Current_Power_Factor',
      'NSM',
      'WeekStatus',
    ];
    const mapping = proposed([
      heading,
      ...quarters(96 * 14, (minutes) => [date(minutes), '3.17', '2.95', '0', '0', '73.21', '900', 'Weekday']),
    ]);
    expect(mapping).toEqual({
      kind: 'readings',
      sheet: null,
      headerRow: 1,
      headerRows: 1,
      sourceId: 'source',
      decimalMark: '.',
      dateOrder: 'dmy',
      stamp: 'intervalEnd',
      intervalSeconds: 900,
      zone: 'Asia/Seoul',
      midnight: 'endsDate',
      time: { format: 'dateTime', columns: [0] },
      values: [
        { column: 1, pointId: 'active', unit: 'kWh', time: null },
        { column: 2, pointId: 'lagging', unit: 'kvarh', time: null },
        { column: 3, pointId: 'leading', unit: 'kvarh', time: null },
      ],
      meters: null,
      siteId: null,
      months: [],
    });
  });

  it("fits the utility's hours: the number of an hour is its end", () => {
    const rows = Array.from({ length: 72 }, (_, n) => [`2026-10-${two(1 + Math.floor(n / 24))}`, two((n % 24) + 1), '12.5']);
    expect(proposed([['일자', '시간대', '사용량'], ...rows])).toMatchObject({
      stamp: 'intervalEnd',
      intervalSeconds: 3600,
      midnight: 'asWritten',
      time: { format: 'dateAndHour', columns: [0, 1] },
      values: [{ column: 2, pointId: 'hourly', unit: 'kWh' }],
    });
    const clock = Array.from({ length: 72 }, (_, n) => [`2026-10-${two(1 + Math.floor(n / 24))}`, n % 24, '12.5']);
    expect(proposed([['일자', '시간대', '사용량'], ...clock])).toMatchObject({ stamp: 'intervalStart', time: { format: 'dateAndHour' } });
  });

  it("fits the utility's months", () => {
    const heading = ['연월', '계약전력', '요금적용전력', '사용전력량', '사용일수', '지상역률', '진상역률', '청구요금'];
    expect(
      proposed([
        heading,
        ['2026-09', '500', '430', '81,234', '30', '97', '100', '12,345,678'],
        ['2026-10', '500', '430', '80,001', '31', '97', '100', '12,000,000'],
      ]),
    ).toMatchObject({
      kind: 'utilityMonths',
      siteId: 'site',
      months: [
        'month',
        'contractDemandKw',
        'billingDemandKw',
        'energyKwh',
        'daysUsed',
        'laggingPowerFactorPercent',
        'leadingPowerFactorPercent',
        'chargeWon',
      ].map((field, column) => ({ column, field })),
    });
  });

  it.each([
    ['1 to 24', Array.from({ length: 24 }, (_, n) => n + 1), 'intervalEnd', '01:00', '24:00'],
    ['01시 to 24시', Array.from({ length: 24 }, (_, n) => `${two(n + 1)}시`), 'intervalEnd', '01:00', '24:00'],
    ['0시 to 23시', Array.from({ length: 24 }, (_, n) => `${n}시`), 'intervalStart', '00:00', '23:00'],
    ['stretches', Array.from({ length: 24 }, (_, n) => `${two(n)}:00~${two(n + 1)}:00`), 'intervalStart', '00:00', '23:00'],
  ])('fits a row a day, with hours from %s', (_, hours, stamp, first, last) => {
    const days = Array.from({ length: 5 }, (_day, n) => [`2026-10-0${n + 1}`, ...Array<Cell>(24).fill('1.5'), '36']);
    const mapping = proposed([['일자', ...hours, '합계'], ...days]);
    expect(mapping).toMatchObject({ time: { format: 'date', columns: [0] }, stamp, intervalSeconds: 3600 });
    expect(mapping.values).toHaveLength(24);
    expect([mapping.values[0], mapping.values[23]]).toEqual([
      { column: 1, pointId: 'hourly', unit: 'kWh', time: first },
      { column: 24, pointId: 'hourly', unit: 'kWh', time: last },
    ]);
  });

  it('fits 96 quarters of a day, the last of which is written 00:00', () => {
    const heads = Array.from({ length: 96 }, (_, n) => `${two(Math.floor(((n + 1) % 96) / 4))}:${two(((n + 1) % 4) * 15)}`);
    const mapping = proposed([
      ['일자', ...heads],
      ['2026-10-01', ...Array(96).fill(1)],
      ['2026-10-02', ...Array(96).fill(1)],
    ]);
    expect([mapping.values[0]?.time, mapping.values[95]?.time, mapping.stamp, mapping.intervalSeconds]).toEqual([
      '00:15',
      '24:00',
      'intervalEnd',
      900,
    ]);
  });

  it('fits rows of several meters, found by their names', () => {
    const rows = Array.from({ length: 48 }, (_, n) =>
      ['프레스', '가열로', '사출기'].map((name) => [name, `2026-10-0${1 + Math.floor(n / 24)} ${two(n % 24)}:00`, n]),
    ).flat();
    expect(proposed([['계량기', '일시', '전력량(kWh)'], ...rows])).toMatchObject({
      time: { columns: [1] },
      values: [{ column: 2, pointId: null, unit: 'kWh' }],
      meters: {
        column: 0,
        points: [
          { name: '프레스', pointId: 'press' },
          { name: '가열로', pointId: 'furnace' },
          { name: '사출기', pointId: null },
        ],
      },
    });
  });

  it('fits decimal commas, month first, and a date and a time in two cells', () => {
    const rows = Array.from({ length: 96 }, (_, n) => [`10/${1 + Math.floor(n / 4)}/2026`, `${n % 4}:00`, '1.234,5']);
    expect(proposed([['Date', 'Time', 'Energy MWh'], ...rows])).toMatchObject({
      decimalMark: ',',
      dateOrder: 'mdy',
      time: { format: 'dateAndTime', columns: [0, 1] },
      values: [{ column: 2, unit: 'MWh' }],
    });
  });

  it('tells day and month apart by the evenness of the steps where both fit', () => {
    const days = (text: (day: number) => string) =>
      proposed([['date', 'kWh'], ...Array.from({ length: 12 }, (_, n) => [`${text(n + 1)} 00:00`, '1'])]).dateOrder;
    expect(days((day) => `${day}/3/2026`)).toBe('dmy');
    expect(days((day) => `3/${day}/2026`)).toBe('mdy');
  });

  it("fits a spreadsheet's own dates and their 24:00", () => {
    const rows = quarters(192, (minutes) => [new WallCell(Date.UTC(2026, 9, 1) + minutes * 60_000), 1.5]);
    expect(proposed([['일시', '사용량'], ...rows])).toMatchObject({
      stamp: 'intervalEnd',
      midnight: 'asWritten',
      values: [{ pointId: 'active' }],
    });
    const texts = quarters(96, (minutes) => [
      minutes === 1440 ? '2026-10-01 24:00' : `2026-10-01 ${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`,
      1.5,
    ]);
    expect(proposed([['일시', '사용량'], ...texts])).toMatchObject({ stamp: 'intervalEnd', midnight: 'asWritten' });
  });

  it('leaves what it cannot know for the person to say', () => {
    const rows = quarters(10, (minutes) => [`2026-10-01 ${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`, 1]);
    const mapping = proposed([['일시', '사용량'], ...rows], {
      points: [point('a', { main: false }), point('b', { main: false })],
      sources: [],
      site: null,
    });
    expect(mapping).toMatchObject({ sourceId: null, zone: 'Asia/Seoul', values: [{ column: 1, pointId: null }] });
    expect(
      proposed([
        ['a', 'b'],
        ['x', 'y'],
      ]),
    ).toMatchObject({ kind: 'readings', values: [] });
    expect(proposed([])).toMatchObject({ headerRow: 0, values: [] });
  });
});
