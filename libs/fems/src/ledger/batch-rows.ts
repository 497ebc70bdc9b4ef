import { Decimal, decimalRefusal, formatDecimal, parseInstant } from '@maru/kernel';
import { qualityCode, unstatedQuality } from './reading-quality';
import { RowColumns } from './row-columns';
import type { RowFault, RowFaultCode } from './row-faults';

/** What ingest needs to know of a point; none of it ever changes. */
export interface PointFacts {
  readonly id: string;
  readonly pointNumber: number;
  readonly intervalMs: number;
  /** How far its intervals begin after the multiples of their length since 1970-01-01T00:00Z. */
  readonly gridOffsetMs: number;
}

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

const dayMs = 86_400_000;
const yearsBack = 10;

/** Looks at every row of a batch. What is wrong with one row is no reason to refuse the others. */
export function checkRows(readings: readonly unknown[], context: RowContext): CheckedRows {
  const rows = new RowColumns(readings.length);
  const faults: RowFault[] = [];
  const now = new Date(context.nowMs);
  const oldestMs = Date.UTC(now.getUTCFullYear() - yearsBack, now.getUTCMonth(), now.getUTCDate());
  const checker = new RowChecker(context, oldestMs, context.nowMs + dayMs, rows);
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
    private readonly oldestMs: number,
    private readonly newestMs: number,
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
    const misplaced = this.misplaced(start, point);
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

  private misplaced(start: number, { intervalMs, gridOffsetMs }: PointFacts): RowFaultCode | null {
    if (start < this.oldestMs) return 'too-old';
    if (start > this.newestMs) return 'in-the-future';
    if ((start - gridOffsetMs) % intervalMs === 0) return null;
    this.about = intervalMs / 1000;
    return 'off-grid';
  }
}

/** Doubles that print as a plain decimal of few digits, which nearly all readings are. */
const isPlain = (value: number) => value === 0 || (value >= 1e-6 && value < 1e21);

function valueRefusal(value: unknown): RowFaultCode | null {
  if (typeof value === 'number') {
    if (isPlain(value)) return null;
    if (!Number.isFinite(value)) return 'not-finite';
    return value < 0 ? 'negative' : decimalRefusal(String(value));
  }
  if (typeof value !== 'string') return value === undefined ? 'missing' : 'not-a-number';
  const refusal = decimalRefusal(value);
  if (refusal) return refusal;
  return value.startsWith('-') && !new Decimal(value).isZero() ? 'negative' : null;
}

/** Text that PostgreSQL reads as the same number. Signs and exponents are written out: numeric would keep `0e-900` as 900 zeros. */
function valueText(value: number | string): string {
  if (typeof value === 'number' && isPlain(value)) return String(value);
  const text = String(value);
  return /^[\d.]+$/.test(text) ? text : formatDecimal(new Decimal(text));
}
