import {
  columnsOf,
  Files,
  findHeading,
  fingerprintOf,
  formatOf,
  type Heading,
  openStoredTable,
  previewOf,
  RefusedRows,
  type RunningTask,
  readHead,
  type Table,
  type TableColumn,
  type TableFormat,
  type TableHead,
  type TaskHandler,
  TaskKind,
} from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, Not, Repository } from 'typeorm';
import { ahead, chunksOf } from './chunks';
import { fileFindings } from './file-findings';
import type { Finding } from './findings';
import { noCounts, withChunk } from './import-counts';
import { type ImportFault, refusalsOf } from './import-faults';
import { ImportKnowledge } from './import-knowledge';
import { CHECK_KIND, IMPORT_PERMISSION, type ImportTaskInput } from './import-tasks';
import type { ImportWork } from './import-work';
import { ImportWorks } from './import-works';
import type { Known } from './known';
import type { Mapping } from './mapping';
import { isComplete } from './mapping-rules';
import { propose } from './proposal';
import { type ImportCounts, ReadingImport } from './reading-import.entity';
import { ImportOutcome } from './reading-imports.dto';

export const firstFaultsMax = 100;

/** What the check finds out of a file before it counts. */
interface Draft {
  readonly format: TableFormat;
  readonly preview: string[][];
  readonly fingerprint: string;
  readonly mapping: Mapping;
  readonly head: TableHead;
}

interface Counted {
  readonly counts: ImportCounts;
  readonly firstFaults: ImportFault[];
  readonly findings: Finding[];
  readonly refusedFileId: string | null;
}

/**
 * Reads a whole file without storing anything: its form, a mapping that fits it where none was set, and what applying it would do to the ledger
 * as it stands. An attempt that was interrupted is made again from the start, since it has written nothing.
 */
@Injectable()
@TaskKind({ kind: CHECK_KIND, permission: IMPORT_PERMISSION, outcome: ImportOutcome })
export class CheckTask implements TaskHandler {
  constructor(
    @InjectRepository(ReadingImport) private readonly imports: Repository<ReadingImport>,
    private readonly files: Files,
    private readonly knowledge: ImportKnowledge,
    private readonly works: ImportWorks,
  ) {}

  async run(task: RunningTask): Promise<ImportOutcome> {
    const { importId, language } = task.input<ImportTaskInput>();
    const row = await task.within(() => this.imports.findOneBy({ id: importId }));
    if (!row || row.taskId !== task.id) return { importId, superseded: true };
    // An attempt that was interrupted after its last step had found out everything.
    if (row.state === 'checked') return checkedOutcome(row);
    // And since then the import may have been discarded.
    if (row.state !== 'checking') return { importId, superseded: true };
    const table = await openStoredTable(this.files, task, row.fileId);
    const known = await task.within(() => this.knowledge.read());
    const draft = await this.draft(task, row, table, known);
    if (!isComplete(draft.mapping)) return this.keep(task, row, draft, null);
    return this.count(task, row, table, draft, known, language);
  }

  private async draft(task: RunningTask, row: ReadingImport, table: Table, known: Known): Promise<Draft> {
    const head = await readHead(table, row.mapping?.sheet ?? null);
    const heading = row.mapping ? { headerRow: row.mapping.headerRow, headerRows: row.mapping.headerRows } : findHeading(head.rows);
    const columns = columnsOf(head.rows, heading);
    const fingerprint = fingerprintOf(columns);
    const mapping =
      row.mapping ??
      (await this.remembered(task, row.sourceId, fingerprint, head, heading)) ??
      this.proposed(head, heading, columns, known, row.sourceId);
    return { format: formatOf(table, head, heading, columns), preview: previewOf(head), fingerprint, mapping, head };
  }

  private proposed(head: TableHead, heading: Heading, columns: readonly TableColumn[], known: Known, sourceId: string | null): Mapping {
    return propose({ ...head, heading, columns }, known, sourceId);
  }

