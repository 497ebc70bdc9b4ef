import { openCsv } from './csv-table';
import { headOf, type Table, type TableBytes } from './table';
import { type TableFaultCode, tableFault } from './table-fault';
import { openXlsx } from './xlsx-table';

const HEAD_BYTES = 4096;

/** How files begin that are no tables, or tables that need another form. */
const BEGINNINGS: readonly (readonly [TableFaultCode, readonly number[]])[] = [
  ['document', [0x25, 0x50, 0x44, 0x46]], // PDF
  ['document', [0x89, 0x50, 0x4e, 0x47]], // PNG
  ['document', [0xff, 0xd8, 0xff]], // JPEG
  ['packed', [0x1f, 0x8b]], // gzip
  ['packed', [0x37, 0x7a, 0xbc, 0xaf]], // 7z
  ['packed', [0x52, 0x61, 0x72, 0x21]], // RAR
  ['packed', [0x42, 0x5a, 0x68]], // bzip2
  ['packed', [0xfd, 0x37, 0x7a, 0x58, 0x5a]], // xz
];
const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0];
const ZIP = [0x50, 0x4b];

/**
 * Opens a file as a table by what it holds, whatever its name says.
 * @throws Problem that tells the person what to do, when it is none
 */
export async function openTable(bytes: TableBytes): Promise<Table> {
  if (bytes.length === 0) throw tableFault('empty');
  const head = await headOf(bytes, HEAD_BYTES);
  const begins = (beginning: readonly number[]) => beginning.every((byte, at) => head[at] === byte);
  if (begins(COMPOUND)) throw tableFault((await holds(bytes, Buffer.from('EncryptedPackage', 'utf16le'))) ? 'encrypted' : 'legacy-xls');
  if (begins(ZIP)) return openXlsx(bytes);
  const other = BEGINNINGS.find(([, beginning]) => begins(beginning));
  if (other) throw tableFault(other[0]);
  if (/^\s*<(?:!doctype|html|head|meta|table|\?xml|style|body|\w+:?workbook)/i.test(textOf(head))) throw tableFault('web-page');
  return openCsv(bytes);
}

/** Enough of the beginning to tell a mark-up language by. */
function textOf(head: Buffer): string {
  if (head[0] === 0xff && head[1] === 0xfe) return head.subarray(2).toString('utf16le');
  return head.toString('latin1').replace(/^\u00ef\u00bb\u00bf/, '');
}

async function holds(bytes: TableBytes, wanted: Buffer): Promise<boolean> {
  let before: Buffer = Buffer.alloc(0);
  for await (const chunk of bytes.from(0)) {
    const joined = Buffer.concat([before, chunk]);
    if (joined.includes(wanted)) return true;
    before = joined.subarray(-wanted.length);
  }
  return false;
}
