import type { ByteSink } from './byte-sink';
import { columnLetters } from './column-letters';
import { CellStyles, packageParts } from './xlsx-package';
import { escapedXml } from './xml-text';
import { ZipWriter } from './zip-writer';

/** Rows that Excel opens in one sheet, the heading among them. */
export const SHEET_ROWS_MAX = 1_048_576;

/** A Date is shown as its UTC fields: a time of a zone is given as if its wall clock were UTC's, and the sheet names the zone. */
export type SheetCell = string | number | Date | null;

export interface SheetColumn {
  /** Left out of every column, the sheet has no heading. */
  readonly heading?: string;
  /** In characters. */
  readonly width: number;
  /** Excel's number format, such as `#,##0`. */
  readonly format?: string;
}

/** Text that is handed on at once. */
const PIECE_LENGTH = 64 * 1024;
const DAY_MS = 86_400_000;
/** Days from day 0 of spreadsheets to 1970-01-01. */
const DAYS_BEFORE_1970 = 25_569;

interface OpenSheet {
  /** Style of each column's cells, by number, and that in bold. */
  readonly plain: readonly number[];
  readonly bold: readonly number[];
  readonly letters: readonly string[];
  rows: number;
}

/**
 * Writes an XLSX file (ECMA-376) row by row, sheet after sheet, with little of it in memory. Two files of the same cells are the same bytes: no
 * clock gets into them.
 */
export class XlsxWriter {
  private readonly zip: ZipWriter;
  private readonly styles = new CellStyles();
  private readonly names: string[] = [];
  private sheet: OpenSheet | null = null;
  private text = '';

  /** @param dated the time that the file carries: that of its content, not of its making */
  constructor(
    sink: ByteSink,
    private readonly dated: Date,
  ) {
    this.zip = new ZipWriter(sink);
  }

  /** Ends the sheet under way and begins the next. */
  begin(name: string, columns: readonly SheetColumn[]): void {
    this.endSheet();
    this.names.push(name);
    this.zip.begin(`xl/worksheets/sheet${this.names.length}.xml`);
    const headed = columns.some(({ heading }) => heading !== undefined);
    this.sheet = {
      plain: columns.map(({ format }) => this.styles.of(format, false)),
      bold: columns.map(({ format }) => this.styles.of(format, true)),
      letters: columns.map((_, at) => columnLetters(at)),
      rows: 0,
    };
    this.text = sheetBeginning(columns, headed);
    if (headed)
      this.text += this.rowXml(
        columns.map(({ heading }) => heading ?? null),
        true,
      );
  }

  /** @throws what the sink has thrown */
  async row(cells: readonly SheetCell[], { bold = false } = {}): Promise<void> {
    this.text += this.rowXml(cells, bold);
    if (this.text.length < PIECE_LENGTH) return;
    this.handOn();
    await this.zip.room();
  }

  /**
   * Ends the file.
   * @param lastFirst puts the sheet that was begun last in front: what it sums up is known only then
   * @throws what the sink has thrown
   */
  async end({ lastFirst = false } = {}): Promise<void> {
    this.endSheet();
    const sheets = this.names.map((name, at) => ({ name, number: at + 1 }));
    if (lastFirst) sheets.unshift(...sheets.splice(-1));
    for (const [part, content] of Object.entries(packageParts(sheets, this.styles, this.dated))) {
      this.zip.begin(part);
      this.zip.write(content);
    }
    await this.zip.finish();
  }

  private endSheet(): void {
    if (!this.sheet) return;
    this.text += '</sheetData></worksheet>';
    this.handOn();
    this.sheet = null;
  }

  private handOn(): void {
    this.zip.write(this.text);
    this.text = '';
  }

  private rowXml(cells: readonly SheetCell[], bold: boolean): string {
    const { sheet } = this;
    if (!sheet) throw new Error('no sheet has been begun');
    const row = ++sheet.rows;
    const styles = bold ? sheet.bold : sheet.plain;
    let xml = `<row r="${row}">`;
    for (let at = 0; at < cells.length; at++) {
      const style = styles[at] ?? this.styles.of(undefined, bold);
      xml += cellXml(`${sheet.letters[at] ?? columnLetters(at)}${row}"${style === 0 ? '' : ` s="${style}"`}`, cells[at] as SheetCell);
    }
    return `${xml}</row>`;
  }
}

/** @param place reference and style of the cell, as far as its attributes */
function cellXml(place: string, cell: SheetCell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return `<c r="${place}><v>${cell}</v></c>`;
  if (typeof cell === 'string') return `<c r="${place} t="inlineStr"><is><t xml:space="preserve">${escapedXml(cell)}</t></is></c>`;
  return `<c r="${place}><v>${cell.getTime() / DAY_MS + DAYS_BEFORE_1970}</v></c>`;
}

function sheetBeginning(columns: readonly SheetColumn[], headed: boolean): string {
  const pane = headed ? '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' : '';
  const widths = columns.map(({ width }, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`).join('');
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
    `<sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews>${widths ? `<cols>${widths}</cols>` : ''}<sheetData>`
  );
}
