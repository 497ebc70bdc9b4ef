import { crc32 } from 'node:zlib';
import { type Entry, fromRandomAccessReaderPromise, type ZipFile } from 'yauzl';
import type { TableBytes } from './table';
import { tableFault } from './table-fault';
import { ZipReader } from './zip-reader';

const ENTRIES_MAX = 10_000;
const DIRECTORY_BYTES_MAX = 4 * 1024 * 1024;
const UNPACKED_BYTES_MAX = 4 * 1024 ** 3;

/**
 * A zip file by the directory at its end, which says of every part where it lies and how long it is. So a file that was cut off is known
 * before anything of it is read, and a part that unpacks to more than was said, or to something else, is refused (PKWARE APPNOTE 4.3).
 */
export class ZipArchive {
  private constructor(
    private readonly reader: ZipReader,
    private readonly zip: ZipFile,
    private readonly entries: ReadonlyMap<string, Entry>,
  ) {}

  /** @throws Problem when it is cut off, damaged, locked, or larger inside than is bearable */
  static async open(bytes: TableBytes): Promise<ZipArchive> {
    const reader = new ZipReader(bytes);
    return reader.judged('', async () => {
      // Lengths are compared below, where it is told which of them is too great.
      const options = { lazyEntries: true, autoClose: false, validateEntrySizes: false };
      const zip = await fromRandomAccessReaderPromise(reader, bytes.length, options);
      return new ZipArchive(reader, zip, await readEntries(zip));
    });
  }

  has(name: string): boolean {
    return this.entries.has(name);
  }

  /** Bytes of a part when it is unpacked. */
  lengthOf(name: string): number {
    return this.entries.get(name)?.uncompressedSize ?? 0;
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
    const stream = await this.reader.judged(name, () => this.zip.openReadStreamPromise(entry));
    const chunks = stream[Symbol.asyncIterator]();
    let sum = 0;
    let length = 0;
    try {
      for (;;) {
        const { value, done } = await this.reader.judged(name, () => chunks.next());
        if (done) break;
        const chunk = value as Buffer;
        length += chunk.length;
        if (length > entry.uncompressedSize) throw tableFault('too-much-inside');
        sum = crc32(chunk, sum);
        yield chunk;
      }
    } finally {
      stream.destroy();
    }
    if (length !== entry.uncompressedSize || sum !== entry.crc32) throw tableFault('damaged', name);
  }
}

async function readEntries(zip: ZipFile): Promise<Map<string, Entry>> {
  if (zip.entryCount > ENTRIES_MAX) throw tableFault('too-much-inside');
  const entries = new Map<string, Entry>();
  let directory = 0;
  let unpacked = 0;
  for await (const entry of zip.eachEntry()) {
    if (entry.isEncrypted()) throw tableFault('encrypted');
    directory += entry.fileNameLength + entry.extraFieldLength + entry.fileCommentLength;
    unpacked += entry.uncompressedSize;
    if (directory > DIRECTORY_BYTES_MAX || unpacked > UNPACKED_BYTES_MAX) throw tableFault('too-much-inside');
    entries.set(entry.fileName, entry);
  }
  return entries;
}
