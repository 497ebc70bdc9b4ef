import { createHash } from 'node:crypto';
import { programmeDay } from '@maru/evidence';
import { Problem } from '@maru/kernel';
import {
  columnsOf,
  Files,
  fingerprintOf,
  LiveSignal,
  openTable,
  RefusedRows,
  type RunningTask,
  readHead,
  storedBytes,
  type Table,
  type TableBytes,
  type TableHead,
  type TableRow,
  type TaskHandler,
  TaskKind,
} from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { programmeProblems } from '../programme.problems';
import { portalColumnNames } from './column-names';
import { ListReading } from './list-reading';
import { firstFaultsMax, portalListRowsMax } from './portal-list';
import { type PortalFault, portalFaultText } from './portal-list-faults';
import { PORTAL_LIST_PERMISSION, PORTAL_LIST_TOPIC, PORTAL_LOAD_KIND, type PortalLoadInput } from './portal-list-tasks';
import { PortalListOutcome } from './portal-lists.dto';
import { type PortalList, PortalListsQuery } from './portal-lists.query';

/** How often it is told how far the reading is, and heard whether it is to stop. */
const rowsAStep = 5_000;

interface ReadList {
  readonly reading: ListReading;
  readonly firstFaults: readonly PortalFault[];
  readonly refusedFileId: string | null;
}

/**
 * Loads a list that was downloaded from the portal. The file is read outside any transaction and the list is stored in one, with all of its
 * rows: there is never half a list. Its id is the task's, so that an attempt that is made again finds what the one before has stored.
 */
@Injectable()
@TaskKind({ kind: PORTAL_LOAD_KIND, permission: PORTAL_LIST_PERMISSION, outcome: PortalListOutcome })
export class PortalListLoadTask implements TaskHandler {
  constructor(
    private readonly files: Files,
    private readonly lists: PortalListsQuery,
    private readonly live: LiveSignal,
  ) {}

  async run(task: RunningTask): Promise<PortalListOutcome> {
    const former = await task.within(() => this.lists.find(task.id));
    if (former) return outcomeOf(former);
    const { fileId, mapping } = task.input<PortalLoadInput>();
    const bytes = await storedBytes(this.files, task, fileId);
    const table = await openTable(bytes);
    const head = await readHead(table, mapping.sheet);
    const refused = this.refusedRows(task, head);
    try {
      const read = await this.read(task, table, refused);
      const list = await this.list(task, read, head, bytes);
      await task.step(async () => {
        await this.lists.insert(list, read.reading.accepted);
        return { progress: { done: list.rows, total: list.rows, checkpoint: {} } };
      });
      this.live.raise(task.principal.tenant.tenantId, PORTAL_LIST_TOPIC, list.id);
      return outcomeOf(list);
    } catch (error) {
      await refused.discard(async (refusedFileId) => (await this.lists.find(task.id))?.refusedFileId === refusedFileId);
      throw error;
    }
  }

  private refusedRows(task: RunningTask, { rows }: TableHead): RefusedRows {
    const { fileName, mapping, language } = task.input<PortalLoadInput>();
    return new RefusedRows(this.files, task, {
      fileName,
      heading: rows.filter(({ number }) => number <= mapping.headerRow),
      columns: Math.max(0, ...rows.map(({ cells }) => cells.length)),
      language,
      permission: PORTAL_LIST_PERMISSION,
    });
  }

  /** @throws Problem 422 where it is longer than is read at once */
  private async read(task: RunningTask, table: Table, refused: RefusedRows): Promise<ReadList> {
    const { mapping, period, downloadedAt, language } = task.input<PortalLoadInput>();
    const reading = new ListReading(mapping, { today: programmeDay(Date.parse(downloadedAt)), period });
    const firstFaults: PortalFault[] = [];
    let told = 0;
    for await (const batch of table.rows(mapping.sheet)) {
      const refusals: { row: TableRow; column: number | null; text: string }[] = [];
      for (const row of batch) {
        if (row.number <= mapping.headerRow) continue;
        const faults = reading.take(row);
        for (const fault of faults) refusals.push({ row, column: fault.column, text: portalFaultText(fault, language) });
        firstFaults.push(...faults.slice(0, firstFaultsMax - firstFaults.length));
      }
      if (reading.isTooLong) throw tooLong();
      await refused.add(refusals);
      if (reading.rowsRead - told < rowsAStep) continue;
      told = reading.rowsRead;
      const total = Math.max(told, Math.round(told / Math.max(table.share, 0.001)));
      await task.step(async () => ({ progress: { done: told, total, checkpoint: {} } }));
    }
    return { reading, firstFaults, refusedFileId: await refused.end() };
  }

  /** @throws Problem 422 where nothing of it could be read, or nobody said of which days it is silent */
  private async list(
    task: RunningTask,
    { reading, firstFaults, refusedFileId }: ReadList,
    head: TableHead,
    bytes: TableBytes,
  ): Promise<PortalList> {
    const { siteId, fileName, mapping, period, downloadedAt, asOf } = task.input<PortalLoadInput>();
    const { counts, span, precision } = reading;
    if (counts.accepted === 0 && counts.refused > 0) throw nothingRead(firstFaults[0] as PortalFault, counts.refused);
    const days = period ?? span;
    if (days === null) throw new Problem(programmeProblems.portalListEmpty);
    return {
      ...counts,
      ...days,
      id: task.id,
      siteId,
      kind: mapping.kind,
      fileName: fileName.slice(0, 255),
      fileBytes: bytes.length,
      fileSha256: await digestOf(bytes),
      fingerprint: fingerprintOf(columnsOf(head.rows, mapping)),
      mapping,
      namesVersion: portalColumnNames.version,
      precision,
      periodStated: period !== null,
      firstFaults,
      refusedFileId,
      downloadedAt: new Date(downloadedAt),
      loadedAt: new Date(asOf),
      loadedBy: task.requestedBy,
    };
  }
}

async function digestOf(bytes: TableBytes): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of bytes.from(0)) hash.update(chunk);
  return hash.digest('hex');
}

function outcomeOf({ id, rows, accepted, duplicates, refused, refusedFileId }: PortalList): PortalListOutcome {
  return { listId: id, rows, accepted, duplicates, refused, ...(refusedFileId ? { fileId: refusedFileId } : {}) };
}

function tooLong(): Problem {
  return new Problem(programmeProblems.portalListTooLong, {
    detail: {
      ko: `${portalListRowsMax.toLocaleString('ko')}행까지 읽습니다. 기간을 나누어 내려받아 하나씩 불러와 주세요.`,
      en: `Up to ${portalListRowsMax.toLocaleString('en')} rows are read. Download it by shorter periods and load them one by one.`,
    },
  });
}

function nothingRead(first: PortalFault, refused: number): Problem {
  const reason = (of: PortalLoadInput['language']) => portalFaultText(first, of);
  return new Problem(programmeProblems.portalListUnreadable, {
    detail: {
      ko: `${refused.toLocaleString('ko')}행이 모두 거절되었습니다. ${first.row}행: ${reason('ko')} 매핑과 목록의 종류를 확인해 주세요.`,
      en: `All of its ${refused.toLocaleString('en')} rows were refused. Row ${first.row}: ${reason('en')} Check the mapping and the kind of list.`,
    },
  });
}
