import type { RunningTask } from '../tasks/running-task';
import type { Files } from './files';
import { PART_BYTES } from './files';

/** Writes a file that a task makes, part by part: whatever its length, one part is in memory. */
export class FileWriter {
  private readonly part = Buffer.allocUnsafe(PART_BYTES);
  private filled = 0;
  private number = 0;

  private constructor(
    private readonly files: Files,
    private readonly task: RunningTask,
    readonly fileId: string,
  ) {}

  static async begin(files: Files, task: RunningTask, file: { name: string; mediaType: string; permission: string }): Promise<FileWriter> {
    const { id } = await task.within(() => files.announce({ ...file, bytes: null }));
    return new FileWriter(files, task, id);
  }

  async write(chunk: Uint8Array): Promise<void> {
    for (let at = 0; at < chunk.length; ) {
      const length = Math.min(PART_BYTES - this.filled, chunk.length - at);
      this.part.set(chunk.subarray(at, at + length), this.filled);
      this.filled += length;
      at += length;
      if (this.filled === PART_BYTES) await this.flush();
    }
  }

  /** @returns the id of the file, which is complete now */
  async end(): Promise<string> {
    if (this.filled > 0) await this.flush();
    await this.task.within(() => this.files.complete(this.fileId));
    return this.fileId;
  }

  private async flush(): Promise<void> {
    const bytes = this.part.subarray(0, this.filled);
    const { number } = this;
    await this.task.within(() => this.files.putPart(this.fileId, number, bytes));
    this.number++;
    this.filled = 0;
  }
}
