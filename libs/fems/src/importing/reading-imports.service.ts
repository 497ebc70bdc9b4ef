import { type CursorPart, isId, newId, Problem } from '@maru/kernel';
import {
  ATTENTION_TOPIC,
  changedOne,
  currentContext,
  currentPerson,
  currentScope,
  cursorParts,
  type FileState,
  Files,
  Findable,
  type FindableProvider,
  type FoundThing,
  LiveSignal,
  nameLike,
  PAGE_SIZE,
  type PageQuery,
  pageOf,
  platformProblems,
  Tasks,
  unknownReference,
} from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, LessThan, Not, Repository } from 'typeorm';
import { femsProblems } from '../fems.problems';
import { NumberSeries } from '../metering/number-series';
import { effectiveState, type ImportGround, importItem } from './import-item';
import { ImportKnowledge } from './import-knowledge';
import { APPLY_KIND, CHECK_KIND, type ImportTaskInput, WITHDRAW_KIND } from './import-tasks';
import type { Mapping } from './mapping';
import type { MappingBody } from './mapping.dto';
import { isComplete, refuseUnsound } from './mapping-rules';
import { type ImportState, ReadingImport } from './reading-import.entity';
import type { ImportApplication, ImportWithdrawal, NewReadingImport, ReadingImportItem, ReadingImportPage } from './reading-imports.dto';

/** Topic of the live signal: an import is another one now, and no task says so. */
const IMPORT_TOPIC = 'reading-import';

const isPlace = (parts: CursorPart[]): parts is [string] => parts.length === 1 && isId(parts[0]);

/** Imports of readings: begun, mapped, applied and taken back here; the work itself is done by tasks. */
@Injectable()
@Findable({ kind: 'fems.reading-import', permission: 'fems.reading.read' })
export class ReadingImportsService implements FindableProvider {
  constructor(
    @InjectRepository(ReadingImport) private readonly imports: Repository<ReadingImport>,
    private readonly files: Files,
    private readonly tasks: Tasks,
    private readonly knowledge: ImportKnowledge,
    private readonly numbers: NumberSeries,
    private readonly live: LiveSignal,
  ) {}

  async page({ cursor, limit = PAGE_SIZE }: PageQuery): Promise<ReadingImportPage> {
    const after = cursorParts(cursor, isPlace);
    const rows = await this.imports.find({
      where: after ? { id: LessThan(after[0]) } : {},
      order: { id: 'DESC' },
      take: limit + 1,
    });
    const groundOf = await this.grounds(rows);
    return pageOf(
      rows,
      limit,
      (row) => importItem(row, groundOf(row), language()),
      ({ id }) => [id],
    );
  }

  /** By the file's name, the newest first: the same file comes more than once. */
  async named(pattern: string, atMost: number): Promise<FoundThing[]> {
    const rows = await this.imports.find({
      // The first rows and what was found in the file are large and of no use here.
      select: { id: true, fileName: true },
      where: { fileName: nameLike(pattern) },
      order: { id: 'DESC' },
      take: atMost,
    });
    return rows.map(({ id, fileName }) => ({ id, name: fileName, sub: null, place: {} }));
  }

  async get(id: string): Promise<ReadingImportItem> {
    const { row, ground } = await this.find(id);
    return importItem(row, ground, language());
  }

  /** @throws Problem 404 naming what the organisation does not have · 409 while the file is being sent · 410 when it is gone */
  async create({ fileId, sourceId }: NewReadingImport): Promise<ReadingImportItem> {
    // Whoever discards another import of the file does away with it, unless this one is there first.
    await this.files.hold(fileId.toLowerCase());
    const file = await this.files.find(fileId.toLowerCase());
    if (!file) throw unknownReference('/fileId', { ko: '이런 파일이 없습니다.', en: 'There is no such file.' });
    if (file.removed) throw new Problem(platformProblems.fileGone);
    if (!file.complete) throw new Problem(platformProblems.fileIncomplete);
    const source = sourceId?.toLowerCase() ?? null;
    const { sources } = await this.knowledge.read();
    if (source !== null && !sources.some(({ id }) => id === source))
      throw unknownReference('/sourceId', { ko: '이런 검침 출처가 없습니다.', en: 'There is no such reading source.' });
    const id = newId();
    const taskId = await this.start(CHECK_KIND, { id, fileName: file.name });
    const { personId } = currentPerson();
    await this.imports.insert({
      id,
      fileId: file.id,
      fileName: file.name,
      createdBy: personId,
      state: 'checking',
      taskId,
      sourceId: source,
    });
    return this.get(id);
  }

