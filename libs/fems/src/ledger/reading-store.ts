import { currentContext, currentScope, Events, LiveSignal, Metrics, Partitions } from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { ReadingsStored } from '../contract';
import { type CorrectionOrigin, LedgerQuery } from './ledger.query';
import { monthStarts } from './month-starts';
import type { RowColumns } from './row-columns';
import { StoredPoints } from './stored-points';

const sendersMax = 10_000;
/** Topic of the live signal: its key is the point's id. */
export const READING_TOPIC = 'reading';

/** Puts readings into the ledger: each interval once, in the order of point and time. What is there already changes nothing. */
@Injectable()
export class ReadingStore {
  /** Sources whose last batch held what was known already: their next one is likely to, so it is written row by row at once. */
  private readonly resending = new Set<string>();

  constructor(
    private readonly ledger: LedgerQuery,
    private readonly partitions: Partitions,
    private readonly events: Events,
    private readonly live: LiveSignal,
    private readonly metrics: Metrics,
  ) {}

  /** @returns what became of them, point by point; the rest was known */
  async store(rows: RowColumns, origin: CorrectionOrigin): Promise<StoredPoints> {
    const stored = new StoredPoints();
    if (rows.count === 0) return stored;
    await this.partitions.ensure('fems.reading', monthStarts(rows));
    const sender = `${currentScope().tenant.tenantId}/${origin.sourceNumber}`;
    if (!this.resending.has(sender)) {
      if (await this.ledger.insertAll(rows, origin)) {
        for (let i = 0; i < rows.count; i++) stored.add('accepted', rows.pointNumber[i], rows.start[i]);
        return stored;
      }
      if (this.resending.size >= sendersMax) this.resending.clear();
      this.resending.add(sender);
    }
    const inserted = await this.ledger.insertNew(rows, origin);
    for (const row of inserted) stored.add('accepted', row.point_number, row.interval_start.getTime());
    if (inserted.length < rows.count) await this.correct(rows, origin, stored);
    else this.resending.delete(sender);
    return stored;
  }

  /** An interval that had a reading may now be said to be worth something else; one whose reading was withdrawn has one again. */
  private async correct(rows: RowColumns, origin: CorrectionOrigin, stored: StoredPoints): Promise<void> {
    const places = await this.ledger.differing(rows, origin);
    if (places.length === 0) return;
    const suspects = rows.pick(places);
    await this.ledger.lockPoints(suspects);
    for (const row of await this.ledger.correct(suspects, origin))
      stored.add(row.missing ? 'accepted' : 'corrected', row.point_number, row.interval_start.getTime());
  }

  /**
   * Tells other modules in the same commit, and open screens after it.
   * @param sourceId whose readings they are; null where they were taken back
   */
  tell(
    { recordedAt, sourceId }: { recordedAt: Date; sourceId: string | null },
    stored: StoredPoints,
    idOf: (pointNumber: number) => string,
  ): void {
    const points = stored.list(idOf);
    if (points.length === 0) return;
    this.events.publish(new ReadingsStored({ receivedAt: recordedAt.toISOString(), sourceId, points }));
    const scope = currentScope();
    scope.afterCommit(() => {
      for (const { pointId } of points) this.live.raise(scope.tenant.tenantId, READING_TOPIC, pointId);
    });
  }

  count(outcomes: { accepted: number; unchanged: number; corrected: number; refused: number }): void {
    for (const [outcome, rows] of Object.entries(outcomes)) if (rows > 0) this.metrics.readings.inc({ module: 'fems', outcome }, rows);
  }
}

/** Who answers for what is written: a task is the doing of the person who asked for it. */
export function writer(): { actorKind: string; actorId: string | null } {
  const principal = currentContext()?.principal;
  if (principal?.kind === 'device') return { actorKind: 'device', actorId: principal.deviceKeyId };
  if (principal?.personId !== undefined) return { actorKind: 'person', actorId: principal.personId };
  return { actorKind: 'job', actorId: null };
}
