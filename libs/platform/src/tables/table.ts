const dayMs = 86_400_000;
/** Day 0 of spreadsheets: what lies in it is a time of a day and no date. */
const dayZeroMs = Date.UTC(1899, 11, 31);

/** A cell of a date or a time, as spreadsheets keep it: no zone, the clock of whoever wrote it. */
export class WallCell {
  /** @param wallMs milliseconds since 1970-01-01T00:00 of that clock */
  constructor(readonly wallMs: number) {}

  /** A time of a day without a date, up to 24:00. */
  static time(timeMs: number): WallCell {
    return new WallCell(dayZeroMs + timeMs);
  }

  /** Milliseconds since midnight where the cell has a time and no date; null where it has a date. */
  get timeMs(): number | null {
    const timeMs = this.wallMs - dayZeroMs;
    return timeMs >= 0 && timeMs <= dayMs ? timeMs : null;
  }
}

/** A cell that holds no value although something stands there. */
export class FaultyCell {
  constructor(
    readonly code: 'formula-without-value' | 'error-value',
    /** What the spreadsheet shows: `#N/A`; the formula. */
    readonly text: string,
  ) {}
}

export type Cell = string | number | boolean | WallCell | FaultyCell | null;

export interface TableRow {
  /** As a spreadsheet counts, from 1. */
  readonly number: number;
  /** An absent cell is undefined or null. */
  readonly cells: readonly (Cell | undefined)[];
}

/** A file read as a table. Rows come in the order of the file, some hundreds at a time: whatever its length, little of it is in memory. */
export interface Table {
  readonly kind: 'csv' | 'xlsx';
  /** Of a CSV. */
  readonly encoding: Encoding | null;
  readonly delimiter: string | null;
  /** Names of the sheets of a workbook, in its order. */
  readonly sheets: readonly string[];
  /** The last row, where the file ends without a line break behind it, as one does that was cut off; null before it has been read, and otherwise. */
  readonly openRow: number | null;
  /** How large a share of the rows under way has been read, from 0 to 1. */
  readonly share: number;
  /**
   * @param sheet the first one when it is left out
   * @throws Problem when the file turns out not to be what it seemed
   */
  rows(sheet?: string | null): AsyncGenerator<readonly TableRow[]>;
}

export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'euc-kr'] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** Bytes that can be read from any place on, one after another. */
export interface TableBytes {
  readonly length: number;
  from(position: number): AsyncIterable<Buffer>;
}

/** The first bytes from a place on, fewer where the file ends before. */
export async function headOf(bytes: TableBytes, length: number, position = 0): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let left = length;
  for await (const chunk of bytes.from(position)) {
    chunks.push(chunk.subarray(0, left));
    left -= chunk.length;
    if (left <= 0) break;
  }
  return Buffer.concat(chunks);
}

const pad = (value: number) => String(value).padStart(2, '0');

/** What stands in the cell, as a person would read it. */
export function cellText(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'string') return cell;
  if (cell instanceof FaultyCell) return cell.text;
  if (cell instanceof WallCell) return wallText(cell);
  return String(cell);
}

function wallText(cell: WallCell): string {
  const { timeMs, wallMs } = cell;
  const sinceMidnight = timeMs ?? ((wallMs % dayMs) + dayMs) % dayMs;
  const seconds = Math.floor(sinceMidnight / 1000);
  const time = `${pad(Math.floor(seconds / 3600))}:${pad(Math.floor(seconds / 60) % 60)}${seconds % 60 ? `:${pad(seconds % 60)}` : ''}`;
  if (timeMs !== null) return time;
  const date = new Date(wallMs).toISOString().slice(0, 10);
  return sinceMidnight === 0 ? date : `${date} ${time}`;
}
