import { Problem } from '@maru/kernel';
import { bytesOf } from '../testing/memory-file';
import { workbookFile, zipFile } from '../testing/zip-file';
import { openTable } from './open-table';
import { cellText, FaultyCell, type TableRow, WallCell } from './table';

async function rowsOf(file: Buffer, sheet?: string): Promise<TableRow[]> {
  const table = await openTable(bytesOf(file, 1000));
  const rows: TableRow[] = [];
  for await (const batch of table.rows(sheet)) rows.push(...batch);
  return rows;
}

async function refusal(file: Buffer): Promise<string> {
  try {
    await rowsOf(file);
    return 'read';
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return error.detail?.en ?? '';
  }
}

const cells = (row: TableRow) => [...row.cells].map(cellText);

describe('a workbook', () => {
  it('gives what its cells hold: numbers, texts, dates, saved results of formulas', async () => {
    const file = workbookFile(
      `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="D1" t="inlineStr"><is><r><t>in</t></r><r><t xml:space="preserve">line </t></r></is></c></row>
       <row r="3"><c r="A3" s="1"><v>43101.010416666664</v></c><c r="B3"><v>3.1699999999999999</v></c><c r="C3"><f>B3*2</f><v>6.34</v></c><c r="D3" t="str"><f>"a"</f><v>a &amp; b</v></c><c r="E3" t="b"><v>1</v></c></row>
       <row><c s="2"><v>0.25</v></c><c s="2"><v>1</v></c><c t="d"><v>2018-01-01T00:15:00</v></c></row>`,
      {
        styles:
          '<numFmts><numFmt numFmtId="165" formatCode="[h]:mm"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="22"/><xf numFmtId="165"/></cellXfs>',
        texts: '<si><t>일시</t></si><si><r><t>사용</t></r><r><t>량</t></r><rPh><t>nothing</t></rPh></si>',
      },
    );
    const rows = await rowsOf(file);
    expect(rows.map(({ number }) => number)).toEqual([1, 3, 4]);
    expect(rows.map(cells)).toEqual([
      ['일시', '사용량', '', 'inline '],
      ['2018-01-01 00:15', '3.17', '6.34', 'a & b', 'true'],
      ['06:00', '24:00', '2018-01-01T00:15:00'],
    ]);
    expect(rows[1].cells[0]).toEqual(new WallCell(Date.UTC(2018, 0, 1, 0, 15)));
    expect((rows[2].cells[1] as WallCell).timeMs).toBe(86_400_000);
  });

  it('counts days from 1904 where it says so', async () => {
    const file = workbookFile('<row r="1"><c r="A1" s="0"><v>41639.5</v></c></row>', {
      properties: '<workbookPr date1904="1"/>',
      styles: '<cellXfs><xf numFmtId="22"/></cellXfs>',
    });
    expect(cells((await rowsOf(file))[0])).toEqual(['2018-01-01 12:00']);
  });

  it('names the cells that have no value: a formula that was never worked out, an error', async () => {
    const file = workbookFile(
      '<row r="1"><c r="A1"><f>SUM(B:B)</f></c><c r="B1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="C1" t="e"><v>#N/A</v></c><c r="D1" s="3"/></row>',
    );
    expect([...(await rowsOf(file))[0].cells]).toEqual([
      new FaultyCell('formula-without-value', 'SUM(B:B)'),
      new FaultyCell('error-value', '#DIV/0!'),
      new FaultyCell('error-value', '#N/A'),
    ]);
  });

  it('leaves what a formula has beyond 15 digits', async () => {
    const file = workbookFile('<row r="1"><c r="A1"><v>0.30000000000000004</v></c><c r="B1"><v>123456789012345</v></c></row>');
    expect([...(await rowsOf(file))[0].cells]).toEqual([0.3, 123_456_789_012_345]);
  });

  it('understands prefixed names and absolute targets', async () => {
    const relations = (inside: string) => `<p:Relationships xmlns:p="x">${inside}</p:Relationships>`;
    const file = zipFile({
      '_rels/.rels': relations(
        '<p:Relationship Id="a" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="/xl/book.xml"/>',
      ),
      'xl/book.xml':
        '<x:workbook xmlns:x="m" xmlns:rel="r"><x:sheets><x:sheet name="First" rel:id="s2"/><x:sheet name="표 &amp; 값" rel:id="s1"/></x:sheets></x:workbook>',
      'xl/_rels/book.xml.rels': relations(
        '<p:Relationship Id="s1" Type="http://x/worksheet" Target="/xl/sheets/one.xml"/><p:Relationship Id="s2" Type="http://x/worksheet" Target="../xl/sheets/two.xml"/>',
      ),
      'xl/sheets/one.xml': '<x:worksheet><x:sheetData><x:row><x:c><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>',
      'xl/sheets/two.xml': '<x:worksheet><x:sheetData><x:row><x:c><x:v>2</x:v></x:c></x:row></x:sheetData></x:worksheet>',
    });
    expect((await openTable(bytesOf(file))).sheets).toEqual(['First', '표 & 값']);
    expect((await rowsOf(file)).map(cells)).toEqual([['2']]);
    expect((await rowsOf(file, '표 & 값')).map(cells)).toEqual([['1']]);
  });

  const good = workbookFile('<row r="1"><c r="A1"><v>1</v></c></row>'.repeat(1), { texts: '<si><t>x</t></si>' });

  it.each([
    ['cut in half', good.subarray(0, good.length / 2), /cut off or damaged/],
    ['cut by one byte', good.subarray(0, good.length - 1), /cut off or damaged/],
    ['locked', workbookFile('', { options: { encrypted: true } }), /password/],
    [
      'said to be shorter than it is',
      workbookFile('<row/>'.repeat(9), { options: { saidBytes: { 'xl/worksheets/sheet1.xml': 20 } } }),
      /too large once unpacked/,
    ],
    ['said to be longer than it is', workbookFile('<row/>', { options: { saidBytes: { 'xl/worksheets/sheet1.xml': 9_999 } } }), /damaged/],
    [
      'said to be endless',
      workbookFile('<row/>', { options: { saidBytes: { 'xl/worksheets/sheet1.xml': 4_200_000_000, 'xl/workbook.xml': 900_000_000 } } }),
      /too large/,
    ],
    ['a zip of something else', zipFile({ 'readings.csv': 'a,b' }), /Unpack/],
    ['a text document', zipFile({ 'word/document.xml': '<w/>' }), /PDF, a picture or a document/],
    ['an OpenDocument', zipFile({ mimetype: 'x', 'content.xml': '<x/>' }), /\.ods/],
    ['a binary workbook', zipFile({ 'xl/workbook.bin': 'x' }), /\.xlsb/],
    ['without a sheet', zipFile({ 'xl/workbook.xml': '<workbook/>' }), /no sheet/],
    ['a sheet that breaks off', workbookFile('<row r="1"><c r="A1"><v>1</v></c'), /damaged/],
    ['a sheet with a document type', workbookFile('<!DOCTYPE x><row/>'), /damaged/],
    ['rows out of order', workbookFile('<row r="2"/><row r="1"/>'), /damaged/],
    ['a row without end', workbookFile('<row r="1048577"/>'), /damaged/],
    ['a cell nowhere', workbookFile('<row r="1"><c r="1A"><v>1</v></c></row>'), /damaged/],
    ['a column far away', workbookFile('<row r="7"><c r="XFD7"><v>1</v></c></row>'), /Row 7 has more than 500 columns/],
    ['no UTF-8', workbookFile('<row r="1"><c r="A1" t="str"><v>\udc00</v></c></row>'), /read/],
  ])('that is %s is refused with what to do', async (_, file, said) => {
    expect(await refusal(file as Buffer)).toMatch(said);
  });

  it('is never read as something else when a byte of it changes', async () => {
    const whole = (await rowsOf(good)).map(cells);
    for (let at = 0; at < good.length; at++) {
      const changed = Buffer.from(good);
      changed[at] ^= 0x15;
      // A byte that nobody reads may change; nothing that is read may.
      try {
        expect((await rowsOf(changed)).map(cells)).toEqual(whole);
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
      }
    }
    // As many files are read as this one has bytes.
  }, 60_000);
});
