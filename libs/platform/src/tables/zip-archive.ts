import { pipeline, Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import { headOf, type TableBytes } from './table';
import { tableFault } from './table-fault';

const DIRECTORY_END = 0x06054b50;
const DIRECTORY_END_64 = 0x06064b50;
const DIRECTORY_LOCATOR_64 = 0x07064b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
const ENTRIES_MAX = 10_000;
const DIRECTORY_BYTES_MAX = 4 * 1024 * 1024;
const UNPACKED_BYTES_MAX = 4 * 1024 ** 3;
const INFLATE_BYTES = 64 * 1024;
const FULL_16 = 0xffff;
const FULL_32 = 0xffffffff;

interface ZipEntry {
  readonly name: string;
  readonly encrypted: boolean;
  /** 0: as it is, 8: deflated. */
  readonly method: number;
  readonly crc32: number;
  readonly packedBytes: number;
  readonly bytes: number;
  readonly headerAt: number;
}

/**
 * A zip file by the directory at its end, which says of every part where it lies and how long it is. So a file that was cut off is known
 * before anything of it is read, and a part that unpacks to more than was said, or to something else, is refused (PKWARE APPNOTE 4.3).
 */
export class ZipArchive {
  private constructor(
    private readonly bytes: TableBytes,
    private readonly entries: ReadonlyMap<string, ZipEntry>,
  ) {}

  /** @throws Problem when it is cut off, damaged, locked, or larger inside than is bearable */
  static async open(bytes: TableBytes): Promise<ZipArchive> {
    const entries = readEntries(await readDirectory(bytes));
    if ([...entries.values()].some(({ encrypted }) => encrypted)) throw tableFault('encrypted');
    let unpacked = 0;
    for (const entry of entries.values()) unpacked += entry.bytes;
    if (unpacked > UNPACKED_BYTES_MAX) throw tableFault('too-much-inside');
    return new ZipArchive(bytes, entries);
  }

  has(name: string): boolean {
    return this.entries.has(name);
  }

  /** Bytes of a part when it is unpacked. */
  lengthOf(name: string): number {
    return this.entries.get(name)?.bytes ?? 0;
  }

  get names(): string[] {
    return [...this.entries.keys()];
  }

  /**
   * The unpacked bytes of one part.
   * @throws Problem when they are not what the directory says
   */
  async *read(name: string): AsyncGenerator<Buffer> {
    const entry = this.entries.get(name);
    if (!entry) throw tableFault('damaged', name);
    if (entry.method !== 0 && entry.method !== 8) throw tableFault('damaged', name);
    const start = await this.dataStart(entry);
    const packed = slice(this.bytes, start, entry.packedBytes);
    let sum = 0;
    let length = 0;
    for await (const chunk of entry.method === 8 ? inflated(packed, name) : packed) {
      length += chunk.length;
      if (length > entry.bytes) throw tableFault('too-much-inside');
      sum = crc32(chunk, sum);
      yield chunk;
    }
    if (length !== entry.bytes || sum !== entry.crc32) throw tableFault('damaged', name);
  }

  /** The name and what else stands before the data are as long as the local header says, which need not be what the directory says. */
  private async dataStart({ headerAt, name }: ZipEntry): Promise<number> {
    const header = await headOf(this.bytes, 30, headerAt);
    if (header.length < 30 || header.readUInt32LE(0) !== LOCAL_HEADER) throw tableFault('damaged', name);
    return headerAt + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  }
}

async function* inflated(packed: AsyncIterable<Buffer>, name: string): AsyncGenerator<Buffer> {
  // A failure of either side ends the other, and comes out where the chunks are awaited.
  const inflate = pipeline(
    Readable.from(packed, { objectMode: true, highWaterMark: 1 }),
    createInflateRaw({ chunkSize: INFLATE_BYTES }),
    () => undefined,
  );
  try {
    for await (const chunk of inflate) yield chunk as Buffer;
  } catch (error) {
    throw /^Z_|^ERR_/.test((error as { code?: string }).code ?? '') ? tableFault('damaged', name) : error;
  }
}

async function readDirectory(bytes: TableBytes): Promise<{ directory: Buffer; count: number }> {
  const tailAt = Math.max(0, bytes.length - 22 - FULL_16);
  const tail = await headOf(bytes, bytes.length - tailAt, tailAt);
  const at = endOfDirectory(tail);
  if (at < 0) throw tableFault('damaged');
  let count = tail.readUInt16LE(at + 10);
  let length = tail.readUInt32LE(at + 12);
  let start = tail.readUInt32LE(at + 16);
  if (count === FULL_16 || length === FULL_32 || start === FULL_32) {
    const end = await readEnd64(bytes, tail, at);
    count = Number(end.readBigUInt64LE(32));
    length = Number(end.readBigUInt64LE(40));
    start = Number(end.readBigUInt64LE(48));
  }
  if (count > ENTRIES_MAX || length > DIRECTORY_BYTES_MAX) throw tableFault('too-much-inside');
  const directory = await headOf(bytes, length, start);
  if (directory.length < length) throw tableFault('damaged');
  return { directory, count };
}

/** Where the end record begins: the last one whose comment reaches exactly to the end. */
function endOfDirectory(tail: Buffer): number {
  for (let at = tail.length - 22; at >= 0; at--)
    if (tail.readUInt32LE(at) === DIRECTORY_END && at + 22 + tail.readUInt16LE(at + 20) === tail.length) return at;
  return -1;
}

async function readEnd64(bytes: TableBytes, tail: Buffer, endAt: number): Promise<Buffer> {
  const locatorAt = endAt - 20;
  if (locatorAt < 0 || tail.readUInt32LE(locatorAt) !== DIRECTORY_LOCATOR_64) throw tableFault('damaged');
  const end = await headOf(bytes, 56, Number(tail.readBigUInt64LE(locatorAt + 8)));
  if (end.length < 56 || end.readUInt32LE(0) !== DIRECTORY_END_64) throw tableFault('damaged');
  return end;
}

function readEntries({ directory, count }: { directory: Buffer; count: number }): Map<string, ZipEntry> {
  const entries = new Map<string, ZipEntry>();
  let at = 0;
  for (let index = 0; index < count; index++) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== DIRECTORY_ENTRY) throw tableFault('damaged');
    const nameLength = directory.readUInt16LE(at + 28);
    const extraLength = directory.readUInt16LE(at + 30);
    const next = at + 46 + nameLength + extraLength + directory.readUInt16LE(at + 32);
    if (next > directory.length) throw tableFault('damaged');
    const name = directory.toString('utf8', at + 46, at + 46 + nameLength);
    const extra = directory.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength);
    entries.set(name, entryAt(directory, at, name, extra));
    at = next;
  }
  return entries;
}

