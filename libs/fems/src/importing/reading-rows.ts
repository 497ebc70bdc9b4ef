import { convert, Decimal, decimalRefusal, formatDecimal, instantsOfWall, type Unit } from '@maru/kernel';
import {
  type Cell,
  cellText,
  type DateTime,
  type DayTime,
  dateOf,
  dateTimeOf,
  dayMs,
  hourOf,
  type Parsed,
  type TableRow,
  timeOf,
} from '@maru/platform';
import { unstatedQuality } from '../ledger/reading-quality';
import { misplacement, type PointFacts, type TimeBounds } from '../ledger/reading-rules';
import type { Chunk } from './chunk';
import type { ReadingFindings } from './findings';
import type { ImportFault, ImportFaultCode } from './import-faults';
import type { MappedValue, Mapping } from './mapping';
import { numberOf } from './number-text';
import type { SeenIntervals } from './seen-intervals';

export interface ImportPoint extends PointFacts {
  readonly unit: Unit;
}

export interface ReadingContext {
  readonly points: ReadonlyMap<string, ImportPoint>;
  readonly bounds: TimeBounds;
  readonly seen: SeenIntervals;
  readonly findings: ReadingFindings;
}

type Refusal = Pick<ImportFault, 'column' | 'code' | 'about'>;

/** Makes readings of the rows of a file, by its mapping and the rules that hold for every reading. */
export class ReadingRows {
  private readonly intervalMs: number;
  private readonly meters: ReadonlyMap<string, ImportPoint>;
  private readonly times: readonly (DayTime | null)[];
  private last: DateTime | null = null;

  constructor(
    private readonly mapping: Mapping,
    private readonly context: ReadingContext,
  ) {
    this.intervalMs = mapping.intervalSeconds * 1000;
    this.meters = new Map(
      (mapping.meters?.points ?? []).flatMap(({ name, pointId }) => {
        const point = pointId === null ? undefined : context.points.get(pointId);
        return point ? [[name, point] as const] : [];
      }),
    );
    this.times = mapping.values.map(({ time }) => {
      const parsed = time === null ? null : timeOf(time);
      return parsed?.ok ? parsed.value : null;
    });
  }

  /** Most readings that one row makes. */
  get readingsOfRow(): number {
    return this.mapping.values.length;
  }

  /** Puts what the row says into the chunk: readings and faults, none left out. A row of empty cells says nothing. */
  take(row: TableRow, chunk: Chunk): void {
    const { cells } = row;
    if (isBlank(cells)) {
      this.context.findings.blankRow(row.number);
      return;
    }
    const stamp = this.stampOf(row);
    const point = stamp.ok ? this.pointOf(row) : null;
    if (!stamp.ok || typeof point === 'string') {
      const { code, column } = stamp.ok ? { code: point as ImportFaultCode, column: this.mapping.meters?.column ?? null } : stamp;
      chunk.refuse({ row: row.number, column, code, readings: this.readingsOfRow }, row);
      return;
    }
    for (let at = 0; at < this.mapping.values.length; at++) {
      const refusal = this.takeValue(row, chunk, at, stamp.value, point);
      if (refusal) chunk.refuse({ row: row.number, ...refusal, readings: 1 }, row);
    }
  }

  /** @returns why the value is refused; null when it was taken */
  private takeValue(row: TableRow, chunk: Chunk, at: number, stamp: DateTime, ofRow: ImportPoint | null): Refusal | null {
    const { column, pointId, unit } = this.mapping.values[at] as MappedValue;
    const point = ofRow ?? (this.context.points.get(pointId as string) as ImportPoint);
    const { findings, seen, bounds } = this.context;
    const time = this.times[at];
    const timeColumn = time ? column : (this.mapping.time.columns[0] as number);
    const start = this.startOf(time ? { ...time, day: stamp.day } : stamp);
    if (typeof start === 'string') return { column: timeColumn, code: start, about: this.mapping.intervalSeconds };
    const misplaced = misplacement(start, point, bounds);
    if (misplaced) return { column: timeColumn, code: misplaced, about: point.intervalMs / 1000 };
    const number = numberOf(row.cells[column], this.mapping.decimalMark);
    if (!number.ok) return { column, code: number.code };
    const text = unit === point.unit ? number.text : converted(number.text, unit, point.unit);
    if (text === null) return { column, code: 'too-long' };
    const first = seen.see(point.pointNumber, start, row.number, text);
    if (first < 0) return { column, code: 'differs-within-file', about: -first };
    if (first > 0) {
      chunk.repeated++;
      findings.repeated(row.number);
    } else {
      findings.reading(point.pointNumber, start, row.number);
      chunk.rows.add(chunk.rows.count, point.pointNumber, start, text, unstatedQuality);
    }
    return null;
  }

