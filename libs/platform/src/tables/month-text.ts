import { type Cell, WallCell } from './table';

/** A month as `2026-10`; null where the cell names none. A day that is written with it must be the month's first. */
export function monthOf(cell: Cell | undefined): string | null {
  if (cell instanceof WallCell) {
    const at = new Date(cell.wallMs);
    return cell.timeMs === null && at.getUTCDate() === 1 && cell.wallMs % 86_400_000 === 0 ? at.toISOString().slice(0, 7) : null;
  }
  if (typeof cell !== 'string' && typeof cell !== 'number') return null;
  const match = /^(\d{4})\s*(?:[-/.]|년)?\s*(\d{1,2})\s*(?:월|[-/.]\s*0?1[.]?|[.])?$/.exec(String(cell).trim());
  const month = Number(match?.[2]);
  if (!match || month < 1 || month > 12) return null;
  return `${match[1]}-${String(month).padStart(2, '0')}`;
}
