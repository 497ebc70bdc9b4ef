import { type CursorPart, isId, newId, Problem } from '@maru/kernel';
import {
  changedOne,
  currentContext,
  currentPerson,
  cursorParts,
  Files,
  PAGE_SIZE,
  type PageQuery,
  pageOf,
  platformProblems,
  Tasks,
} from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { LessThan, Repository } from 'typeorm';
import { femsProblems } from '../fems.problems';
import { NumberSeries } from '../metering/number-series';
import { unknownReference } from '../metering/unknown-reference';
import { effectiveState, importItem } from './import-item';
import { ImportKnowledge } from './import-knowledge';
import { APPLY_KIND, CHECK_KIND, type ImportTaskInput, WITHDRAW_KIND } from './import-tasks';
import type { Mapping } from './mapping';
import type { MappingBody } from './mapping.dto';
import { isComplete, refuseUnsound } from './mapping-rules';
import { type ImportState, ReadingImport } from './reading-import.entity';
import type { ImportApplication, ImportWithdrawal, NewReadingImport, ReadingImportItem, ReadingImportPage } from './reading-imports.dto';

const isPlace = (parts: CursorPart[]): parts is [string] => parts.length === 1 && isId(parts[0]);

/** Imports of readings: begun, mapped, applied and taken back here; the work itself is done by tasks. */
@Injectable()
export class ReadingImportsService {
  constructor(
    @InjectRepository(ReadingImport) private readonly imports: Repository<ReadingImport>,
    private readonly files: Files,
    private readonly tasks: Tasks,
    private readonly knowledge: ImportKnowledge,
    private readonly numbers: NumberSeries,
  ) {}

  async page({ cursor, limit = PAGE_SIZE }: PageQuery): Promise<ReadingImportPage> {
    const after = cursorParts(cursor, isPlace);
    const rows = await this.imports.find({
      where: after ? { id: LessThan(after[0]) } : {},
      order: { id: 'DESC' },
      take: limit + 1,
    });
    const states = await this.tasks.states(rows.map(({ taskId }) => taskId));
    return pageOf(
      rows,
      limit,
      (row) => importItem(row, states.get(row.taskId), language()),
      ({ id }) => [id],
    );
  }

  async get(id: string): Promise<ReadingImportItem> {
    const { row, state } = await this.find(id);
    return { ...importItem(row, undefined, language()), state };
  }

  /** @throws Problem 404 naming what the organisation does not have · 409 while the file is being sent · 410 when it is gone */
  async create({ fileId, sourceId }: NewReadingImport): Promise<ReadingImportItem> {
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

  /** @throws Problem 409 once it has been applied · 412 when somebody else has changed it */
  async changeMapping(id: string, version: number, body: MappingBody): Promise<ReadingImportItem> {
    const { row } = await this.find(id);
    if (row.state !== 'checking' && row.state !== 'checked') throw new Problem(femsProblems.importUnderWay);
    const mapping = mappingOf(body);
    const isSite = mapping.siteId !== null && (await this.knowledge.isSite(mapping.siteId));
    refuseUnsound(mapping, await this.knowledge.read(), isSite);
    const { affected } = await this.imports.update(
      { id, version },
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
    // What an older check still finds out is of no interest.
    if (row.state === 'checking') await this.tasks.cancel(row.taskId);
    await this.imports.update({ id }, { taskId: await this.start(CHECK_KIND, row) });
    return this.get(id);
  }

  /** @throws Problem 409 when it has not been checked, has been applied, or has refusals and all is wanted */
  async apply(id: string, { allOrNothing, reason }: ImportApplication): Promise<ReadingImportItem> {
    const { row, state } = await this.find(id);
    if (row.state === 'applied' || row.state === 'withdrawing' || row.state === 'withdrawn' || state === 'applying')
      throw new Problem(femsProblems.importUnderWay);
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
    const taskId = await this.start(APPLY_KIND, row);
    await this.move(row, 'applying', { taskId, sourceNumber, allOrNothing, reason: reason ?? null });
    return this.get(id);
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
  private async find(id: string): Promise<{ row: ReadingImport; state: ReadingImportItem['state'] }> {
    const row = await this.imports.findOneBy({ id });
    if (!row) throw new Problem(platformProblems.notFound);
    const states = await this.tasks.states([row.taskId]);
    return { row, state: effectiveState(row, states.get(row.taskId)) };
  }
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
