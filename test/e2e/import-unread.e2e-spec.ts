import { XlsxWriter } from '@maru/platform';
import type { ReadingImportItem } from '../../libs/fems/src/importing/reading-imports.dto';
import { ImportScene } from './import/import-scene';

const csv = (...lines: string[]) => `${lines.join('\r\n')}\r\n`;
const two = (value: number) => String(value).padStart(2, '0');
const hours = (count: number, value: (n: number) => string = (n) => String(n)) =>
  Array.from({ length: count }, (_, n) => `2026-10-${two(1 + Math.floor(n / 24))} ${two(n % 24)}:00,${value(n)}`);

/** Whatever of a file does not become a reading is refused by its row, or told. */
describe('what of a file is not read', () => {
  let scene: ImportScene;
  let sourceId: string;
  beforeAll(async () => {
    scene = await ImportScene.start();
  });
  afterAll(() => scene.close());
  beforeEach(async () => {
    await scene.organisation();
    await scene.point({ intervalSeconds: 3600 });
    sourceId = await scene.source('intervalStart');
  });

  const told = ({ findings }: ReadingImportItem) => findings?.map(({ code, count, row }) => [code, count, row]);

  it.each([
    ['a date that is none', '2026-13-01 00:30,7'],
    ['an error of a spreadsheet', '#REF!,7'],
    ['a dash', '-,7'],
    ['nothing', ',7'],
    ['a word', '합계,7'],
  ])('is no first row of data with %s in place of its date: it is refused', async (_, row) => {
    const checked = await scene.check(csv('일시,사용량', row, ...hours(20)), 'readings.csv', sourceId);
    expect(checked).toMatchObject({ mapping: { headerRow: 1 }, counts: { rows: 21, accepted: 20, refused: 1 }, findings: [] });
    expect(checked.firstFaults).toMatchObject([{ row: 2, column: 0 }]);
  });

  it('is a row that cannot be told from a heading, and that is said', async () => {
    const checked = await scene.check(csv('합계,7', ...hours(20)), 'readings.csv', sourceId);
    expect(told(checked)).toEqual([['heading-figures', 1, 1]]);
    expect((await scene.map(checked, { headerRow: 0, headerRows: 0 })).counts).toMatchObject({ rows: 21, accepted: 20, refused: 1 });
  });

  it('is a number whose thousands are parted by the comma of the cells: its row is refused', async () => {
    const checked = await scene.check(
      csv('일시,사용량', ...hours(20, (n) => (n % 10 === 9 ? `1,2${two(n)}.5` : '999.5'))),
      'readings.csv',
      sourceId,
    );
    expect(checked.counts).toMatchObject({ rows: 20, accepted: 18, refused: 2 });
    expect(checked.firstFaults).toMatchObject([
      { row: 11, column: 1, code: 'split-number' },
      { row: 21, column: 1, code: 'split-number' },
    ]);
    const applied = await scene.apply(checked);
    expect(await scene.file(applied.refusedFileId as string)).toContain('따옴표로 묶거나');
    expect(applied.counts).toEqual(checked.counts);
  });

  it('is what stands beyond the last name of the heading, and rows above it', async () => {
    const rows = hours(20).map((row, n) => (n === 4 ? `${row},점검` : `${row},`));
    const checked = await scene.check(
      csv('고객번호,0123456789', '출력일,2026-11-20', '', '일시,사용량', ...rows),
      'readings.csv',
      sourceId,
    );
    expect(checked.counts).toMatchObject({ rows: 20, accepted: 20, refused: 0 });
    expect(told(checked)).toEqual([
      ['unnamed-cells', 1, 9],
      ['rows-above', 2, 1],
    ]);
    expect(told(await scene.apply(checked))).toEqual(told(checked));
  });

  it('is what a file may have lost that ends in the middle of a row', async () => {
    const whole = csv('일시,사용량', ...hours(20, (n) => `${n}.25`));
    expect(told(await scene.check(whole, 'whole.csv', sourceId))).toEqual([]);
    const cut = await scene.check(whole.slice(0, whole.lastIndexOf('.')), 'cut.csv', sourceId);
    expect(cut.counts).toMatchObject({ rows: 20, accepted: 20 });
    expect(told(cut)).toEqual([['open-end', 1, 21]]);
  });

  it('is every sheet of a workbook but one, those without rows apart', async () => {
    const chunks: Uint8Array[] = [];
    const writer = new XlsxWriter(async (bytes) => {
      chunks.push(Buffer.from(bytes));
    }, new Date());
    const columns = ['일시', '사용량'].map((heading) => ({ heading, width: 12 }));
    for (const month of [1, 2]) {
      writer.begin(`${month}월`, columns);
      for (let n = 0; n < 5; n++) await writer.row([`2026-0${month}-01 ${two(n)}:00`, n]);
    }
    writer.begin('메모', []);
    await writer.end();
    const file = Buffer.concat(chunks);
    const checked = await scene.check(file, 'two.xlsx', sourceId);
    expect(checked).toMatchObject({ mapping: { sheet: '1월' }, counts: { rows: 5, accepted: 5 } });
    expect(told(checked)).toEqual([['other-sheets', 1, null]]);
  });
});
