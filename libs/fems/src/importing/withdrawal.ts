import { Injectable } from '@nestjs/common';
import { ReadingStore, writer } from '../ledger/reading-store';
import { StoredPoints } from '../ledger/stored-points';
import { UtilityMonthsQuery } from '../utility/utility-months.query';
import { ImportKnowledge } from './import-knowledge';
import type { ReadingImport } from './reading-import.entity';
import { WithdrawQuery } from './withdraw.query';

const pageIntervals = 5_000;

/** Where a withdrawal has come to. */
export interface WithdrawalPlace {
  /** Which of the import's points. */
  readonly extent: number;
  /** Start of the last interval that is done, in epoch milliseconds; null at the point's beginning. */
  readonly after: number | null;
  readonly withdrawn: number;
  readonly restored: number;
  /** Left as they are, since somebody has corrected them. */
  readonly kept: number;
}

export const withdrawalStart: WithdrawalPlace = { extent: 0, after: null, withdrawn: 0, restored: 0, kept: 0 };

type Withdrawn = Pick<ReadingImport, 'id' | 'extents' | 'sourceNumber' | 'reason'>;

/** Takes readings of an import back, by corrections: nothing of the ledger is deleted. */
@Injectable()
export class Withdrawal {
  constructor(
    private readonly query: WithdrawQuery,
    private readonly readings: ReadingStore,
    private readonly knowledge: ImportKnowledge,
    private readonly utilityMonths: UtilityMonthsQuery,
  ) {}

  /** All of it, each page in a transaction of its own. Begun again it finds what is done already. */
  async takeBack(row: Withdrawn, within: <T>(work: () => Promise<T>) => Promise<T>): Promise<WithdrawalPlace> {
    let place = withdrawalStart;
    while (hasMore(row, place)) {
      const from = place;
      place = await within(() => this.page(row, from));
    }
    return within(() => this.months(row, place));
  }

  /** What the import said of months of a utility's statement, all at once. */
  async months({ id }: Withdrawn, place: WithdrawalPlace): Promise<WithdrawalPlace> {
    const { withdrawn, restored, kept } = await this.utilityMonths.takeBack(id, new Date());
    return { ...place, withdrawn: place.withdrawn + withdrawn, restored: place.restored + restored, kept: place.kept + kept };
  }

  /** The next page, in the transaction under way. */
  async page({ extents, sourceNumber, reason }: Withdrawn, place: WithdrawalPlace): Promise<WithdrawalPlace> {
    const extent = extents?.[place.extent];
    if (!extent || sourceNumber === null) throw new Error('nothing is left to take back');
    const recordedAt = new Date();
    const { pointNumber, first, last } = extent;
    const after = place.after ?? first - 1;
    const rows = await this.query.takeBack({
      pointNumber,
      after,
      last,
      sourceNumber,
      limit: pageIntervals,
      recordedAt,
      reason,
      ...writer(),
    });
    const stored = new StoredPoints();
    const counts = { withdrawn: 0, restored: 0, kept: 0, same: 0 };
    for (const { interval_start, outcome } of rows) {
      counts[outcome]++;
      if (outcome === 'withdrawn') stored.add('withdrawn', pointNumber, interval_start.getTime());
      if (outcome === 'restored') stored.add('corrected', pointNumber, interval_start.getTime());
    }
    const { points } = await this.knowledge.read();
    const ids = new Map(points.map((point) => [point.pointNumber, point.id]));
    this.readings.tell({ recordedAt, sourceId: null }, stored, (number) => ids.get(number) as string);
    const ended = rows.length < pageIntervals;
    return {
      extent: ended ? place.extent + 1 : place.extent,
      after: ended ? null : (rows.at(-1)?.interval_start.getTime() ?? null),
      withdrawn: place.withdrawn + counts.withdrawn,
      restored: place.restored + counts.restored,
      kept: place.kept + counts.kept,
    };
  }
}

export function hasMore({ extents, sourceNumber }: Withdrawn, { extent }: WithdrawalPlace): boolean {
  return sourceNumber !== null && extent < (extents?.length ?? 0);
}
