import type { Column } from './column';
import { fileOf } from './file';

interface Row {
  name: string;
  energyKwh: number | null;
  simulated: boolean;
}

const columns: Column<Row>[] = [
  { key: 'name', title: '이름', value: ({ name }) => name },
  { key: 'energy', title: '전력량', value: ({ energyKwh }) => energyKwh, digits: 2 },
  { key: 'keys', title: '할 일', render: () => null },
];
const words = { simulated: '모의', simulatedTitle: '구분', partial: '일부', partialNote: '불러온 것만' };
const real: Row[] = [
  { name: '1호', energyKwh: 1.5, simulated: false },
  { name: '2호', energyKwh: null, simulated: false },
];
const made = (rows: Row[], more: { isPartial?: boolean; label?: string; across?: (row: Row) => string | null } = {}) =>
  fileOf({
    label: more.label ?? '계량기 목록',
    columns,
    rows,
    isSimulated: ({ simulated }) => simulated,
    across: more.across,
    isPartial: more.isPartial ?? false,
    words,
    now: '2026-11-27T09:05:00+09:00',
  });

describe('fileOf', () => {
  it('holds what is said, not what is for the eye alone', () => {
    expect(made(real)).toEqual({
      name: '계량기_목록_2026-11-27_0905',
      sheet: '계량기 목록',
      notes: [],
      columns: [
        { title: '이름', digits: 0 },
        { title: '전력량', digits: 2 },
      ],
      rows: [
        ['1호', 1.5],
        ['2호', null],
      ],
    });
  });

  it('holds apart what one cell shows together, and says first what its figures need', () => {
    const split: Column<Row>[] = [
      { key: 'both', title: '둘', value: ({ name }) => name, inFile: [columns[0], { ...columns[1], title: '전력량(kWh)' }] },
      { key: 'mark', title: '구분', value: () => '실제', inFile: [] },
    ];
    const simulated = { isSimulated: () => false, isPartial: false, words, now: '2026-11-27T09:05:00+09:00' };
    const { columns: titles, rows, notes } = fileOf({ label: '목록', columns: split, rows: real, notes: ['11월 27일 현재'], ...simulated });
    expect([titles.map(({ title }) => title), rows, notes]).toEqual([
      ['이름', '전력량(kWh)'],
      real.map(({ name, energyKwh }) => [name, energyKwh]),
      ['11월 27일 현재'],
    ]);
  });

  it('marks what is simulated in every such row, in the name of the file and on the sheet', () => {
    const file = made([...real, { name: '3호', energyKwh: 2, simulated: true }]);
    expect(file.name).toContain('_모의_');
    expect(file.sheet).toBe('모의 계량기 목록');
    expect(file.columns[0].title).toBe('구분');
    expect(file.rows.map(([mark]) => mark)).toEqual([null, null, '모의']);
  });

  it('says of a part of a list that it is one, in its name and before its first row', () => {
    const file = made(real, { isPartial: true });
    expect(file.name).toContain('_일부_');
    expect(file.notes).toEqual(['불러온 것만']);
  });

  it('keeps the sentence of a row that is no entry', () => {
    expect(made(real, { across: ({ name }) => (name === '2호' ? '여기는 모릅니다.' : null) }).rows[1]).toEqual(['여기는 모릅니다.', null]);
  });

  it('has names that Windows and Excel take, whatever the list is called', () => {
    const { name, sheet } = made(real, { label: `A/B: [1호] "수'전" <?*|> ${'가'.repeat(60)}` });
    expect(name).not.toMatch(/[\\/:*?"<>|[\]\s]/);
    expect(sheet).not.toMatch(/[\\/:*?[\]']/);
    expect(sheet.length).toBeLessThanOrEqual(31);
  });
});
