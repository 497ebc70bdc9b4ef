import { formatInZone } from '@maru/kernel';
import type { TableFormat } from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { LedgerQuery } from '../ledger/ledger.query';
import { timeBounds } from '../ledger/reading-rules';
import { ReadingStore, writer } from '../ledger/reading-store';
import { UtilityMonthsQuery } from '../utility/utility-months.query';
import type { ImportWork } from './import-work';
import type { Known } from './known';
import type { Mapping } from './mapping';
import { MonthWork } from './month-work';
import { NamedCells } from './named-cells';
import type { ReadingImport } from './reading-import.entity';
import { ReadingWork } from './reading-work';

type ImportRow = Pick<ReadingImport, 'id' | 'sourceNumber' | 'reason'>;
type FormatFacts = Pick<TableFormat, 'columns' | 'delimiter'>;

/** Finds out what is to be done with the rows of an import. */
@Injectable()
export class ImportWorks {
  constructor(
    private readonly ledger: LedgerQuery,
    private readonly readings: ReadingStore,
    private readonly months: UtilityMonthsQuery,
  ) {}

  /** @param nowMs the time by which too old and too new are judged: one for all attempts */
  of(row: ImportRow, mapping: Mapping, format: FormatFacts, known: Known, nowMs: number): ImportWork {
    return new NamedCells(this.ofRows(row, mapping, known, nowMs), mapping, format);
  }

  private ofRows(row: ImportRow, mapping: Mapping, known: Known, nowMs: number): ImportWork {
    if (mapping.kind === 'utilityMonths')
      return new MonthWork(mapping, row.id, formatInZone(nowMs, known.site?.zone ?? 'UTC').slice(0, 7), this.months);
    const origin = () => ({
      recordedAt: new Date(),
      sourceId: mapping.sourceId as string,
      // Comparing writes nothing, so it needs no number.
      sourceNumber: row.sourceNumber ?? 0,
      reason: row.reason,
      ...writer(),
    });
    return new ReadingWork(mapping, known, timeBounds(nowMs), origin, this.ledger, this.readings);
  }
}
