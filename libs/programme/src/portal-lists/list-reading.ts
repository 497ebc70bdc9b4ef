import { createHash } from 'node:crypto';
import { cellText, type TableRow } from '@maru/platform';
import { type DaySpan, type PortalListMapping, type PortalRow, type Precision, portalListRowsMax } from './portal-list';
import type { PortalFault } from './portal-list-faults';
import { type ListBounds, RowReader } from './read-row';

/** What became of the rows of a list: rows = accepted + duplicates + refused, always. */
export interface PortalListCounts {
  readonly rows: number;
  readonly accepted: number;
  /** Say word for word what an earlier row says; they count once. */
  readonly duplicates: number;
  readonly refused: number;
  /** Of those accepted: no logs that the portal holds, but tests and receipts that stored nothing. */
  readonly setAside: number;
}

/** A whole list, row by row. What is kept of it in memory is bounded by the rows that it may have. */
export class ListReading {
  readonly accepted: PortalRow[] = [];
  private readonly reader: RowReader;
  private readonly seen = new Set<string>();
  private readonly days = new Map<string, PortalRow>();
  /** Rows that are not blank, so far. */
  rowsRead = 0;
  private duplicates = 0;
  private refused = 0;

  constructor(
    private readonly mapping: PortalListMapping,
    bounds: ListBounds,
  ) {
    this.reader = new RowReader(mapping, bounds);
  }

  /** It holds more than is read at once. */
  get isTooLong(): boolean {
    return this.rowsRead > portalListRowsMax;
  }

  get counts(): PortalListCounts {
    const setAside = this.accepted.filter(({ isLog }) => !isLog).length;
    return { rows: this.rowsRead, accepted: this.accepted.length, duplicates: this.duplicates, refused: this.refused, setAside };
  }

  /** @returns what refuses the row; nothing where it was taken, or is blank and so no row at all */
  take(row: TableRow): readonly PortalFault[] {
    if (row.cells.every((cell) => cellText(cell).trim() === '')) return [];
    this.rowsRead++;
    const read = this.reader.read(row);
    if ('length' in read) {
      this.refused++;
      return read;
    }
    if (this.isRepeated(row)) {
      this.duplicates++;
      return [];
    }
    const former = this.mapping.kind === 'days' ? this.days.get(read.day) : undefined;
    if (former) {
      this.refused++;
      return [{ row: row.number, column: null, code: 'day-said-twice', about: former.row }];
    }
    this.days.set(read.day, read);
    this.accepted.push(read);
    return [];
  }

  /** The whole row is compared, columns that are not read too: a list with a running number repeats nothing. */
  private isRepeated({ cells }: TableRow): boolean {
    const texts = cells.map((cell) => cellText(cell).trim());
    const digest = createHash('sha256').update(JSON.stringify(texts)).digest('base64url').slice(0, 22);
    if (this.seen.has(digest)) return true;
    this.seen.add(digest);
    return false;
  }

  /** From the first to the last of its days; null where it has none. */
  get span(): DaySpan | null {
    const days = [...this.days.keys()].sort();
    return days.length === 0 ? null : { firstDay: days[0] as string, lastDay: days.at(-1) as string };
  }

  get precision(): Precision | null {
    return this.mapping.kind === 'days' ? null : precisionOf(this.accepted);
  }
}

/** As fine as any of the times is: a list that writes .000 behind every second knows no milliseconds. */
export function precisionOf(rows: readonly Pick<PortalRow, 'at'>[]): Precision {
  if (rows.some(({ at }) => (at as number) % 1000 !== 0)) return 'millisecond';
  return rows.some(({ at }) => (at as number) % 60_000 !== 0) ? 'second' : 'minute';
}