  /** How a file with the same columns was read when it was last applied: of the same source, or of any where none is named. */
  private async remembered(
    task: RunningTask,
    sourceId: string | null,
    fingerprint: string,
    { sheet }: TableHead,
    heading: Heading,
  ): Promise<Mapping | null> {
    const former = await task.within(() =>
      this.imports.findOne({
        where: { fingerprint, appliedAt: Not(IsNull()), ...(sourceId === null ? {} : { sourceId }) },
        order: { appliedAt: 'DESC', id: 'DESC' },
      }),
    );
    // Titles above the heading may be more or fewer this time.
    return former?.mapping ? { ...former.mapping, sheet, ...heading } : null;
  }

  private async count(
    task: RunningTask,
    row: ReadingImport,
    table: Table,
    draft: Draft,
    known: Known,
    language: ImportTaskInput['language'],
  ): Promise<ImportOutcome> {
    const { mapping, head, format } = draft;
    const work = this.works.of(row, mapping, format, known, Date.now());
    const heading = head.rows.filter(({ number }) => number <= mapping.headerRow);
    const about = { fileName: row.fileName, heading, columns: format.columns.length, language, permission: IMPORT_PERMISSION };
    const refused = new RefusedRows(this.files, task, about);
    try {
      return await this.keep(task, row, draft, await this.read(task, table, draft, work, refused));
    } catch (error) {
      await refused.discard(async (refusedFileId) => (await this.imports.count({ where: { id: row.id, refusedFileId } })) > 0);
      throw error;
    }
  }

  private async read(task: RunningTask, table: Table, draft: Draft, work: ImportWork, refused: RefusedRows): Promise<Counted> {
    const { mapping, head } = draft;
    const firstFaults: ImportFault[] = [];
    let counts = noCounts;
    for await (const chunk of ahead(chunksOf(table, mapping, work))) {
      const excess = work.excess();
      if (excess) throw excess;
      const done = counts.rows + chunk.readings;
      const total = Math.max(done, Math.round(done / Math.max(table.share, 0.001)));
      const compared = await task.step(async () => ({
        progress: { done, total, totalIsEstimate: true, checkpoint: {} },
        value: await work.compare(chunk),
      }));
      counts = withChunk(counts, chunk, compared);
      for (const { fault } of chunk.faults) if (firstFaults.length < firstFaultsMax) firstFaults.push(fault);
      await refused.add(refusalsOf(chunk, task.input<ImportTaskInput>().language));
    }
    return {
      counts,
      firstFaults,
      findings: [...work.findings(), ...(await fileFindings(table, head, mapping))],
      refusedFileId: await refused.end(),
    };
  }

  /** Whoever changes an import that is being checked cancels its task first, which this step then is told. */
  private async keep(
    task: RunningTask,
    { id }: ReadingImport,
    { format, preview, fingerprint, mapping }: Draft,
    counted: Counted | null,
  ): Promise<ImportOutcome> {
    const rows = counted?.counts.rows ?? 0;
    await task.step(async () => {
      const { affected } = await this.imports.update(
        { id, taskId: task.id, state: 'checking' },
        {
          state: 'checked',
          format: format as object,
          preview,
          fingerprint,
          mapping: mapping as object,
          sourceId: mapping.sourceId,
          counts: counted?.counts ?? null,
          firstFaults: counted?.firstFaults ?? null,
          findings: counted?.findings ?? null,
          refusedFileId: counted?.refusedFileId ?? null,
        },
      );
      if (affected !== 1) throw new Error(`the import ${id} was changed while its check went on`);
      return { progress: { done: rows, total: rows, checkpoint: {} } };
    });
    return checkedOutcome({ id, counts: counted?.counts ?? null, refusedFileId: counted?.refusedFileId ?? null });
  }
}

function checkedOutcome({ id, counts, refusedFileId }: Pick<ReadingImport, 'id' | 'counts' | 'refusedFileId'>): ImportOutcome {
  return { importId: id, counts, ...(refusedFileId ? { fileId: refusedFileId } : {}) };
}
