import type { Language } from '@maru/kernel';
import type { TaskState } from '@maru/platform';
import { findingText } from './findings';
import { importFaultText } from './import-faults';
import { isComplete } from './mapping-rules';
import type { ImportExtent, ReadingImport } from './reading-import.entity';
import type { ReadingImportItem } from './reading-imports.dto';

/** An import whose task has failed or was cancelled has failed, whatever it was at. */
export function effectiveState({ state }: Pick<ReadingImport, 'state'>, task: TaskState | undefined): ReadingImportItem['state'] {
  const underWay = state === 'checking' || state === 'applying' || state === 'withdrawing';
  return underWay && (task === 'failed' || task === 'cancelled') ? 'failed' : state;
}

export function importItem(row: ReadingImport, task: TaskState | undefined, language: Language): ReadingImportItem {
  return {
    id: row.id,
    fileId: row.fileId,
    fileName: row.fileName,
    state: effectiveState(row, task),
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
    refusedFileId: row.refusedFileId,
    ...spanOf(row.extents ?? []),
    allOrNothing: row.allOrNothing,
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
