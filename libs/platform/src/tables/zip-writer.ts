import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { ZipFile } from 'yazl';
import type { ByteSink } from './byte-sink';

/** Every part carries the first hour that the format knows: a time would be the machine's, and two files of the same content would differ. */
const PART = { mtime: new Date(1980, 0, 1, 12), forceDosTimestamp: true };

/** Writes a zip file part after part, little of it in memory as long as `room` is waited for. */
export class ZipWriter {
  private readonly zip = new ZipFile();
  private readonly taken: Promise<void>;
  private part = new PassThrough();

  constructor(sink: ByteSink) {
    this.taken = this.handOver(sink);
    // Whoever waits for room or the end hears of it; in between nobody waits.
    this.taken.catch(() => undefined);
  }

  /** Ends the part under way and begins the next. */
  begin(name: string): void {
    this.part.end();
    this.part = new PassThrough();
    this.zip.addReadStream(this.part, name, PART);
  }

  write(text: string): void {
    this.part.write(text);
  }

  /**
   * Waits until what was written is on its way to the sink.
   * @throws what the sink has thrown
   */
  async room(): Promise<void> {
    if (this.part.writableNeedDrain) await Promise.race([once(this.part, 'drain'), this.taken]);
  }

  /**
   * The file is complete.
   * @throws what the sink has thrown
   */
  async finish(): Promise<void> {
    this.part.end();
    this.zip.end();
    await this.taken;
  }

  private async handOver(sink: ByteSink): Promise<void> {
    for await (const chunk of this.zip.outputStream) await sink(chunk as Buffer);
  }
}