  /** @throws Problem 409 once it has been applied · 410 when its file is gone · 412 when somebody else has changed it */
  async changeMapping(id: string, version: number, body: MappingBody): Promise<ReadingImportItem> {
    const { row, ground } = await this.find(id);
    if (!isUnapplied(row)) throw new Problem(femsProblems.importUnderWay);
    refuseGone(row, ground);
    const mapping = mappingOf(body);
    const isSite = mapping.siteId !== null && (await this.knowledge.isSite(mapping.siteId));
    refuseUnsound(mapping, await this.knowledge.read(), isSite);
    // What an older check still finds out is of no interest. It holds its task while it writes the import: so does whoever changes it.
    if (row.state === 'checking') await this.tasks.cancel(row.taskId);
    // Moving on to `applying` is no new version, since it changes nothing that a person has written.
    const { affected } = await this.imports.update(
      { id, version, taskId: row.taskId, state: In(['checking', 'checked']) },
      {
        mapping: mapping as object,
        sourceId: mapping.sourceId,
        version: version + 1,
        state: 'checking',
        counts: null,
        findings: null,
        firstFaults: null,
      },
    );
    changedOne(affected, true);
    await this.imports.update({ id }, { taskId: await this.start(CHECK_KIND, row) });
    return this.get(id);
  }

  /** @throws Problem 409 when it has not been checked, has been applied, or has refusals and all is wanted · 410 when its file is gone */
  async apply(id: string, { allOrNothing, reason }: ImportApplication): Promise<ReadingImportItem> {
    const { row, state, ground } = await this.find(id);
    if (row.state === 'applied' || row.state === 'withdrawing' || row.state === 'withdrawn' || state === 'applying')
      throw new Problem(femsProblems.importUnderWay);
    refuseGone(row, ground);
    if (row.counts === null || row.mapping === null || !isComplete(row.mapping) || (row.state !== 'checked' && row.state !== 'applying'))
      throw new Problem(femsProblems.importNotChecked, {
        detail: {
          ko: '확인이 끝나고 검침 출처와 계측 항목이 모두 정해진 뒤에 반영할 수 있습니다.',
          en: 'It can be applied when its check has ended and its source and points are all set.',
        },
      });
    if (allOrNothing && row.counts.refused > 0) throw hasRefusals(row.counts.refused);
    // Readings name their source by a number; a month names the import itself.
    const sourceNumber = row.mapping.kind === 'utilityMonths' ? null : (row.sourceNumber ?? (await this.numbers.next('reading_source')));
    await this.files.keep(row.fileId);
    const taskId = await this.start(APPLY_KIND, row);
    await this.move(row, 'applying', { taskId, sourceNumber, allOrNothing, reason: reason ?? null });
    return this.get(id);
  }

  /**
   * What was read of the file goes with it; another import of the same file keeps it.
   * @throws Problem 409 when something of it may be stored · 410 when it has been discarded
   */
  async discard(id: string): Promise<void> {
    const { row, ground } = await this.find(id);
    if (!isUnapplied(row))
      throw new Problem(femsProblems.importStored, {
        detail: { ko: '저장된 값이 있으면 되돌리기로 되돌릴 수 있습니다.', en: 'What it has stored can be taken back instead.' },
      });
    if (row.state === 'discarded') refuseGone(row, ground);
    // First of what it locks: whether another import needs the file is known while nobody begins one.
    await this.files.hold(row.fileId);
    // In this order, as in `changeMapping`; a check that has ended meanwhile makes no difference.
    if (row.state === 'checking') await this.tasks.cancel(row.taskId);
    const read = { preview: null, counts: null, firstFaults: null, findings: null };
    const { affected } = await this.imports.update(
      { id, taskId: row.taskId, state: In(['checking', 'checked']) },
      { ...read, state: 'discarded', version: row.version + 1 },
    );
    if (affected !== 1) throw new Problem(femsProblems.importUnderWay);
    const refusedFileId = (await this.imports.findOneBy({ id }))?.refusedFileId;
    if (refusedFileId) await this.files.discard(refusedFileId);
    const others = await this.imports.count({ where: { fileId: row.fileId, state: Not('discarded') } });
    if (others === 0) await this.files.discard(row.fileId);
    const scope = currentScope();
    scope.afterCommit(() => {
      for (const topic of [IMPORT_TOPIC, ATTENTION_TOPIC]) this.live.raise(scope.tenant.tenantId, topic, id);
    });
  }

