import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipOptions {
  /** What the directory says instead of the true length, by name. */
  readonly saidBytes?: Readonly<Record<string, number>>;
  readonly encrypted?: boolean;
}

/** A zip file of these parts, as plain as can be: for files that no writer of ours would make. */
export function zipFile(
  parts: Readonly<Record<string, string | Uint8Array>>,
  { saidBytes = {}, encrypted = false }: ZipOptions = {},
): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, content] of Object.entries(parts)) {
    const bytes = Buffer.from(content as Uint8Array);
    const packed = deflateRawSync(bytes, { level: 1 });
    const header = Buffer.alloc(30);
    header.writeUInt32LE(0x04034b50, 0);
    header.writeUInt16LE(encrypted ? 1 : 0, 6);
    header.writeUInt16LE(8, 8);
    sizes(header, 14, bytes, packed, saidBytes[name]);
    header.writeUInt16LE(Buffer.byteLength(name), 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(encrypted ? 1 : 0, 8);
    entry.writeUInt16LE(8, 10);
    sizes(entry, 16, bytes, packed, saidBytes[name]);
    entry.writeUInt16LE(Buffer.byteLength(name), 28);
    entry.writeUInt32LE(at, 42);
    directory.push(entry, Buffer.from(name));
    bodies.push(header, Buffer.from(name), packed);
    at += 30 + Buffer.byteLength(name) + packed.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Object.keys(parts).length, 8);
  end.writeUInt16LE(Object.keys(parts).length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...bodies, listed, end]);
}

function sizes(header: Buffer, at: number, bytes: Buffer, packed: Buffer, said: number | undefined): void {
  header.writeUInt32LE(crc32(bytes), at);
  header.writeUInt32LE(packed.length, at + 4);
  header.writeUInt32LE(said ?? bytes.length, at + 8);
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';

/** A workbook with one sheet, whose rows are written out as XML. */
export function workbookFile(
  rows: string,
  more: { styles?: string; texts?: string; properties?: string; name?: string; options?: ZipOptions } = {},
): Buffer {
  const relation = (id: string, type: string, target: string) => `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
  const parts: Record<string, string> = {
    '_rels/.rels': `<Relationships xmlns="${PACKAGE}">${relation('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}">${more.properties ?? ''}<sheets><sheet name="${more.name ?? 'Sheet1'}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}">${relation('rId1', 'worksheet', 'worksheets/sheet1.xml')}${relation('rId2', 'styles', 'styles.xml')}${relation('rId3', 'sharedStrings', 'sharedStrings.xml')}</Relationships>`,
    'xl/worksheets/sheet1.xml': `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="${MAIN}"><sheetData>${rows}</sheetData></worksheet>`,
  };
  if (more.styles !== undefined) parts['xl/styles.xml'] = `<styleSheet xmlns="${MAIN}">${more.styles}</styleSheet>`;
  if (more.texts !== undefined) parts['xl/sharedStrings.xml'] = `<sst xmlns="${MAIN}">${more.texts}</sst>`;
  return zipFile(parts, more.options);
}
