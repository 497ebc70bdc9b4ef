import { crc32, createDeflateRaw, type DeflateRaw } from 'node:zlib';
import type { ByteSink } from './byte-sink';

/** Names are UTF-8, and lengths follow the data, since they are not known before (PKWARE APPNOTE 4.4.4, bits 11 and 3). */
const FLAGS = 0x0808;
const VERSION = 20;
const DEFLATED = 8;
const BYTES_MAX = 0xffff_fffe;

interface Written {
  readonly name: Buffer;
  readonly at: number;
  crc: number;
  packedBytes: number;
  bytes: number;
}

/** Writes a zip file part after part. A write returns when its bytes are where they belong, so nothing piles up. */
export class ZipWriter {
  private readonly parts: Written[] = [];
  private position = 0;
  private deflate: DeflateRaw | null = null;
  private ready: Buffer[] = [];

  /** @param dated the time that every part carries, from 1980 on */
  constructor(
    private readonly sink: ByteSink,
    private readonly dated: Date,
  ) {}

  async begin(name: string): Promise<void> {
    const part: Written = { name: Buffer.from(name), at: this.position, crc: 0, packedBytes: 0, bytes: 0 };
    this.parts.push(part);
    const header = Buffer.alloc(30);
    header.writeUInt32LE(0x04034b50, 0);
    this.writeCommon(header, 4);
    header.writeUInt16LE(part.name.length, 26);
    await this.put(Buffer.concat([header, part.name]));
    this.deflate = createDeflateRaw();
    this.deflate.on('data', (chunk: Buffer) => this.ready.push(chunk));
  }

  async write(bytes: Uint8Array): Promise<void> {
    const { deflate, part } = this.current;
    part.crc = crc32(bytes, part.crc);
    part.bytes += bytes.length;
    await new Promise<void>((resolve, reject) => deflate.write(bytes, (error) => (error ? reject(error) : resolve())));
    await this.flush(part);
  }

  async end(): Promise<void> {
    const { deflate, part } = this.current;
    const ended = new Promise<void>((resolve, reject) => deflate.once('end', resolve).once('error', reject));
    deflate.end();
    await ended;
    await this.flush(part);
    this.deflate = null;
    const descriptor = Buffer.alloc(16);
    descriptor.writeUInt32LE(0x08074b50, 0);
    writeSizes(descriptor, 4, part);
    await this.put(descriptor);
  }

  /** Writes the directory; the file is complete. */
  async finish(): Promise<void> {
    const start = this.position;
    for (const part of this.parts) await this.put(this.directoryEntry(part));
    const end = Buffer.alloc(22);
    end.writeUInt32LE(0x06054b50, 0);
    end.writeUInt16LE(this.parts.length, 8);
    end.writeUInt16LE(this.parts.length, 10);
    end.writeUInt32LE(this.position - start, 12);
    end.writeUInt32LE(start, 16);
    await this.put(end);
  }

  private get current(): { deflate: DeflateRaw; part: Written } {
    const part = this.parts.at(-1);
    if (!this.deflate || !part) throw new Error('no part of the archive has been begun');
    return { deflate: this.deflate, part };
  }

  private async flush(part: Written): Promise<void> {
    const chunks = this.ready;
    this.ready = [];
    for (const chunk of chunks) {
      part.packedBytes += chunk.length;
      await this.put(chunk);
    }
  }

  private async put(bytes: Uint8Array): Promise<void> {
    this.position += bytes.length;
    if (this.position > BYTES_MAX) throw new Error('the archive would be longer than its format can say');
    await this.sink(bytes);
  }

  private directoryEntry(part: Written): Buffer {
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(VERSION, 4);
    this.writeCommon(entry, 6);
    writeSizes(entry, 16, part);
    entry.writeUInt16LE(part.name.length, 28);
    entry.writeUInt32LE(part.at, 42);
    return Buffer.concat([entry, part.name]);
  }

  /** Version, flags, method, and the time as MS-DOS wrote it: two seconds are the least. */
  private writeCommon(header: Buffer, at: number): void {
    const { dated } = this;
    header.writeUInt16LE(VERSION, at);
    header.writeUInt16LE(FLAGS, at + 2);
    header.writeUInt16LE(DEFLATED, at + 4);
    header.writeUInt16LE((dated.getUTCHours() << 11) | (dated.getUTCMinutes() << 5) | (dated.getUTCSeconds() >> 1), at + 6);
    header.writeUInt16LE(((dated.getUTCFullYear() - 1980) << 9) | ((dated.getUTCMonth() + 1) << 5) | dated.getUTCDate(), at + 8);
  }
}

function writeSizes(header: Buffer, at: number, { crc, packedBytes, bytes }: Written): void {
  header.writeUInt32LE(crc, at);
  header.writeUInt32LE(packedBytes, at + 4);
  header.writeUInt32LE(bytes, at + 8);
}