function entryAt(directory: Buffer, at: number, name: string, extra: Buffer): ZipEntry {
  // Sizes beyond 32 bits stand in an extra field, those alone that do not fit, in this order.
  const long = longSizes(extra);
  const size = (offset: number) => {
    const value = directory.readUInt32LE(at + offset);
    return value === FULL_32 ? (long.next().value ?? value) : value;
  };
  const bytes = size(24);
  const packedBytes = size(20);
  const headerAt = size(42);
  return {
    name,
    encrypted: (directory.readUInt16LE(at + 8) & 1) === 1,
    method: directory.readUInt16LE(at + 10),
    crc32: directory.readUInt32LE(at + 16),
    packedBytes,
    bytes,
    headerAt,
  };
}

function* longSizes(extra: Buffer): Generator<number, undefined> {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue;
    const end = Math.min(extra.length, at + 4 + extra.readUInt16LE(at + 2));
    for (let value = at + 4; value + 8 <= end; value += 8) yield Number(extra.readBigUInt64LE(value));
  }
}

async function* slice(bytes: TableBytes, start: number, length: number): AsyncGenerator<Buffer> {
  let left = length;
  if (left === 0) return;
  for await (const chunk of bytes.from(start)) {
    yield chunk.length > left ? chunk.subarray(0, left) : chunk;
    left -= chunk.length;
    if (left <= 0) return;
  }
}
