import { Decimal } from '@maru/kernel';
import type { RowFault } from './row-faults';

/** Rows of a batch that may be stored, by columns: five thousand of them cost no five thousand objects. */
export class RowColumns {
  count = 0;
  /** Where each row stood in the batch. */
  readonly index: Int32Array;
  readonly pointNumber: Int32Array;
  /** Epoch milliseconds. */
  readonly start: Float64Array;
  readonly quality: Int32Array;
  /** Decimal text that PostgreSQL reads as numeric. */
  readonly value: string[] = [];

  constructor(capacity: number) {
    this.index = new Int32Array(capacity);
    this.pointNumber = new Int32Array(capacity);
    this.start = new Float64Array(capacity);
    this.quality = new Int32Array(capacity);
  }

  add(index: number, pointNumber: number, start: number, value: string, quality: number): void {
    const at = this.count++;
    this.index[at] = index;
    this.pointNumber[at] = pointNumber;
    this.start[at] = start;
    this.value[at] = value;
    this.quality[at] = quality;
  }

  /** The rows at these places, in this order. */
  pick(places: ArrayLike<number>): RowColumns {
    const picked = new RowColumns(places.length);
    for (let i = 0; i < places.length; i++) {
      const at = places[i];
      picked.add(this.index[at], this.pointNumber[at], this.start[at], this.value[at], this.quality[at]);
    }
    return picked;
  }
}

export interface OrderedRows {
  readonly rows: RowColumns;
  /** Rows that say again what an earlier row of the batch says. */
  readonly repeated: number;
  readonly faults: readonly RowFault[];
}

/**
 * The rows in the order of point and time, each interval once. All batches are stored in this order, so that two of them can wait for
 * each other but never in a circle. Of rows with one interval the first stands; a later one that differs is refused.
 */
export function inOrder(rows: RowColumns): OrderedRows {
  const { count, pointNumber, start, index } = rows;
  const faults: RowFault[] = [];
  let sorted = true;
  for (let i = 1; i < count && sorted; i++)
    sorted = pointNumber[i] > pointNumber[i - 1] || (pointNumber[i] === pointNumber[i - 1] && start[i] > start[i - 1]);
  if (sorted) return { rows, repeated: 0, faults };

  const places = Array.from({ length: count }, (_, i) => i);
  places.sort((a, b) => pointNumber[a] - pointNumber[b] || start[a] - start[b] || a - b);
  const kept: number[] = [];
  let repeated = 0;
  for (const place of places) {
    const first = kept.at(-1);
    if (first === undefined || pointNumber[first] !== pointNumber[place] || start[first] !== start[place]) kept.push(place);
    else if (same(rows, first, place)) repeated++;
    else faults.push({ index: index[place], field: 'value', code: 'differs-within-batch', about: index[first] });
  }
  return { rows: rows.pick(kept), repeated, faults };
}

function same({ value, quality }: RowColumns, a: number, b: number): boolean {
  return quality[a] === quality[b] && (value[a] === value[b] || new Decimal(value[a]).eq(value[b]));
}
