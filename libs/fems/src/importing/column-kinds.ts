import {
  type Cell,
  cellText,
  type DateOrder,
  type DateTime,
  dateOf,
  dateOrders,
  dateTimeOf,
  dayMs,
  hourOf,
  monthOf,
  type TableRow,
  timeOf,
} from '@maru/platform';
import { energyOf } from './energy-columns';
import type { DecimalMark } from './mapping';
import { numberOf } from './number-text';

/** Of the cells that are not empty so many must be of a kind: some are faults, and a sum stands at the end. */
const most = 0.7;
const half = 0.5;

/** What the cells of one column could be: shares from 0 to 1 of those that are not empty. */
export interface ColumnKind {
  readonly index: number;
  readonly name: string;
  readonly cells: readonly (Cell | undefined)[];
  readonly dateOrder: DateOrder;
  readonly isDate: boolean;
  /** Dates with times of a day. */
  readonly isDateTime: boolean;
  readonly isTime: boolean;
  readonly isHour: boolean;
  readonly isMonth: boolean;
  readonly isNumber: boolean;
  readonly decimalMark: DecimalMark;
}

export function kindOf(column: { index: number; name: string }, data: readonly TableRow[]): ColumnKind {
  const cells = data.map((row) => row.cells[column.index]);
  const filled = cells.filter((cell) => cellText(cell).trim() !== '');
  const share = (is: (cell: Cell | undefined) => boolean) => (filled.length === 0 ? 0 : filled.filter(is).length / filled.length);
  const dateOrder = orderOf(filled);
  const dates = share((cell) => dateTimeOf(cell, dateOrder).ok);
  const onlyDates = share((cell) => dateOf(cell, dateOrder).ok);
  const points = share((cell) => isNumber(cell, '.'));
  const commas = share((cell) => isNumber(cell, ','));
  return {
    ...column,
    cells,
    dateOrder,
    isDate: dates >= most && onlyDates >= most,
    isDateTime: dates >= most && onlyDates < most,
    isTime: share((cell) => timeOf(cell).ok) >= most,
    isHour: share((cell) => hourOf(cell).ok) >= most,
    isMonth: share((cell) => monthOf(cell) !== null) >= most,
    isNumber: Math.max(points, commas) >= (energyOf(column.name) ? half : most),
    decimalMark: commas > points ? ',' : '.',
  };
}

/** A negative number is refused, and a number all the same. */
function isNumber(cell: Cell | undefined, mark: DecimalMark): boolean {
  const number = numberOf(cell, mark);
  return number.ok || number.code === 'negative';
}

/** The order by which most of the dates are dates; of two that fit alike the one by which they follow each other most evenly. */
function orderOf(cells: readonly (Cell | undefined)[]): DateOrder {
  let best: DateOrder = 'ymd';
  let bestScore = -1;
  for (const order of dateOrders) {
    const stamps = cells.flatMap((cell) => {
      const parsed = dateTimeOf(cell, order);
      return parsed.ok ? [wallOf(parsed.value)] : [];
    });
    // Evenness decides between orders that fit alike, and nothing else: it counts less than one date.
    const score = stamps.length + evenness(stamps) / 2;
    if (score > bestScore) {
      best = order;
      bestScore = score;
    }
  }
  return best;
}

export function wallOf({ day, atMs }: DateTime): number {
  return day * dayMs + atMs;
}

/** How large a share of the steps between neighbours is the most frequent one. */
function evenness(stamps: readonly number[]): number {
  const steps = new Map<number, number>();
  for (let at = 1; at < stamps.length; at++) {
    const step = Math.abs((stamps[at] as number) - (stamps[at - 1] as number));
    steps.set(step, (steps.get(step) ?? 0) + 1);
  }
  return stamps.length < 2 ? 0 : Math.max(...steps.values()) / (stamps.length - 1);
}
