import { type CursorPart, isId } from '@maru/kernel';

/** Lines of one answer at most; where none are asked for, as many. */
export const pageLinesMax = 10_000;
/** An answer ends with the line by which it reaches so many octets. Part of what makes a page the same again: never changed. */
export const pageBytes = 8 * 1024 * 1024;
/** Where a line stands in its stream: microseconds of its time, and its id. Neither is ever changed. */
export interface PulledPlace {
  readonly micros: number;
  readonly id: string;
}

export interface PulledRow extends PulledPlace {
  readonly line: string;
}

export interface PulledPage {
  readonly rows: readonly PulledRow[];
  /** It ended because it was long enough; else because nothing more is settled. */
  readonly isFull: boolean;
}

/** Rows after a place, in order. */
export type ReadRows = (after: PulledPlace | null, limit: number) => Promise<readonly PulledRow[]>;

/** What a stream is read from. */
export interface PulledRows {
  /** Rows read at a time: what lies in memory beside the page. The page is the same whatever it is. */
  readonly chunkRows: number;
  read(after: PulledPlace | null, asOf: Date, limit: number): Promise<readonly PulledRow[]>;
}

/** A page depends on the rows after the place and on the limit alone, so that it is the same whenever it is read. */
export async function readPage(read: ReadRows, chunkRows: number, after: PulledPlace | null, limit: number): Promise<PulledPage> {
  const rows: PulledRow[] = [];
  for (let bytes = 0, place = after; ; place = rows[rows.length - 1]) {
    const wanted = Math.min(chunkRows, limit - rows.length);
    const chunk = await read(place, wanted);
    for (const row of chunk) {
      rows.push(row);
      bytes += Buffer.byteLength(row.line) + 1;
      if (bytes >= pageBytes) return { rows, isFull: true };
    }
    if (rows.length === limit) return { rows, isFull: true };
    if (chunk.length < wanted) return { rows, isFull: false };
  }
}

export type CursorStream = 'events' | 'receipts';

export const cursorOf = (stream: CursorStream, { micros, id }: PulledPlace): CursorPart[] => [stream, micros, id];

/** @returns whether the parts are of a cursor of this stream */
export const isCursorOf =
  (stream: CursorStream) =>
  (parts: CursorPart[]): parts is [CursorStream, number, string] =>
    parts.length === 3 && parts[0] === stream && typeof parts[1] === 'number' && Math.abs(parts[1]) < 8e15 && isId(parts[2]);
