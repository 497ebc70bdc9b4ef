import { formatInZone, type Language } from '@maru/kernel';
import { type ByteSink, CSV_START, csvRecord, SHEET_ROWS_MAX, type SheetCell, withoutFormula, XlsxWriter } from '@maru/platform';
import type { ExportedReading } from './export.query';
import { type ExportWords, exportWords } from './export-words';

export const exportFormats = ['csv', 'xlsx'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export const mediaTypes: Readonly<Record<ExportFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** Of one point what stands in each of its rows. */
export interface ExportedPoint {
  readonly name: string;
  readonly meterName: string;
  readonly unit: string;
  readonly intervalMs: number;
  readonly zone: string;
}

/** A file of readings under way: rows come point by point, and nothing of it is kept in memory. */
export interface ReadingFile {
  add(point: ExportedPoint, readings: readonly ExportedReading[]): Promise<void>;
  end(): Promise<void>;
}

export function newReadingFile(
  format: ExportFormat,
  sink: ByteSink,
  about: { language: Language; simulated: boolean; dated: Date },
): ReadingFile {
  const words = exportWords[about.language];
  const mark = about.simulated ? words.simulated : '';
  return format === 'csv' ? new ReadingLines(sink, words, mark) : new ReadingWorkbook(sink, words, mark, about.dated);
}

/** Times with their offset, so that a program that reads it needs to know no zone. */
class ReadingLines implements ReadingFile {
  private begun = false;

  constructor(
    private readonly sink: ByteSink,
    private readonly words: ExportWords,
    private readonly mark: string,
  ) {}

  async add({ name, meterName, unit, intervalMs, zone }: ExportedPoint, readings: readonly ExportedReading[]): Promise<void> {
    await this.begin();
    const [meter, point] = [withoutFormula(meterName), withoutFormula(name)];
    let text = '';
    for (const { startMs, value, quality, corrected, source } of readings)
      text += csvRecord([
        meter,
        point,
        formatInZone(startMs, zone),
        formatInZone(startMs + intervalMs, zone),
        value,
        unit,
        this.words.qualities[quality],
        corrected ? this.words.corrected : '',
        withoutFormula(source),
        this.mark,
      ]);
    await this.sink(Buffer.from(text));
  }

  end(): Promise<void> {
    return this.begin();
  }

  private async begin(): Promise<void> {
    if (this.begun) return;
    this.begun = true;
    await this.sink(Buffer.from(CSV_START + csvRecord(this.words.headings)));
  }
}

const widths = [20, 20, 18, 18, 14, 8, 12, 8, 20, 8];
const timeFormat = 'yyyy-mm-dd hh:mm';
/** Digits that a spreadsheet keeps of a number; longer ones are written as text, so that none is lost. */
const digitsMax = 15;

/** Times by the clock of the site, which a spreadsheet can sort and add up. A sheet that is full goes on in the next. */
class ReadingWorkbook implements ReadingFile {
  private readonly writer: XlsxWriter;
  private sheets = 0;
  private rows = SHEET_ROWS_MAX;

  constructor(
    sink: ByteSink,
    private readonly words: ExportWords,
    private readonly mark: string,
    dated: Date,
  ) {
    this.writer = new XlsxWriter(sink, dated);
  }

  async add({ name, meterName, unit, intervalMs, zone }: ExportedPoint, readings: readonly ExportedReading[]): Promise<void> {
    for (const { startMs, value, quality, corrected, source } of readings) {
      if (this.rows >= SHEET_ROWS_MAX) this.beginSheet();
      this.rows++;
      const cells: SheetCell[] = [
        meterName,
        name,
        wallOf(startMs, zone),
        wallOf(startMs + intervalMs, zone),
        numberOf(value),
        unit,
        this.words.qualities[quality],
        corrected ? this.words.corrected : null,
        source,
        this.mark === '' ? null : this.mark,
      ];
      await this.writer.row(cells);
    }
  }

  async end(): Promise<void> {
    if (this.sheets === 0) this.beginSheet();
    await this.writer.end();
  }

  private beginSheet(): void {
    this.sheets++;
    this.rows = 1;
    const columns = this.words.headings.map((heading, at) => ({
      heading,
      width: widths[at] as number,
      ...(at === 2 || at === 3 ? { format: timeFormat } : {}),
    }));
    this.writer.begin(this.sheets === 1 ? this.words.sheet : `${this.words.sheet} ${this.sheets}`, columns);
  }
}

/** The clock of the zone as if it were UTC's. */
function wallOf(epochMs: number, zone: string): Date {
  return new Date(`${formatInZone(epochMs, zone).slice(0, 19)}Z`);
}

function numberOf(value: string): number | string {
  return value.replace(/^[-0.]+|\./g, '').length <= digitsMax ? Number(value) : value;
}
