import { Decimal, formatDecimal, type Problem } from '@maru/kernel';
import { type Cell, cellText, monthOf, type TableRow } from '@maru/platform';
import type { Comparison } from '../ledger/ledger.query';
import { added, type MonthQuantity, type MonthValues, noValues, sameValues } from '../utility/month-statement';
import type { UtilityMonthsQuery } from '../utility/utility-months.query';
import type { Chunk } from './chunk';
import type { Finding } from './findings';
import type { ImportFault } from './import-faults';
import type { ImportWork } from './import-work';
import type { Mapping } from './mapping';
import { numberOf } from './number-text';
import type { ImportExtent } from './reading-import.entity';
import { isBlank } from './reading-rows';

const monthMin = '2000-01';

/** Rows that are months of a utility's statement. A row counts once, whatever it says of its month. */
export class MonthWork implements ImportWork {
  readonly readingsOfRow = 1;
  private readonly seen = new Map<string, { row: number; values: MonthValues }>();
  private repeatedRow: number | null = null;
  private repeated = 0;

  constructor(
    private readonly mapping: Mapping,
    private readonly importId: string,
    /** The month that is under way, `2026-11`. */
    private readonly monthMax: string,
    private readonly months: UtilityMonthsQuery,
  ) {}

  take(row: TableRow, chunk: Chunk): void {
    if (isBlank(row.cells)) return;
    const refusal = this.takeMonth(row, chunk);
    if (refusal) chunk.refuse({ row: row.number, ...refusal, readings: 1 }, row);
  }

  /** @returns why the row is refused; null when it was taken */
  private takeMonth({ number, cells }: TableRow, chunk: Chunk): Pick<ImportFault, 'column' | 'code' | 'about'> | null {
    const column = this.mapping.months.find(({ field }) => field === 'month')?.column as number;
    const month = monthOf(cells[column]);
    if (month === null) return { column, code: cellText(cells[column]).trim() === '' ? 'no-time' : 'not-a-month' };
    if (month < monthMin) return { column, code: 'too-old' };
    if (month > this.monthMax) return { column, code: 'in-the-future' };
    const values: Record<MonthQuantity, string | null> = { ...noValues };
    for (const { column: at, field } of this.mapping.months) {
      if (field === 'month' || cellText(cells[at]).trim() === '') continue;
      const value = numberOf(field.endsWith('Percent') ? withoutSign(cells[at]) : cells[at], this.mapping.decimalMark);
      if (!value.ok) return { column: at, code: value.code };
      values[field] = field.endsWith('Percent') ? percent(value.text) : value.text;
    }
    if (sameValues(values, noValues)) return { column: null, code: 'no-content' };
    const first = this.seen.get(month);
    if (first && !sameValues(first.values, values)) return { column, code: 'differs-within-file', about: first.row };
    if (first) {
      chunk.repeated++;
      this.repeated++;
      this.repeatedRow ??= number;
    } else {
      this.seen.set(month, { row: number, values });
      chunk.months.push({ month, values });
    }
    return null;
  }

  async compare({ months }: Chunk): Promise<Comparison> {
    return this.judge(months).then(({ accepted, corrected }) => ({ accepted: accepted.length, corrected: corrected.length }));
  }

  async store({ months }: Chunk): Promise<Comparison> {
    const siteId = this.mapping.siteId as string;
    await this.months.lock(siteId);
    const { accepted, corrected } = await this.judge(months);
    await this.months.add(siteId, this.importId, new Date(), [...accepted, ...corrected]);
    return { accepted: accepted.length, corrected: corrected.length };
  }

  private async judge(months: Chunk['months']): Promise<{ accepted: Chunk['months']; corrected: Chunk['months'] }> {
    const known = await this.months.of(
      this.mapping.siteId as string,
      months.map(({ month }) => month),
    );
    const accepted: Chunk['months'] = [];
    const corrected: Chunk['months'] = [];
    for (const { month, values } of months) {
      const before = known.get(month) ?? null;
      const now = added(before, values);
      if (before === null) accepted.push({ month, values: now });
      else if (!sameValues(before, now)) corrected.push({ month, values: now });
    }
    return { accepted, corrected };
  }

  findings(): Finding[] {
    return this.repeated > 0 ? [{ code: 'repeated', count: this.repeated, row: this.repeatedRow, pointId: null, about: null }] : [];
  }

  extents(): ImportExtent[] {
    return [];
  }

  excess(): Problem | null {
    return null;
  }
}

function withoutSign(cell: Cell | undefined): Cell | undefined {
  return typeof cell === 'string' ? cell.trim().replace(/\s*%$/, '') : cell;
}

/** A power factor of at most 1 is a part of one: no plant has one of one per cent. */
function percent(text: string): string {
  const value = new Decimal(text);
  return value.lte(1) ? formatDecimal(value.times(100)) : text;
}