  /** @throws Problem 409 when nothing of it has been applied */
  async withdraw(id: string, { reason }: ImportWithdrawal): Promise<ReadingImportItem> {
    const { row, state } = await this.find(id);
    const stopped = state === 'failed' && (row.state === 'applying' || row.state === 'withdrawing');
    if (row.state !== 'applied' && !stopped) throw new Problem(femsProblems.importNothingToWithdraw);
    await this.move(row, 'withdrawing', { taskId: await this.start(WITHDRAW_KIND, row), reason });
    return this.get(id);
  }

  /** Goes on from the state that was seen: of two who ask at once the second is refused. */
  private async move(row: ReadingImport, state: ImportState, more: Partial<ReadingImport>): Promise<void> {
    const { affected } = await this.imports.update({ id: row.id, state: row.state, taskId: row.taskId }, { ...(more as object), state });
    if (affected !== 1) throw new Problem(femsProblems.importUnderWay);
  }

  private start(kind: string, { id, fileName }: Pick<ReadingImport, 'id' | 'fileName'>): Promise<string> {
    return this.tasks.start(kind, fileName.slice(0, 200), { importId: id, language: language() } satisfies ImportTaskInput);
  }

  /** @throws Problem 404 */
  private async find(id: string): Promise<{ row: ReadingImport; ground: ImportGround; state: ReadingImportItem['state'] }> {
    const row = await this.imports.findOneBy({ id });
    if (!row) throw new Problem(platformProblems.notFound);
    const ground = (await this.grounds([row]))(row);
    return { row, ground, state: effectiveState(row, ground) };
  }

  private async grounds(rows: readonly ReadingImport[]): Promise<(row: ReadingImport) => ImportGround> {
    const tasks = await this.tasks.states(rows.map(({ taskId }) => taskId));
    const files = await this.files.states(rows.map(({ fileId }) => fileId));
    return ({ taskId, fileId }) => ({ task: tasks.get(taskId), file: files.get(fileId) as FileState });
  }
}

/** Nothing has been stored of it, nor begun to be. */
function isUnapplied({ state }: ReadingImport): boolean {
  return state === 'checking' || state === 'checked' || state === 'discarded';
}

/** @throws Problem 410 when there is no file any more that could be read */
function refuseGone({ state }: ReadingImport, { file }: ImportGround): void {
  const isDiscarded = state === 'discarded';
  if (!isDiscarded && !file.removed) return;
  throw new Problem(femsProblems.importGone, {
    detail: {
      ko: `${isDiscarded ? '삭제한 가져오기입니다.' : '파일의 보관 기간이 지났습니다.'} 파일을 다시 올려 주세요.`,
      en: `${isDiscarded ? 'The import was discarded.' : 'The file was kept as long as was said.'} Send it again.`,
    },
  });
}

export function hasRefusals(refused: number): Problem {
  return new Problem(femsProblems.importHasRefusals, {
    detail: {
      ko: `거절되는 값이 ${refused.toLocaleString('ko')}개입니다. 거절된 행 파일에서 고쳐 다시 올리거나, 정상 값만 반영해 주세요.`,
      en: `${refused.toLocaleString('en')} values would be refused. Correct them in the file of refused rows and send it again, or apply the others alone.`,
    },
  });
}

function language() {
  return currentContext()?.language ?? 'ko';
}

/** Ids in lower case, what was left out as null, and no field that the mapping does not have. */
function mappingOf(body: MappingBody): Mapping {
  const id = (value: string | null | undefined) => value?.toLowerCase() ?? null;
  return {
    kind: body.kind,
    sheet: body.sheet ?? null,
    headerRow: body.headerRow,
    headerRows: Math.min(body.headerRows, body.headerRow),
    sourceId: id(body.sourceId),
    decimalMark: body.decimalMark,
    dateOrder: body.dateOrder,
    stamp: body.stamp,
    intervalSeconds: body.intervalSeconds,
    zone: body.zone,
    midnight: body.midnight,
    time: { format: body.time.format, columns: body.time.columns },
    values: body.values.map(({ column, pointId, unit, time }) => ({ column, pointId: id(pointId), unit, time: time ?? null })),
    meters: body.meters
      ? { column: body.meters.column, points: body.meters.points.map(({ name, pointId }) => ({ name, pointId: id(pointId) })) }
      : null,
    siteId: id(body.siteId),
    months: body.months.map(({ column, field }) => ({ column, field })),
  };
}
