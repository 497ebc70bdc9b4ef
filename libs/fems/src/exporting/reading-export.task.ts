import { formatInZone, type Language } from '@maru/kernel';
import { Files, FileWriter, type RunningTask, type TaskHandler, TaskKind } from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { ImportKnowledge } from '../importing/import-knowledge';
import type { KnownPoint } from '../importing/known';
import { ExportQuery } from './export.query';
import { exportWords } from './export-words';
import { ReadingExportOutcome } from './reading-exports.dto';
import { type ExportFormat, mediaTypes, newReadingFile, type ReadingFile } from './reading-file';

export const EXPORT_KIND = 'fems.reading-export';
export const EXPORT_PERMISSION = 'fems.reading.export';
const pageRows = 5_000;

export interface ReadingExportInput {
  readonly pointIds: readonly string[];
  /** Epoch milliseconds, half-open. */
  readonly from: number;
  readonly to: number;
  readonly format: ExportFormat;
  readonly language: Language;
}

/** What an attempt leaves: a later one begins anew and does away with the file that this one did not end. */
interface Checkpoint {
  readonly fileId: string;
}

/**
 * Makes a file of readings. Rows are read page by page, each in a short transaction, and written as fast as they are kept: the next page is read
 * when the file has taken the last one. An attempt that was interrupted is made again from the start.
 */
@Injectable()
@TaskKind({ kind: EXPORT_KIND, permission: EXPORT_PERMISSION, outcome: ReadingExportOutcome })
export class ReadingExportTask implements TaskHandler {
  constructor(
    private readonly files: Files,
    private readonly knowledge: ImportKnowledge,
    private readonly query: ExportQuery,
  ) {}

  async run(task: RunningTask): Promise<ReadingExportOutcome> {
    const former = task.checkpoint<Checkpoint>();
    if (former) await task.within(() => this.files.discard(former.fileId));
    const input = task.input<ReadingExportInput>();
    const { simulated } = task.principal.tenant;
    const known = await task.within(() => this.knowledge.read());
    const points = input.pointIds.map((pointId) => known.points.find(({ id }) => id === pointId) as KnownPoint);
    const fileName = nameOf(input, points, simulated);
    const writer = await FileWriter.begin(this.files, task, {
      name: fileName,
      mediaType: mediaTypes[input.format],
      permission: EXPORT_PERMISSION,
    });
    try {
      const about = { language: input.language, simulated, dated: new Date(input.to) };
      const file = newReadingFile(input.format, (bytes) => writer.write(bytes), about);
      const rows = await this.copy(task, input, points, file, writer.fileId);
      await file.end();
      return { fileId: await writer.end(), fileName, rows, simulated };
    } catch (error) {
      await task.within(() => this.files.discard(writer.fileId));
      throw error;
    }
  }

  /** @returns how many readings there were */
  private async copy(
    task: RunningTask,
    { from, to }: ReadingExportInput,
    points: readonly KnownPoint[],
    file: ReadingFile,
    fileId: string,
  ): Promise<number> {
    const checkpoint: Checkpoint = { fileId };
    const { sources, total } = await task.within(async () => {
      let sum = 0;
      for (const { pointNumber } of points) sum += await this.query.count(pointNumber, from, to);
      return { sources: await this.query.sources(), total: sum };
    });
    let done = 0;
    for (const point of points)
      for (let next: number | null = from; next !== null; ) {
        const after: number = next;
        const page = await task.step(async () => ({
          progress: { done, total: Math.max(total, done), checkpoint },
          value: await this.query.page(point.pointNumber, after, to, pageRows, sources),
        }));
        await file.add(point, page.readings);
        done += page.readings.length;
        next = page.last === null ? null : page.last + 1;
      }
    return done;
  }
}

function nameOf({ from, to, format, language }: ReadingExportInput, points: readonly KnownPoint[], simulated: boolean): string {
  const { fileName, simulated: mark } = exportWords[language];
  const zone = points[0]?.zone ?? 'UTC';
  const day = (at: number) => formatInZone(at, zone).slice(0, 10);
  const of = points.length === 1 ? `_${(points[0] as KnownPoint).name.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 60)}` : '';
  return `${simulated ? `${mark}_` : ''}${fileName}${of}_${day(from)}_${day(to - 1)}.${format}`;
}
