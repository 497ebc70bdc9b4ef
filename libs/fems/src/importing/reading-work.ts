import { Problem } from '@maru/kernel';
import type { TableRow } from '@maru/platform';
import { femsProblems } from '../fems.problems';
import type { Comparison, CorrectionOrigin, LedgerQuery } from '../ledger/ledger.query';
import type { TimeBounds } from '../ledger/reading-rules';
import type { ReadingStore } from '../ledger/reading-store';
import { inOrder } from '../ledger/row-columns';
import type { Chunk } from './chunk';
import { type Finding, ReadingFindings } from './findings';
import type { ImportWork } from './import-work';
import type { Known } from './known';
import type { Mapping } from './mapping';
import type { ImportExtent } from './reading-import.entity';
import { type ImportPoint, ReadingRows } from './reading-rows';
import { intervalsMax, SeenIntervals } from './seen-intervals';

/** Rows that are readings: judged by the rules that hold for what a device sends, stored by the same statements. */
export class ReadingWork implements ImportWork {
  private readonly idsByNumber: ReadonlyMap<number, string>;
  private readonly rows: ReadingRows;
  private readonly seen = new SeenIntervals();
  private readonly found: ReadingFindings;

  constructor(
    private readonly of: Mapping,
    known: Known,
    bounds: TimeBounds,
    private readonly origin: () => CorrectionOrigin,
    private readonly ledger: LedgerQuery,
    private readonly readings: ReadingStore,
  ) {
    const points: ReadonlyMap<string, ImportPoint> = new Map(known.points.map((point) => [point.id, point]));
    this.found = new ReadingFindings(of.intervalSeconds * 1000);
    this.rows = new ReadingRows(of, { points, bounds, seen: this.seen, findings: this.found });
    this.idsByNumber = new Map(known.points.map(({ id, pointNumber }) => [pointNumber, id]));
  }

  get readingsOfRow(): number {
    return this.rows.readingsOfRow;
  }

  take(row: TableRow, chunk: Chunk): void {
    this.rows.take(row, chunk);
  }

  compare({ rows }: Chunk): Promise<Comparison> {
    return rows.count === 0 ? Promise.resolve({ accepted: 0, corrected: 0 }) : this.ledger.compare(rows, this.origin());
  }

  async store(chunk: Chunk): Promise<Comparison> {
    const origin = this.origin();
    const stored = await this.readings.store(inOrder(chunk.rows).rows, origin);
    this.readings.tell(origin, stored, (number) => this.idsByNumber.get(number) as string);
    return { accepted: stored.total('accepted'), corrected: stored.total('corrected') };
  }

  findings(): Finding[] {
    return this.found.list(this.of.midnight, (number) => this.idsByNumber.get(number) as string);
  }

  extents(): ImportExtent[] {
    return [...this.found.extents].map(([pointNumber, { first, last }]) => ({ pointNumber, first, last }));
  }

  excess(): Problem | null {
    if (this.seen.intervals <= intervalsMax) return null;
    return new Problem(femsProblems.importTooLong, {
      detail: {
        ko: `한 번에 ${intervalsMax.toLocaleString('ko')}개까지 가져올 수 있습니다. 기간을 나누어 올려 주세요.`,
        en: `At most ${intervalsMax.toLocaleString('en')} readings can be imported at once. Send the file in pieces.`,
      },
    });
  }
}
