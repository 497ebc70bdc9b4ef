import { type Cell, FaultyCell, WallCell } from '@maru/platform';
import type { DecimalMark } from './mapping';
import { numberOf } from './number-text';

describe('a number in a cell', () => {
  it.each([
    ['3.17', '.', '3.17'],
    [' 3.17 ', '.', '3.17'],
    ['1,234.5', '.', '1234.5'],
    ['1,234,567', '.', '1234567'],
    ['+7.50', '.', '7.5'],
    ['1e3', '.', '1000'],
    ['.5', '.', '.5'],
    [3.17, '.', '3.17'],
    [0, ',', '0'],
    ['3,17', ',', '3.17'],
    ['1.234,5', ',', '1234.5'],
    ['1 234,5', ',', '1234.5'],
    ['1\u00a0234', ',', '1234'],
    ['12345678901234567890.123456789012345678', '.', '12345678901234567890.123456789012345678'],
    ['3,17', '.', 'not-a-number'],
    ['1,23', '.', 'not-a-number'],
    ['1,2345', '.', 'not-a-number'],
    ['1.5', ',', 'not-a-number'],
    ['1 234', '.', 'not-a-number'],
    ['12 kWh', '.', 'not-a-number'],
    ['N/A', '.', 'not-a-number'],
    ['0x10', '.', 'not-a-number'],
    ['NaN', '.', 'not-a-number'],
    ['-1', '.', 'negative'],
    ['-0', '.', '0'],
    [-1, '.', 'negative'],
    ['1'.repeat(39), '.', 'too-long'],
    ['', '.', 'missing'],
    ['  ', ',', 'missing'],
    [undefined, '.', 'missing'],
    [null, '.', 'missing'],
    [true, '.', 'not-a-number'],
    [new WallCell(0), '.', 'not-a-number'],
    [new FaultyCell('error-value', '#N/A'), '.', 'error-value'],
    [new FaultyCell('formula-without-value', 'A1'), '.', 'formula-without-value'],
  ] as [Cell | undefined, DecimalMark, string][])('%p with %p is %s', (cell, mark, is) => {
    const number = numberOf(cell, mark);
    expect(number.ok ? number.text : number.code).toBe(is);
  });
});
