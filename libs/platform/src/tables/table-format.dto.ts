export class TableColumnItem {
  /** From 0. */
  index: number;
  /** Empty where the heading has none. */
  name: string;
  /** Some of what stands in it. */
  samples: string[];
}

/** What a file that was sent is, and where its heading is. */
export class TableFormatItem {
  kind: 'csv' | 'xlsx';
  /** Of a CSV: utf-8, utf-16le, utf-16be, euc-kr (CP949). */
  encoding: string | null;
  /** What parts its cells. */
  delimiter: string | null;
  /** The sheet that was read. */
  sheet: string | null;
  sheets: string[];
  /** Last row of the heading, from 1; 0 where there is none. */
  headerRow: number;
  headerRows: number;
  columns: TableColumnItem[];
}

/** What is wrong with a row of a file. */
export class RowFaultItem {
  /** As a spreadsheet counts, from 1. */
  row: number;
  /** From 0; null where it is the row as a whole. */
  column: number | null;
  /** For programs. */
  code: string;
  /** For people, in the language that was asked for. */
  detail: string;
}
