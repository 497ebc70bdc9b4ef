import type { Problem } from '@maru/kernel';
import { cellText, namedWidth, type TableFormat, type TableRow } from '@maru/platform';
import type { Comparison } from '../ledger/ledger.query';
import type { Chunk } from './chunk';
import type { Finding } from './findings';
import type { ImportWork } from './import-work';
import type { Mapping } from './mapping';
import type { ImportExtent } from './reading-import.entity';
import { isBlank } from './reading-rows';

/**
 * The work with the rows that keep to the names of the heading. Cells beyond the last name are read by nobody, which is told; and where a
 * number lies over two cells, since its thousands were parted by the comma that parts the cells, the row is refused.
 */
export class NamedCells implements ImportWork {
  private readonly width: number;
  private readonly figures: readonly number[];
  private wide = 0;
  private firstWide: number | null = null;

  constructor(
    private readonly work: ImportWork,
    { values, months, decimalMark, ...mapping }: Mapping,
    { columns, delimiter }: Pick<TableFormat, 'columns' | 'delimiter'>,
  ) {
    const figures = [...values, ...months].map(({ column }) => column);
    const read = [...figures, ...mapping.time.columns, mapping.meters?.column ?? 0];
    const named = namedWidth(columns);
    this.width = named === 0 ? Number.POSITIVE_INFINITY : Math.max(named, ...read.map((column) => column + 1));
    this.figures = delimiter === ',' && decimalMark === '.' ? figures : [];
  }

  get readingsOfRow(): number {
    return this.work.readingsOfRow;
  }

  take(row: TableRow, chunk: Chunk): void {
    if (row.cells.length > this.width && !isBlank(row.cells.slice(this.width))) {
      const column = this.figures.find((at) => isSplit(row, at));
      if (column !== undefined) {
        chunk.refuse({ row: row.number, column, code: 'split-number', readings: this.readingsOfRow }, row);
        return;
      }
      this.wide++;
      this.firstWide ??= row.number;
    }
    this.work.take(row, chunk);
  }

  findings(): Finding[] {
    const found = this.work.findings();
    return this.wide === 0
      ? found
      : [...found, { code: 'unnamed-cells', count: this.wide, row: this.firstWide, pointId: null, about: null }];
  }

  compare(chunk: Chunk): Promise<Comparison> {
    return this.work.compare(chunk);
  }

  store(chunk: Chunk): Promise<Comparison> {
    return this.work.store(chunk);
  }

  extents(): ImportExtent[] {
    return this.work.extents();
  }

  excess(): Problem | null {
    return this.work.excess();
  }
}

/** One to three digits, and three more in the cell behind: 1,234.5 without its quotation marks. */
function isSplit({ cells }: TableRow, column: number): boolean {
  return /^[-+]?\d{1,3}$/.test(cellText(cells[column]).trim()) && /^\d{3}(?:\.\d+)?$/.test(cellText(cells[column + 1]).trim());
}
