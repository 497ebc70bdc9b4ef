import { wallOfSerial } from './spreadsheet-dates';
import { type Cell, FaultyCell, type Table, type TableBytes, type TableRow } from './table';
import { COLUMNS_MAX, tableFault } from './table-fault';
import { xmlOf } from './xlsx-part';
import { readWorkbook, type Workbook } from './xlsx-workbook';
import type { XmlAttributes, XmlListener } from './xml-reader';
import { ZipArchive } from './zip-archive';

const ROWS_MAX = 1_048_576;

/** @throws Problem when it is no workbook that can be read */
export async function openXlsx(bytes: TableBytes): Promise<Table> {
  const archive = await ZipArchive.open(bytes);
  const workbook = await readWorkbook(archive);
  if (workbook.sheets.length === 0) throw tableFault('no-sheet');
  return new XlsxTable(archive, workbook);
}

class XlsxTable implements Table {
  readonly kind = 'xlsx';
  readonly encoding = null;
  readonly delimiter = null;
  readonly openRow = null;
  share = 0;

  constructor(
    private readonly archive: ZipArchive,
    private readonly workbook: Workbook,
  ) {}

  get sheets(): string[] {
    return this.workbook.sheets.map(({ name }) => name);
  }

  async *rows(name?: string | null): AsyncGenerator<readonly TableRow[]> {
    const { sheets } = this.workbook;
    const sheet = name === undefined || name === null ? sheets[0] : sheets.find((one) => one.name === name);
    if (!sheet) throw tableFault('no-sheet', name ?? '');
    const reader = new SheetReader(this.workbook);
    for await (const share of xmlOf(this.archive, sheet.part, reader)) {
      this.share = share;
      yield reader.take();
    }
  }
}

/** What the cells of a sheet hold (ECMA-376-1, 18.3.1.4): of a formula the value that was saved with it. */
class SheetReader implements XmlListener {
  private rows: TableRow[] = [];
  private row = 0;
  private cells: (Cell | undefined)[] = [];
  private column = -1;
  private type = '';
  private style = -1;
  private value: string | null = null;
  private formula: string | null = null;
  private into: 'value' | 'formula' | null = null;
  private inPronunciation = false;

  constructor(private readonly workbook: Workbook) {}

  /** The rows that are complete. */
  take(): TableRow[] {
    const { rows } = this;
    this.rows = [];
    return rows;
  }

  open(name: string, attributes: XmlAttributes): void {
    if (name === 'c') this.openCell(attributes);
    else if (name === 'v' || name === 't') {
      this.into = 'value';
      this.value ??= '';
    } else if (name === 'f') {
      this.into = 'formula';
      this.formula = '';
    } else if (name === 'row') this.openRow(attributes);
    else if (name === 'rPh') this.inPronunciation = true;
  }

  text(text: string): void {
    if (this.into === 'value' && !this.inPronunciation) this.value += text;
    else if (this.into === 'formula') this.formula += text;
  }

  close(name: string): void {
    if (name === 'v' || name === 't' || name === 'f') this.into = null;
    else if (name === 'c') this.closeCell();
    else if (name === 'row') this.rows.push({ number: this.row, cells: this.cells });
    else if (name === 'rPh') this.inPronunciation = false;
  }

  private openRow({ r: said }: XmlAttributes): void {
    const row = said === undefined ? this.row + 1 : Number(said);
    if (!Number.isInteger(row) || row <= this.row || row > ROWS_MAX) throw tableFault('damaged', `row ${said}`);
    this.row = row;
    this.cells = [];
    this.column = -1;
  }

  private openCell({ r: reference, t: type = 'n', s: style = '-1' }: XmlAttributes): void {
    this.column = reference === undefined ? this.column + 1 : columnOf(reference);
    this.type = type;
    this.style = Number(style);
    this.value = null;
    this.formula = null;
  }

  private closeCell(): void {
    const cell = this.cell();
    if (cell === null) return;
    if (this.column >= COLUMNS_MAX) throw tableFault('too-many-columns', this.row);
    this.cells[this.column] = cell;
  }

  private cell(): Cell {
    const { type, value, formula } = this;
    if (value === null || (value === '' && type !== 'str' && type !== 'inlineStr'))
      return formula === null ? null : new FaultyCell('formula-without-value', formula);
    if (type === 'e') return new FaultyCell('error-value', value);
    if (type === 'b') return value === '1';
    if (type === 's') return this.workbook.texts[Number(value)] ?? new FaultyCell('error-value', '#REF!');
    if (type !== 'n') return value;
    const number = Number(value);
    if (Number.isNaN(number)) return value;
    return this.workbook.dateStyles[this.style] ? wallOfSerial(number, this.workbook.since1904) : shownNumber(number);
  }
}

/** Spreadsheets work with 15 digits and show no more: what a formula leaves beyond them is nobody's measurement. */
function shownNumber(number: number): number {
  return String(number).length > 16 ? Number(number.toPrecision(15)) : number;
}

/** The column of a reference such as `AB12`, from 0. */
function columnOf(reference: string): number {
  let column = 0;
  let at = 0;
  for (; at < reference.length; at++) {
    const letter = reference.charCodeAt(at) - 64;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
    if (column > 16_384) break;
  }
  if (at === 0 || column > 16_384) throw tableFault('damaged', reference.slice(0, 20));
  return column - 1;
}
