import {
  Database,
  Files,
  openStoredTable,
  RefusedRows,
  type RunningTask,
  readHead,
  type Table,
  type TableFormat,
  TaskCancelled,
  type TaskHandler,
  TaskKind,
} from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { firstFaultsMax } from './check.task';
import type { Chunk } from './chunk';
import { ahead, chunksOf } from './chunks';
import { fileFindings } from './file-findings';
import { noCounts, withChunk } from './import-counts';
import { type ImportFault, refusalsOf } from './import-faults';
import { ImportKnowledge } from './import-knowledge';
import { APPLY_KIND, IMPORT_PERMISSION, type ImportTaskInput } from './import-tasks';
import type { ImportWork } from './import-work';
import { ImportWorks } from './import-works';
import type { Mapping } from './mapping';
import { type ImportCounts, type ImportExtent, ReadingImport } from './reading-import.entity';
import { ImportOutcome } from './reading-imports.dto';
import { hasRefusals } from './reading-imports.service';
import { Withdrawal } from './withdrawal';

/** What the last step that was committed left. */
interface Checkpoint {
  /** Chunks that are stored. */
  readonly chunks: number;
  readonly counts: ImportCounts;
  /** The time by which too old and too new are judged. */
  readonly nowMs: number;
  /** What the check had counted: what is shown again when nothing of it stays. */
  readonly checked: ImportCounts | null;
}

/**
 * Stores a file chunk by chunk. The rows of a chunk and the count of chunks are one commit: whoever goes on after a crash reads the file from its
 * start, passes over the chunks that are stored, and finds the same figures.
 */
@Injectable()
@TaskKind({ kind: APPLY_KIND, permission: IMPORT_PERMISSION, outcome: ImportOutcome })
export class ApplyTask implements TaskHandler {
  constructor(
    @InjectRepository(ReadingImport) private readonly imports: Repository<ReadingImport>,
    private readonly database: Database,
    private readonly files: Files,
    private readonly knowledge: ImportKnowledge,
    private readonly works: ImportWorks,
    private readonly withdrawal: Withdrawal,
  ) {}

  async run(task: RunningTask): Promise<ImportOutcome> {
    const { importId } = task.input<ImportTaskInput>();
    const row = await task.within(() => this.imports.findOneBy({ id: importId }));
    if (row?.state === 'applied') return outcomeOf(row);
    if (!row?.mapping || row.taskId !== task.id) return { importId, superseded: true };
    const begun = task.checkpoint<Checkpoint>() ?? { chunks: 0, counts: noCounts, nowMs: Date.now(), checked: row.counts };
    try {
      const table = await openStoredTable(this.files, task, row.fileId);
      const known = await task.within(() => this.knowledge.read());
      const newWork = () => this.works.of(row, row.mapping as Mapping, row.format as TableFormat, known, begun.nowMs);
      if (row.allOrNothing) await refuseRefusals(table, row.mapping, newWork());
      return await this.store(task, row, table, newWork(), begun);
    } catch (error) {
      if (error instanceof TaskCancelled && row.allOrNothing) await this.takeBack(task, row, begun);
      throw error;
    }
  }

  private async store(task: RunningTask, row: ReadingImport, table: Table, work: ImportWork, begun: Checkpoint): Promise<ImportOutcome> {
    const mapping = row.mapping as Mapping;
    const head = await readHead(table, mapping.sheet);
    const refused = new RefusedRows(this.files, task, {
      fileName: row.fileName,
      heading: head.rows.filter(({ number }) => number <= mapping.headerRow),
      columns: row.format?.columns.length ?? 0,
      language: task.input<ImportTaskInput>().language,
      permission: IMPORT_PERMISSION,
    });
    try {
      const stored = await this.storeChunks(task, row, ahead(chunksOf(table, mapping, work)), work, begun, refused);
      const findings = [...work.findings(), ...(await fileFindings(table, head, mapping))];
      return await this.end(task, row, stored.checkpoint, {
        firstFaults: stored.firstFaults,
        findings,
        refusedFileId: await refused.end(),
      });
    } catch (error) {
      await refused.discard(async (refusedFileId) => (await this.imports.count({ where: { id: row.id, refusedFileId } })) > 0);
      throw error;
    }
  }

