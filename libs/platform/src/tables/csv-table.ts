import { CsvError, type Parser, parse } from 'csv-parse';
import { detectDelimiter } from './csv-delimiter';
import { decoderOf, detectEncoding, type FoundEncoding } from './csv-encoding';
import { headOf, type Table, type TableBytes, type TableRow } from './table';
import { COLUMNS_MAX, ROW_LENGTH_MAX, tableFault } from './table-fault';

const HEAD_BYTES = 64 * 1024;
/** The parser is fed so much at a time, so that no more than its rows wait in memory. */
const FEED_BYTES = 64 * 1024;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/** @throws Problem when the file is no text in a known encoding */
export async function openCsv(bytes: TableBytes): Promise<Table> {
  const found = await detectEncoding(bytes);
  if (!found) throw tableFault('unknown-encoding');
  const head = await headOf(bytes, HEAD_BYTES, found.markBytes);
  const delimiter = detectDelimiter(decoderOf(found.encoding).decode(head));
  return new CsvTable(bytes, found, delimiter);
}

class CsvTable implements Table {
  readonly kind = 'csv';
  readonly sheets = [];
  share = 0;
  openRow: number | null = null;

  constructor(
    private readonly bytes: TableBytes,
    private readonly found: FoundEncoding,
    readonly delimiter: string,
  ) {}

  get encoding() {
    return this.found.encoding;
  }

  async *rows(): AsyncGenerator<readonly TableRow[]> {
    const { delimiter } = this;
    const parser = parse({
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      // How many cells a row has is for the reader of the rows to judge; a quotation mark inside a cell is a character like another.
      relax_column_count: true,
      relax_quotes: true,
      max_record_size: ROW_LENGTH_MAX,
    });
    // Whether it failed is asked after each write; without a listener the process would end.
    parser.on('error', () => undefined);
    const rows = new RowCollector(parser, delimiter);
    let end: number | undefined;
    for await (const piece of this.pieces()) {
      end = piece.at(-1) ?? end;
      // The parser works at once: what has come of this piece can be read before the next one is written.
      parser.write(piece);
      if (parser.errored) throw faultOf(parser.errored, parser);
      yield rows.take();
    }
    parser.end();
    yield await rows.rest();
    this.openRow = end === LINE_FEED || end === CARRIAGE_RETURN ? null : rows.count;
  }

  /** The text as UTF-8, which is what the parser reads. */
  private async *pieces(): AsyncGenerator<Buffer> {
    const { encoding, markBytes } = this.found;
    const decoder = encoding === 'utf-8' ? null : decoderOf(encoding);
    let read = markBytes;
    for await (const chunk of this.bytes.from(markBytes))
      for (let at = 0; at < chunk.length; at += FEED_BYTES) {
        const piece = chunk.subarray(at, at + FEED_BYTES);
        read += piece.length;
        this.share = read / this.bytes.length;
        yield decoder ? Buffer.from(decoder.decode(piece)) : piece;
      }
  }
}

class RowCollector {
  count = 0;

  constructor(
    private readonly parser: Parser,
    private readonly delimiter: string,
  ) {}

  /** The rows that are ready. */
  take(): TableRow[] {
    const rows: TableRow[] = [];
    for (let cells = this.parser.read(); cells !== null; cells = this.parser.read()) rows.push(this.row(cells));
    return rows;
  }

  /** What is left when all has been written. */
  async rest(): Promise<TableRow[]> {
    const rows: TableRow[] = [];
    try {
      for await (const cells of this.parser) rows.push(this.row(cells));
    } catch (error) {
      throw faultOf(error as Error, this.parser);
    }
    return rows;
  }

  /** @throws Problem naming the row that cannot be one row */
  private row(cells: readonly string[]): TableRow {
    const number = ++this.count;
    if (cells.length > COLUMNS_MAX) throw tableFault('too-many-columns', number);
    for (const cell of cells) if (holdsRows(cell, this.delimiter, cells.length)) throw tableFault('quote-over-rows', number);
    return { number, cells };
  }
}

/** A stray quotation mark makes one cell of the rows up to the next one: a cell of several lines, parted like rows. */
function holdsRows(cell: string, delimiter: string, columns: number): boolean {
  if (!cell.includes('\n') && !cell.includes('\r')) return false;
  const [, ...lines] = cell.split(/\r\n|\n|\r/);
  return lines.some((line) => line.split(delimiter).length >= Math.max(2, columns - 1));
}

function faultOf(error: Error, { info }: Parser): Error {
  if (!(error instanceof CsvError)) return error;
  const row = info.records + 1;
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') return tableFault('quote-open', row);
  if (error.code === 'CSV_MAX_RECORD_SIZE') return tableFault('cell-too-long', row);
  return tableFault('damaged', error.message);
}
