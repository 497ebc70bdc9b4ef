import type { Language } from '@maru/kernel';
import type { FileState, TaskState } from '@maru/platform';
import { findingText } from './findings';
import { importFaultText } from './import-faults';
import { isComplete } from './mapping-rules';
import type { ImportExtent, ReadingImport } from './reading-import.entity';
import type { ReadingImportItem } from './reading-imports.dto';

/** What an import stands on beside its row. */
export interface ImportGround {
  readonly task: TaskState | undefined;
  readonly file: FileState;
}

/** An import whose task has failed or was cancelled has failed, whatever it was at; one that waits for a file that is gone has expired. */
export function effectiveState({ state }: Pick<ReadingImport, 'state'>, { task, file }: ImportGround): ReadingImportItem['state'] {
  const underWay = state === 'checking' || state === 'applying' || state === 'withdrawing';
  const failed = underWay && (task === 'failed' || task === 'cancelled');
  if (file.removed && (state === 'checked' || (state === 'checking' && failed))) return 'expired';
  return failed ? 'failed' : state;
}

export function importItem(row: ReadingImport, ground: ImportGround, language: Language): ReadingImportItem {
  return {
    id: row.id,
    fileId: row.fileId,
    fileName: row.fileName,
    state: effectiveState(row, ground),
    taskId: row.taskId,
    format: row.format as ReadingImportItem['format'],
    preview: row.preview,
    mapping: row.mapping as ReadingImportItem['mapping'],
    mappingComplete: row.mapping !== null && isComplete(row.mapping),
    counts: row.counts,
    firstFaults: (row.firstFaults ?? []).map(({ row: number, column, code, about }) => ({
      row: number,
      column,
      code,
      detail: importFaultText(code, about)[language],
    })),
    findings: (row.findings ?? []).map((finding) => ({
      code: finding.code,
      count: finding.count,
      row: finding.row,
      pointId: finding.pointId,
      detail: findingText(finding)[language],
    })),
    refusedFileId: row.state === 'discarded' ? null : row.refusedFileId,
    ...spanOf(row.extents ?? []),
    allOrNothing: row.allOrNothing,
    keptUntil: ground.file.keptUntil.toISOString(),
    simulated: row.simulated,
    createdAt: row.createdAt.toISOString(),
    version: row.version,
  };
}

function spanOf(extents: readonly ImportExtent[]): Pick<ReadingImportItem, 'firstAt' | 'lastAt'> {
  if (extents.length === 0) return { firstAt: null, lastAt: null };
  const text = (ms: number) => new Date(ms).toISOString();
  return { firstAt: text(Math.min(...extents.map(({ first }) => first))), lastAt: text(Math.max(...extents.map(({ last }) => last))) };
}
