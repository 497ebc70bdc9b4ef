import type { TableRow } from '@maru/platform';
import { RowColumns } from '../ledger/row-columns';
import type { MonthStatement } from '../utility/month-statement';
import type { ImportFault } from './import-faults';

/** Readings that are checked or stored in one step. */
export const chunkReadings = 5_000;

/** Some thousand readings of a file, and what is wrong with others among them. */
export class Chunk {
  readonly rows: RowColumns;
  /** Where the rows are months of a utility's statement. */
  readonly months: MonthStatement[] = [];
  readonly faults: { readonly fault: ImportFault; readonly row: TableRow }[] = [];
  /** Readings that say again what an earlier row of the file says. */
  repeated = 0;
  refused = 0;

  constructor(capacity: number) {
    this.rows = new RowColumns(capacity);
  }

  /** All readings of the rows it was made of. */
  get readings(): number {
    return this.right + this.repeated + this.refused;
  }

  /** What can be stored. */
  get right(): number {
    return this.rows.count + this.months.length;
  }

  refuse(fault: ImportFault, row: TableRow): void {
    this.faults.push({ fault, row });
    this.refused += fault.readings;
  }
}