  /** The point that a column of the row names; null where the columns say it. */
  private pointOf({ cells }: TableRow): ImportPoint | null | 'no-meter' | 'unknown-meter' {
    const { meters } = this.mapping;
    if (!meters) return null;
    const name = cellText(cells[meters.column]).trim();
    return name === '' ? 'no-meter' : (this.meters.get(name) ?? 'unknown-meter');
  }

  private stampOf(row: TableRow): { ok: true; value: DateTime } | { ok: false; code: ImportFaultCode; column: number } {
    const [first, second] = this.mapping.time.columns as readonly number[] as [number, number];
    const stamp = this.written(row.cells, first, second);
    if (!stamp.ok) return stamp;
    const { day, atMs, untilMs } = stamp.value;
    if (untilMs === undefined && this.mapping.time.format !== 'date') this.context.findings.midnight.add(day, atMs);
    this.last = stamp.value;
    return stamp;
  }

  private written(
    cells: TableRow['cells'],
    first: number,
    second: number,
  ): { ok: true; value: DateTime } | { ok: false; code: ImportFaultCode; column: number } {
    const { time, dateOrder } = this.mapping;
    const at = <T>(parsed: Parsed<T>, column: number) => (parsed.ok ? parsed : ({ ...parsed, column } as const));
    if (time.format === 'dateTime') return at(dateTimeOf(cells[first], dateOrder), first);
    const clock = time.format === 'date' ? null : at(time.format === 'dateAndHour' ? hourOf(cells[second]) : timeOf(cells[second]), second);
    const date = at(dateOf(cells[first], dateOrder), first);
    // A date over merged cells stands in the first of them; the times below it go on.
    if (!date.ok && date.code === 'no-time' && clock?.ok && this.last && clock.value.atMs > this.last.atMs)
      return { ok: true, value: { ...clock.value, day: this.last.day } };
    if (!date.ok) return date;
    if (clock && !clock.ok) return clock;
    return { ok: true, value: { atMs: 0, ...clock?.value, day: date.value } };
  }

  /** Where the interval begins, in epoch milliseconds. */
  private startOf({ day, atMs, untilMs, offsetMs }: DateTime): number | ImportFaultCode {
    const { intervalMs, mapping } = this;
    const isStretch = untilMs !== undefined;
    if (isStretch && untilMs - atMs !== intervalMs) return 'other-interval';
    const endsDate = !isStretch && atMs === 0 && mapping.midnight === 'endsDate';
    const wallMs = day * dayMs + (endsDate ? dayMs : atMs);
    const shiftMs = !isStretch && mapping.stamp === 'intervalEnd' ? intervalMs : 0;
    if (offsetMs !== undefined) return wallMs - offsetMs - shiftMs;
    const instants = instantsOfWall(wallMs, mapping.zone);
    if (instants.length === 1) return (instants[0] as number) - shiftMs;
    return instants.length === 0 ? 'no-such-time' : 'ambiguous-time';
  }
}

export function isBlank(cells: readonly (Cell | undefined)[]): boolean {
  for (const cell of cells) if (cell !== null && cell !== undefined && (typeof cell !== 'string' || cell.trim() !== '')) return false;
  return true;
}

/** @returns null where the unit of the point would take more digits than are kept */
function converted(text: string, from: Unit, to: Unit): string | null {
  const result = formatDecimal(convert(new Decimal(text), from, to));
  return decimalRefusal(result) === null ? result : null;
}
