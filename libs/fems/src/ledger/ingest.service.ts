import { currentContext, currentScope, Events, Metrics, Partitions } from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { ReadingsStored } from '../contract';
import { unknownReference } from '../metering/unknown-reference';
import { readEnvelope } from './batch-envelope';
import { checkRows } from './batch-rows';
import { type CorrectionOrigin, LedgerQuery } from './ledger.query';
import { monthStarts } from './month-starts';
import { PointDirectory } from './point-directory';
import type { IngestAnswer } from './readings.dto';
import { inOrder, type RowColumns } from './row-columns';
import { detailOf, pointerOf, type RowFault } from './row-faults';
import { StoredPoints } from './stored-points';

const sendersMax = 10_000;

/** Takes batches of readings: what is right is stored, what is wrong is named, what is there already changes nothing. */
@Injectable()
export class IngestService {
  /** Sources whose last batch held what was known already: their next one is likely to, so it is written row by row at once. */
  private readonly resending = new Set<string>();

  constructor(
    private readonly directory: PointDirectory,
    private readonly ledger: LedgerQuery,
    private readonly partitions: Partitions,
    private readonly events: Events,
    private readonly metrics: Metrics,
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
    const origin = { recordedAt, sourceNumber: source.sourceNumber, reason, ...actor() };
    const stored = new StoredPoints();
    if (rows.count > 0) await this.store(rows, origin, stored);
    const accepted = stored.total('accepted');
    const corrected = stored.total('corrected');
    if (accepted + corrected > 0) await this.tell(recordedAt, stored, idOf);
    const answer = { accepted, unchanged: rows.count + repeated - accepted - corrected, corrected, refused: refused.map(refusalOf) };
    this.count(answer);
    return answer;
  }

  private async store(rows: RowColumns, origin: CorrectionOrigin, stored: StoredPoints): Promise<void> {
    await this.partitions.ensure('fems.reading', monthStarts(rows));
    const sender = `${currentScope().tenant.tenantId}/${origin.sourceNumber}`;
    if (!this.resending.has(sender)) {
      if (await this.ledger.insertAll(rows, origin)) {
        for (let i = 0; i < rows.count; i++) stored.add('accepted', rows.pointNumber[i], rows.start[i]);
        return;
      }
      if (this.resending.size >= sendersMax) this.resending.clear();
      this.resending.add(sender);
    }
    const inserted = await this.ledger.insertNew(rows, origin);
    for (const row of inserted) stored.add('accepted', row.point_number, row.interval_start.getTime());
    if (inserted.length < rows.count) await this.correct(rows, origin, stored);
    else this.resending.delete(sender);
  }

  /** An interval that had a reading may now be said to be worth something else. */
  private async correct(rows: RowColumns, origin: CorrectionOrigin, stored: StoredPoints): Promise<void> {
    const places = await this.ledger.differing(rows, origin);
    if (places.length === 0) return;
    const suspects = rows.pick(places);
    await this.ledger.lockPoints(suspects);
    for (const row of await this.ledger.correct(suspects, origin)) stored.add('corrected', row.point_number, row.interval_start.getTime());
  }

  private tell(recordedAt: Date, stored: StoredPoints, idOf: (pointNumber: number) => string): Promise<void> {
    const points = stored.list(idOf);
    return this.events.publish(new ReadingsStored({ receivedAt: recordedAt.toISOString(), points }));
  }

  private count({ accepted, unchanged, corrected, refused }: IngestAnswer): void {
    for (const [outcome, rows] of Object.entries({ accepted, unchanged, corrected, refused: refused.length }))
      if (rows > 0) this.metrics.readings.inc({ module: 'fems', outcome }, rows);
  }
}

function actor(): { actorKind: string; actorId: string | null } {
  const principal = currentContext()?.principal;
  if (principal?.kind === 'person') return { actorKind: 'person', actorId: principal.personId };
  if (principal?.kind === 'device') return { actorKind: 'device', actorId: principal.deviceKeyId };
  return { actorKind: 'job', actorId: null };
}

function refusalOf(fault: RowFault): IngestAnswer['refused'][number] {
  const language = currentContext()?.language ?? 'ko';
  return { index: fault.index, pointer: pointerOf(fault), code: fault.code, detail: detailOf(fault)[language] };
}
