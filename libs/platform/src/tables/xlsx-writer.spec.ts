import { createHash } from 'node:crypto';
import { Workbook } from 'exceljs';
import { type SheetCell, XlsxWriter } from './xlsx-writer';

const DATED = new Date('2026-11-30T15:00:00Z');

/** A book of two sheets, the second of which was written first; the sink takes its time where `wait` says so. */
async function book(rows: number, wait: () => Promise<void> = async () => undefined): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  const writer = new XlsxWriter(async (bytes) => {
    chunks.push(bytes);
    await wait();
  }, DATED);
  writer.begin('rows', [{ heading: '이름', width: 20 }, { heading: 'at', width: 24, format: 'yyyy-mm-dd hh:mm:ss.000' }, { width: 8 }]);
  for (let n = 0; n < rows; n++) await writer.row([`이름 ${n} <&"'> =1+1`, new Date(Date.UTC(2026, 10, 1, 0, 0, n, 7)), n]);
  writer.begin('summary', [{ width: 10 }, { width: 10, format: '#,##0' }]);
  await writer.row(['total', rows], { bold: true });
  await writer.row([null, null]);
  await writer.end({ lastFirst: true });
  return Buffer.concat(chunks);
}

async function read(bytes: Buffer): Promise<Workbook> {
  const workbook = new Workbook();
  await workbook.xlsx.load(bytes as unknown as ArrayBuffer);
  return workbook;
}

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
/** Everything that tells or keeps time but Date. */
const NOT_THE_CALENDAR = ['hrtime', 'nextTick', 'performance', 'queueMicrotask', 'setImmediate', 'setInterval', 'setTimeout'] as const;
const later = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('XlsxWriter', () => {
  it('writes what is read back: sheets in their order, texts, times to the millisecond, numbers and their formats', async () => {
    const workbook = await read(await book(3));
    expect(workbook.worksheets.map(({ name }) => name)).toEqual(['summary', 'rows']);
    const rows = workbook.getWorksheet('rows');
    const cells: SheetCell[][] = [];
    rows?.eachRow((row) => cells.push((row.values as SheetCell[]).slice(1)));
    expect(cells).toEqual([
      ['이름', 'at'],
      ['이름 0 <&"\'> =1+1', new Date('2026-11-01T00:00:00.007Z'), 0],
      ['이름 1 <&"\'> =1+1', new Date('2026-11-01T00:00:01.007Z'), 1],
      ['이름 2 <&"\'> =1+1', new Date('2026-11-01T00:00:02.007Z'), 2],
    ]);
    expect(rows?.getCell('B2').numFmt).toBe('yyyy-mm-dd hh:mm:ss.000');
    expect(rows?.getCell('A1').font.bold).toBe(true);
    expect(workbook.getWorksheet('summary')?.getCell('B1').value).toBe(3);
    expect(workbook.getWorksheet('summary')?.getCell('B1').numFmt).toBe('#,##0');
  });

  it('is the same bytes whenever it is written and however fast they are taken', async () => {
    let calls = 0;
    const once = hashOf(await book(4_000));
    jest.useFakeTimers({ now: Date.UTC(2031, 0, 1), doNotFake: [...NOT_THE_CALENDAR] });
    const slowly = hashOf(await book(4_000, async () => (++calls % 3 === 0 ? later() : undefined)));
    jest.useRealTimers();
    expect(slowly).toBe(once);
  });

  it('waits for the sink: a few thousand rows are on their way, not all', async () => {
    let taken = 0;
    const gate = Promise.withResolvers<void>();
    const writer = new XlsxWriter(async (bytes) => {
      taken += bytes.length;
      await gate.promise;
    }, DATED);
    writer.begin('rows', [{ heading: 'text', width: 10 }]);
    let written = 0;
    const writing = (async () => {
      // Texts that do not shrink, so that the deflater has something to give out.
      for (; written < 40_000; written++) await writer.row([createHash('md5').update(String(written)).digest('base64'), 'x'.repeat(100)]);
      await writer.end();
    })();
    let before = -1;
    while (before !== written || written === 0) {
      before = written;
      for (let turn = 0; turn < 200; turn++) await later();
    }
    expect(written).toBeLessThan(20_000);
    expect(taken).toBeLessThan(1024 * 1024);
    gate.resolve();
    await writing;
    expect(written).toBe(40_000);
  });

  it('throws what the sink throws, to whoever writes the next rows or ends the file', async () => {
    const failing = () => new XlsxWriter(() => Promise.reject(new Error('no room')), DATED);
    const rows = failing();
    rows.begin('rows', [{ heading: 'n', width: 10 }]);
    const write = async () => {
      for (let n = 0; n < 1_000_000; n++) await rows.row([createHash('md5').update(String(n)).digest('base64')]);
    };
    await expect(write()).rejects.toThrow('no room');
    const ended = failing();
    ended.begin('rows', [{ heading: 'n', width: 10 }]);
    await expect(ended.end()).rejects.toThrow('no room');
  });
});
