import { Readable } from 'node:stream';
import { Problem } from '@maru/kernel';
import { RandomAccessReader } from 'yauzl';
import { headOf, type TableBytes } from './table';
import { tableFault } from './table-fault';

/** The directory is read in many small pieces, and a stored file only in parts of some megabytes. */
const WINDOW_BYTES = 64 * 1024;

/** Hands the bytes of a file to the library that knows the zip format. */
export class ZipReader extends RandomAccessReader {
  private readonly bytes: TableBytes;
  private window: { start: number; content: Buffer } = { start: 0, content: Buffer.alloc(0) };
  /** Why the bytes themselves cannot be had: no fault of the file. */
  private unread: unknown = null;

  constructor(bytes: TableBytes) {
    super();
    this.bytes = { length: bytes.length, from: (position) => this.noted(bytes.from(position)) };
  }

  /**
   * What the library does with the file. What it complains of is told as a damage.
   * @param part of the archive, where it is one
   */
  async judged<T>(part: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (this.unread !== null) throw this.unread;
      throw error instanceof Problem ? error : tableFault('damaged', part);
    }
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.slice(start, end - start), { objectMode: false });
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null, bytesRead?: number) => void,
  ): void {
    this.near(position, length).then(
      (near) => callback(null, near.copy(buffer, offset, 0, length)),
      (error) => callback(error),
    );
  }

  private async near(position: number, length: number): Promise<Buffer> {
    const { start, content } = this.window;
    if (position >= start && position + length <= start + content.length) return content.subarray(position - start);
    const read = await headOf(this.bytes, Math.max(length, WINDOW_BYTES), position);
    this.window = { start: position, content: read };
    return read;
  }

  private async *slice(start: number, length: number): AsyncGenerator<Buffer> {
    let left = length;
    for await (const chunk of this.bytes.from(start)) {
      yield chunk.subarray(0, left);
      left -= chunk.length;
      if (left <= 0) return;
    }
  }

  private async *noted(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    try {
      yield* chunks;
    } catch (error) {
      this.unread = error;
      throw error;
    }
  }
}