  private async storeChunks(
    task: RunningTask,
    row: ReadingImport,
    source: AsyncGenerator<Chunk>,
    work: ImportWork,
    begun: Checkpoint,
    refused: RefusedRows,
  ): Promise<{ checkpoint: Checkpoint; firstFaults: ImportFault[] }> {
    const firstFaults: ImportFault[] = [];
    const total = begun.checked?.rows ?? null;
    let { counts, chunks } = begun;
    let at = 0;
    for await (const chunk of source) {
      const excess = work.excess();
      if (excess) throw excess;
      if (at++ >= chunks) {
        chunks++;
        const extents = merged(row.extents ?? [], work.extents());
        counts = await task.step(async () => {
          const now = withChunk(counts, chunk, await work.store(chunk));
          await this.keep(row.id, now, extents);
          return { progress: { done: now.rows, total, checkpoint: { ...begun, chunks, counts: now } satisfies Checkpoint }, value: now };
        });
      }
      for (const { fault } of chunk.faults) if (firstFaults.length < firstFaultsMax) firstFaults.push(fault);
      await refused.add(refusalsOf(chunk, task.input<ImportTaskInput>().language));
    }
    return { checkpoint: { ...begun, chunks, counts }, firstFaults };
  }

  private async keep(importId: string, counts: ImportCounts, extents: readonly ImportExtent[]): Promise<void> {
    await this.database.execute(
      'update fems.reading_import set counts = $3, extents = $4 where tenant_id = $1 and import_id = $2',
      [importId, JSON.stringify(counts), JSON.stringify(extents)],
      'fems_import_progress',
    );
  }

  private end(
    task: RunningTask,
    { id }: ReadingImport,
    checkpoint: Checkpoint,
    found: Pick<ReadingImport, 'firstFaults' | 'findings' | 'refusedFileId'>,
  ): Promise<ImportOutcome> {
    const { counts } = checkpoint;
    return task.step(async () => {
      const applied = { ...found, counts, state: 'applied' as const, appliedAt: new Date() };
      await this.imports.update({ id }, applied as object);
      return { progress: { done: counts.rows, total: counts.rows, checkpoint }, value: outcomeOf({ id, ...applied }) };
    });
  }

  /** All or nothing: who stops it in the middle gets nothing, and may apply it again. */
  private async takeBack(task: RunningTask, row: ReadingImport, { checked }: Checkpoint): Promise<void> {
    // Where it has written so far, the steps have noted.
    const latest = (await task.within(() => this.imports.findOneBy({ id: row.id }))) as ReadingImport;
    await this.withdrawal.takeBack({ ...latest, reason: null }, (work) => task.within(work));
    await task.within(() => this.imports.update({ id: row.id }, { state: 'checked', counts: checked as object }));
  }
}

/** @throws Problem when a single reading of the file would be refused; nothing is stored yet */
async function refuseRefusals(table: Table, mapping: Mapping, work: ImportWork): Promise<void> {
  let refused = 0;
  for await (const chunk of chunksOf(table, mapping, work)) refused += chunk.refused;
  if (refused > 0) throw hasRefusals(refused);
}

/** Points may have been written to by an attempt before, with another stretch of the file. */
function merged(before: readonly ImportExtent[], now: readonly ImportExtent[]): ImportExtent[] {
  const byPoint = new Map(before.map((extent) => [extent.pointNumber, extent]));
  for (const { pointNumber, first, last } of now) {
    const known = byPoint.get(pointNumber);
    byPoint.set(
      pointNumber,
      known ? { pointNumber, first: Math.min(known.first, first), last: Math.max(known.last, last) } : { pointNumber, first, last },
    );
  }
  return [...byPoint.values()];
}

function outcomeOf({ id, counts, refusedFileId }: Pick<ReadingImport, 'id' | 'counts' | 'refusedFileId'>): ImportOutcome {
  return { importId: id, counts, ...(refusedFileId ? { fileId: refusedFileId } : {}) };
}
