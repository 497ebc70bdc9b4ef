import { Problem } from '@maru/kernel';
import fc from 'fast-check';
import { bytesOf } from '../testing/memory-file';
import { csvRecord } from './csv-writer';
import { openTable } from './open-table';
import { cellText } from './table';

async function textsOf(content: Uint8Array | string, pieceBytes?: number): Promise<string[][]> {
  const table = await openTable(bytesOf(content, pieceBytes));
  const rows: string[][] = [];
  for await (const batch of table.rows()) for (const { cells } of batch) rows.push(cells.map(cellText));
  return rows;
}

async function refusal(content: Uint8Array | string): Promise<string> {
  try {
    await textsOf(content, 4096);
    return 'read';
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    expect(error.type.type).toBe('platform/table-unreadable');
    expect(error.detail?.ko).not.toContain('{}');
    return error.detail?.en ?? '';
  }
}

/** `일시,사용량` and a row, in EUC-KR. */
const EUC_KR = Buffer.from([0xc0, 0xcf, 0xbd, 0xc3, 0x2c, 0xbb, 0xe7, 0xbf, 0xeb, 0xb7, 0xae, 0x0a, 0x31, 0x2c, 0x32, 0x0a]);

describe('a text file', () => {
  const korean = '일시,사용량\r\n2018-01-01 00:15,3.17\r\n';
  const rows = [
    ['일시', '사용량'],
    ['2018-01-01 00:15', '3.17'],
  ];

  it('is read in whatever it is written', async () => {
    expect(await textsOf(korean)).toEqual(rows);
    expect(await textsOf(`\ufeff${korean}`)).toEqual(rows);
    expect(await textsOf(Buffer.from(`\ufeff${korean}`, 'utf16le'))).toEqual(rows);
    expect(await textsOf(Buffer.from(`\ufeff${korean}`, 'utf16le').swap16())).toEqual(rows);
    expect(await textsOf(EUC_KR)).toEqual([
      ['일시', '사용량'],
      ['1', '2'],
    ]);
    // 0x8C63 is of CP949 alone, the extension that Korean Windows writes.
    expect(await textsOf(Buffer.concat([Buffer.from('a,b\n'), Buffer.from([0x8c, 0x63]), Buffer.from(',1\n')]))).toEqual([
      ['a', 'b'],
      ['똠', '1'],
    ]);
  });

  it('is looked at to its end: the first Korean letter may be the last', async () => {
    const ascii = 'a,b\n'.repeat(20_000);
    const table = await openTable(bytesOf(Buffer.concat([Buffer.from(ascii), EUC_KR]), 4096));
    expect(table.encoding).toBe('euc-kr');
  });

  it.each([
    ['a,b\n1,2\n', ','],
    ['a;b\n1,5;2,5\n3,5;4,5\n', ';'],
    ['a\tb, c\n1\t2\n', '\t'],
    ['a|b\n1|2\n', '|'],
    ['"a;b;c",d\n"1;2;3",4\n', ','],
    ['일시;사용량;비고\n1;1,5;\n2;2,5;;x\n3;3,5\n4;4,5;a,b\n', ';'],
    ['a\n1\n2\n', ','],
    ['Report; of; 2018\n\na,b,c\n1,2,3\n4,5,6\n', ','],
  ])('is parted by what stands in most of its lines: %j', async (text, delimiter) => {
    expect((await openTable(bytesOf(text))).delimiter).toBe(delimiter);
  });

  it('counts rows as a spreadsheet does, empty ones too, whatever ends them', async () => {
    const table = await openTable(bytesOf('a,b\r\n\r\n1,2\n3,4\r5,6'));
    const numbers: number[] = [];
    for await (const batch of table.rows()) numbers.push(...batch.map(({ number }) => number));
    expect(numbers).toEqual([1, 2, 3, 4, 5]);
    expect(await textsOf('a,b\r\n\r\n1,2\n3,4\r5,6')).toEqual([['a', 'b'], [''], ['1', '2'], ['3', '4'], ['5', '6']]);
  });

  it('comes out as it was written, in pieces of any length', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '1', ',', ';', '"', ' ', '가', '😀', '.'), minLength: 1, maxLength: 6 });
    const table = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(table, fc.integer({ min: 1, max: 50 }), async (rows, pieceBytes) => {
        // A heading says which character parts the cells.
        const written = [['date', 'kWh', 'note'], ...rows];
        expect(await textsOf(written.map((cells) => csvRecord([...cells])).join(''), pieceBytes)).toEqual(
          written.map((cells) => [...cells]),
        );
      }),
    );
  });

  it.each([
    ['', /empty/],
    [Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), /\.xls\).*Save As.*\.xlsx/],
    [Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.alloc(5000), Buffer.from('EncryptedPackage', 'utf16le')]), /password/],
    ['\n <html><body><table><tr><td>1</td></tr></table></body></html>', /web page/],
    ['\ufeff<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>', /web page/],
    ['%PDF-1.7 …', /PDF/],
    [Buffer.from([0x1f, 0x8b, 8, 0]), /Unpack/],
    [Buffer.from([0x61, 0, 0x62, 0x2c]), /UTF-8/],
    [Buffer.from([0x61, 0xff, 0xff, 0x0a]), /UTF-8/],
    [Buffer.concat([Buffer.from('\ufeff가', 'utf16le'), Buffer.from([0x41])]), /UTF-8/],
    ['a,b\n1,"2\n3,4\n5,6\n', /row 2 is never closed/],
    ['a,b\n1,"2\n3,4\n5,6"\n7,8\n', /row 2 swallows/],
    [`a,b\n1,"${'x'.repeat(1_100_000)}`, /Row 2 is too long/],
    [`${Array(501).fill('a').join(',')}\n`, /Row 1 has more than 500 columns/],
  ])('that cannot be read is refused with what to do: %#', async (content, said) => {
    expect(await refusal(content)).toMatch(said);
  });

  it('may hold a line break in a cell', async () => {
    expect(await textsOf('a,b,c\n1,2,"two\nlines"\n')).toEqual([
      ['a', 'b', 'c'],
      ['1', '2', 'two\nlines'],
    ]);
  });
});
