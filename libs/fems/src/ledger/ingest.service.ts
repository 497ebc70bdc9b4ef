import { currentContext, unknownReference } from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { readEnvelope } from './batch-envelope';
import { checkRows } from './batch-rows';
import { PointDirectory } from './point-directory';
import { ReadingStore, writer } from './reading-store';
import type { IngestAnswer } from './readings.dto';
import { inOrder } from './row-columns';
import { detailOf, pointerOf, type RowFault } from './row-faults';

/** Takes batches of readings: what is right is stored, what is wrong is named, what is there already changes nothing. */
@Injectable()
export class IngestService {
  constructor(
    private readonly directory: PointDirectory,
    private readonly store: ReadingStore,
  ) {}

  async ingest(body: unknown): Promise<IngestAnswer> {
    const { sourceId, reason, readings } = readEnvelope(body);
    const source = await this.directory.source(sourceId);
    if (!source) throw unknownReference('/sourceId', { ko: '이런 검침 출처가 없습니다.', en: 'There is no such reading source.' });
    const { points, idOf } = await this.directory.pointsOf(readings);
    const recordedAt = new Date();
    const checked = checkRows(readings, { points, stampsEnd: source.stamp === 'intervalEnd', nowMs: recordedAt.getTime() });
    const { rows, repeated, faults } = inOrder(checked.rows);
    const refused = [...checked.faults, ...faults].sort((a, b) => a.index - b.index);
    const stored = await this.store.store(rows, {
      recordedAt,
      sourceNumber: source.sourceNumber,
      sourceId: source.id,
      reason,
      ...writer(),
    });
    this.store.tell({ recordedAt, sourceId: source.id }, stored, idOf);
    const accepted = stored.total('accepted');
    const corrected = stored.total('corrected');
    const unchanged = rows.count + repeated - accepted - corrected;
    this.store.count({ accepted, unchanged, corrected, refused: refused.length });
    return { accepted, unchanged, corrected, refused: refused.map(refusalOf) };
  }
}

function refusalOf(fault: RowFault): IngestAnswer['refused'][number] {
  const language = currentContext()?.language ?? 'ko';
  return { index: fault.index, pointer: pointerOf(fault), code: fault.code, detail: detailOf(fault)[language] };
}
