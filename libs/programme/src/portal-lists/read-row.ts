import { dayPeriod, logOutcome } from '@maru/evidence';
import { type Cell, cellText, dateOf, dateTimeOf, dayMs, FaultyCell, type TableRow, WallCell } from '@maru/platform';
import { hasClock } from './column-names';
import type { DaySpan, PortalListField, PortalListMapping, PortalRow } from './portal-list';
import type { PortalFault, PortalFaultCode } from './portal-list-faults';

/** Codes and words of the log centre's useSe: the codes of today's clients, the words of older ones. DO6999 is a connection test. */
const useWords: Readonly<Record<string, readonly string[]>> = {
  DO6001: ['접속', '로그인'],
  DO6002: ['종료', '로그아웃'],
  DO6003: ['조회'],
  DO6004: ['등록'],
  DO6005: ['변경', '수정'],
  DO6006: ['삭제'],
  DO6007: ['입출고'],
  DO6999: ['테스트', '시험'],
};
export const TEST_USE = 'DO6999';
const useCodes = new Map(Object.entries(useWords).flatMap(([code, words]) => [code, ...words].map((word) => [word, code] as const)));
const textMax = 200;

class CellFault extends Error {
  constructor(readonly code: PortalFaultCode) {
    super(code);
  }
}

/** What bounds the days of a list. */
export interface ListBounds {
  /** The day on which it is loaded: nothing can be held of a later one. */
  readonly today: string;
  /** As the person stated it; null where the list's own days are it. */
  readonly period: DaySpan | null;
}

/** Reads the rows of a list by its mapping. */
export class RowReader {
  private readonly dayStarts = new Map<string, number>();
  private readonly columns: ReadonlyMap<PortalListField, number>;

  constructor(
    mapping: PortalListMapping,
    private readonly bounds: ListBounds,
  ) {
    this.columns = new Map(mapping.columns.map(({ column, field }) => [field, column]));
  }

  /** The row, or everything that is wrong with it. */
  read({ number, cells }: TableRow): PortalRow | readonly PortalFault[] {
    const faults: PortalFault[] = [];
    const take = <T>(field: PortalListField, of: (cell: Cell | undefined) => T): T | null => {
      const column = this.columns.get(field);
      if (column === undefined) return null;
      try {
        return of(cells[column]);
      } catch (error) {
        if (!(error instanceof CellFault)) throw error;
        faults.push({ row: number, column, code: error.code });
        return null;
      }
    };
    const time = take('time', (cell) => this.timeOf(cell));
    const day = take('day', (cell) => this.dayOf(cell));
    const useCode = take('use', useOf);
    const userCode = take('user', textOf);
    const address = take('address', textOf);
    const bytes = take('bytes', (cell) => (textOf(cell) === null ? null : countOf(cell)));
    const resultCode = take('result', resultOf);
    const count = take('count', countOf);
    if (faults.length > 0) return faults;
    const isLog = useCode !== TEST_USE && (resultCode === null || logOutcome(resultCode) === 'stored');
    return {
      row: number,
      day: (time?.day ?? day) as string,
      at: time?.at ?? null,
      useCode,
      userCode,
      address,
      bytes,
      resultCode,
      count,
      isLog,
    };
  }

  private timeOf(cell: Cell | undefined): { day: string; at: number } {
    const parsed = dateTimeOf(cell, 'ymd');
    if (!parsed.ok) throw new CellFault(parsed.code);
    const { day, atMs, untilMs, offsetMs } = parsed.value;
    if (untilMs !== undefined) throw new CellFault('not-a-time');
    if (!(cell instanceof WallCell) && typeof cell !== 'number' && !hasClock(cellText(cell))) throw new CellFault('no-clock');
    if (offsetMs === undefined) return this.within(textOfDay(day), (start) => start + atMs);
    const at = day * dayMs + atMs - offsetMs;
    // What says its own offset may lie on another day of Seoul.
    const seoul = new Date(at + seoulMs).toISOString().slice(0, 10);
    return this.within(seoul, () => at);
  }

  private dayOf(cell: Cell | undefined): string {
    const parsed = dateOf(cell, 'ymd');
    if (!parsed.ok) throw new CellFault(parsed.code);
    return this.within(textOfDay(parsed.value), () => 0).day;
  }

  private within(day: string, at: (dayStart: number) => number): { day: string; at: number } {
    const { today, period } = this.bounds;
    if (day > today) throw new CellFault('in-the-future');
    if (period && (day < period.firstDay || day > period.lastDay)) throw new CellFault('outside-period');
    let start = this.dayStarts.get(day);
    if (start === undefined) {
      start = dayPeriod(day).from;
      this.dayStarts.set(day, start);
    }
    return { day, at: at(start) };
  }
}

/** UTC+9, all the year since the log centre has been there. */
const seoulMs = 9 * 3_600_000;
const textOfDay = (day: number) => new Date(day * dayMs).toISOString().slice(0, 10);

function textOf(cell: Cell | undefined): string | null {
  if (cell instanceof FaultyCell) throw new CellFault(cell.code);
  const text = cellText(cell).trim();
  if (text.length > textMax) throw new CellFault('too-long');
  return text === '' ? null : text;
}

function useOf(cell: Cell | undefined): string | null {
  const text = textOf(cell);
  if (text === null) return null;
  const code = useCodes.get(text.toUpperCase());
  if (code === undefined) throw new CellFault('unknown-use');
  return code;
}

function resultOf(cell: Cell | undefined): string | null {
  const text = textOf(cell);
  if (text !== null && !/^AP\d{4}$/.test(text)) throw new CellFault('not-a-result');
  return text;
}

function countOf(cell: Cell | undefined): number {
  const text = textOf(cell)?.replaceAll(',', '') ?? '';
  if (!/^\d{1,12}$/.test(text)) throw new CellFault('not-a-count');
  return Number(text);
}
