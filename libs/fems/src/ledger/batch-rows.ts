import { parseInstant } from '@maru/kernel';
import { qualityCode, unstatedQuality } from './reading-quality';
import { misplacement, type PointFacts, type TimeBounds, timeBounds, valueRefusal, valueText } from './reading-rules';
import { RowColumns } from './row-columns';
import type { RowFault, RowFaultCode } from './row-faults';

export interface RowContext {
  /** By the id as the client wrote it. */
  readonly points: ReadonlyMap<string, PointFacts>;
  readonly stampsEnd: boolean;
  readonly nowMs: number;
}

export interface CheckedRows {
  readonly rows: RowColumns;
  readonly faults: RowFault[];
}

/** Looks at every row of a batch. What is wrong with one row is no reason to refuse the others. */
export function checkRows(readings: readonly unknown[], context: RowContext): CheckedRows {
  const rows = new RowColumns(readings.length);
  const faults: RowFault[] = [];
  const checker = new RowChecker(context, timeBounds(context.nowMs), rows);
  for (let index = 0; index < readings.length; index++) {
    const code = checker.take(readings[index], index);
    if (code !== null) faults.push({ index, field: checker.field, code, about: checker.about });
  }
  return { rows, faults };
}

/** The rules of one row. Written without an object for each row, since it runs for every reading of every meter. */
class RowChecker {
  /** The field that the last fault was in, and what its text needs to know. */
  field = '';
  about: number | undefined;
  private lastId: unknown = null;
  private lastPoint: PointFacts | undefined;

  constructor(
    private readonly context: RowContext,
    private readonly bounds: TimeBounds,
    private readonly rows: RowColumns,
  ) {}

  /** Adds the row to the columns, or says why not. */
  take(row: unknown, index: number): RowFaultCode | null {
    this.field = '';
    this.about = undefined;
    if (typeof row !== 'object' || row === null || Array.isArray(row)) return 'not-an-object';
    for (const name in row)
      if (name !== 'pointId' && name !== 'at' && name !== 'value' && name !== 'quality') {
        this.field = name;
        return 'unknown-field';
      }
    const { pointId, at, value, quality } = row as { pointId?: unknown; at?: unknown; value?: unknown; quality?: unknown };
    this.field = 'pointId';
    const point = this.point(pointId);
    if (!point) return pointId === undefined ? 'missing' : typeof pointId === 'string' ? 'unknown-point' : 'not-text';
    this.field = 'at';
    const instant = typeof at === 'string' ? parseInstant(at) : null;
    if (!instant) return at === undefined ? 'missing' : 'not-text';
    if (!instant.ok) return instant.code;
    const start = this.context.stampsEnd ? instant.epochMs - point.intervalMs : instant.epochMs;
    const misplaced = misplacement(start, point, this.bounds);
    if (misplaced === 'off-grid') this.about = point.intervalMs / 1000;
    if (misplaced) return misplaced;
    this.field = 'value';
    const refusal = valueRefusal(value);
    if (refusal) return refusal;
    this.field = 'quality';
    const code = quality === undefined ? unstatedQuality : qualityCode(quality);
    if (code === undefined) return 'unknown-quality';
    this.rows.add(index, point.pointNumber, start, valueText(value as number | string), code);
    return null;
  }

  /** Rows of one point tend to follow each other. */
  private point(id: unknown): PointFacts | undefined {
    if (id !== this.lastId) {
      this.lastId = id;
      this.lastPoint = this.context.points.get(id as string);
    }
    return this.lastPoint;
  }
}
