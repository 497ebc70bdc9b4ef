import { addDays, wallOf } from '@maru/web/zoned';
import type { Measure } from './address';
import type { Bucket, Granularity } from './period';
import type { ProfileRow } from './profile';

/** How finely a period is cut for its heat map; a day has none. */
export const heatBuckets: Partial<Record<Granularity, Bucket>> = { month: 'hour', year: 'day' };

export interface HeatCell {
  /** The wall clock at which it begins. */
  start: string;
  end: string;
  /** kWh or kW; null without a reading, which is not zero. */
  value: number | null;
  readings: number;
  /** Readings that there would be in all of it. */
  expected: number;
}

function cellOf(rows: readonly ProfileRow[], value: number | null, intervalSeconds: number): HeatCell {
  const lengthMs = rows.reduce((total, { startMs, endMs }) => total + endMs - startMs, 0);
  const readings = rows.reduce((total, row) => total + row.readings, 0);
  const expected = Math.max(readings, Math.floor(lengthMs / (intervalSeconds * 1000)));
  return { start: wallOf(rows[0].start), end: rows[rows.length - 1].end, value, readings, expected };
}

/** What has the same key, together. */
export function groupsOf<T>(items: Iterable<T>, keyOf: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return [...groups.values()];
}

/** A year's days by what they used or by their peak. */
export function dayCells(rows: readonly ProfileRow[], measure: Measure, intervalSeconds: number): HeatCell[] {
  return rows.map((row) => cellOf([row], measure === 'energy' ? row.energyKwh : row.peakDemandKw, intervalSeconds));
}

/** A month's hours by their mean demand. An hour that the clock shows twice is one cell, the mean over both; one that it leaves out is none. */
export function hourCells(rows: readonly ProfileRow[], intervalSeconds: number): HeatCell[] {
  return groupsOf(rows, ({ start }) => start.slice(0, 13)).map((hour) => {
    const readings = hour.reduce((total, row) => total + row.readings, 0);
    const energyKwh = hour.reduce((total, row) => total + (row.energyKwh ?? 0), 0);
    return cellOf(hour, readings === 0 ? null : energyKwh / ((readings * intervalSeconds) / 3600), intervalSeconds);
  });
}

/** Equal steps of colour. */
export interface HeatScale {
  /** Where the first step begins. */
  from: number;
  step: number;
}

export const heatSteps = 5;
const niceSteps = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10, 12, 15, 20];

/**
 * Steps with round bounds that hold all values: from zero, or from near the lowest where all lie in the upper half and yet
 * apart. Null without a value.
 */
export function heatScaleOf(values: readonly number[]): HeatScale | null {
  if (values.length === 0) return null;
  const [low, high] = values.reduce(([min, max], value) => [Math.min(min, value), Math.max(max, value)], [Number.POSITIVE_INFINITY, 0]);
  if (high === 0) return { from: 0, step: 1 };
  const begin = low > high / 2 && high - low > high / 100 ? low : 0;
  const magnitude = 10 ** Math.floor(Math.log10((high - begin) / heatSteps));
  const scales = niceSteps.map((nice) => {
    const step = Number((nice * magnitude).toPrecision(2));
    return { from: Math.floor(begin / step) * step, step };
  });
  return scales.find(({ from, step }) => from + heatSteps * step >= high) ?? null;
}

/** Which step a value lies in, from 0. */
export function heatStepOf(value: number, { from, step }: HeatScale): number {
  return Math.min(heatSteps - 1, Math.max(0, Math.floor((value - from) / step)));
}

const rowKeys: Record<string, number> = { ArrowUp: -1, ArrowDown: 1 };
const cellKeys: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1 };

/**
 * The cell that an arrow key leads to: the one beside, or in the row above or below the same weekday of a year, the same hour of a month.
 *
 * @param rowDays how many days the next row is away
 */
export function cellAfterKey(cells: readonly HeatCell[], index: number, key: string, rowDays: number): number {
  const beside = cellKeys[key];
  if (beside) return cells[index + beside] ? index + beside : index;
  const rows = rowKeys[key];
  if (!rows) return index;
  const { start } = cells[index];
  const wanted = `${addDays(start, rows * rowDays)}${start.slice(10)}`;
  const found = cells.findIndex((cell) => cell.start === wanted);
  return found < 0 ? index : found;
}
