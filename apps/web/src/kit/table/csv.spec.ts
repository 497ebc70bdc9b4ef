import type { CellValue } from './column';
import { csvOf } from './csv';

const file = (rows: CellValue[][], notes: string[] = []) => ({
  name: '목록',
  sheet: '목록',
  notes,
  columns: (rows[0] ?? []).map((_, index) => ({ title: `열 ${index + 1}`, digits: 0 })),
  rows,
});

describe('csvOf', () => {
  it('begins with the mark that Excel needs, then notes, titles and rows', () => {
    expect(csvOf(file([['압연, 1호', 1.5, null]], ['일부']))).toBe('\uFEFF일부\r\n열 1,열 2,열 3\r\n"압연, 1호",1.5,\r\n');
  });

  it('writes a time as its wall clock', () => {
    expect(csvOf(file([[{ wall: '2018-11-22 09:45:00', text: '11월 22일' }]]))).toContain('2018-11-22 09:45:00\r\n');
  });

  it('lets no text become a formula, and leaves negative numbers numbers', () => {
    expect(csvOf(file([['=HYPERLINK("x")', '+82', '-1', '@a', -1]]))).toContain(`"'=HYPERLINK(""x"")",'+82,'-1,'@a,-1\r\n`);
  });
});
