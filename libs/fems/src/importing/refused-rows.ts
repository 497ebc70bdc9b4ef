import type { Language } from '@maru/kernel';
import { CSV_START, cellText, columnLetters, csvRecord, type Files, FileWriter, type RunningTask, type TableRow } from '@maru/platform';
import type { Repository } from 'typeorm';
import type { Chunk } from './chunk';
import { refusalColumns } from './heading';
import { type ImportFault, importFaultText } from './import-faults';
import { IMPORT_PERMISSION, type ImportTaskInput } from './import-tasks';
import type { ReadingImport } from './reading-import.entity';

const fileNames: Readonly<Record<Language, string>> = { ko: '거절된 행', en: 'refused rows' };

/**
 * The refused rows of a file as a CSV: heading and rows as they were, with what is wrong with them behind. The person corrects them there and
 * sends it again; the mapping of the file fits it too. Nothing is written as long as nothing is refused.
 */
export class RefusedRows {
  private writer: FileWriter | null = null;

  constructor(
    private readonly files: Files,
    private readonly imports: Repository<ReadingImport>,
    private readonly task: RunningTask,
    private readonly of: { fileName: string; heading: readonly TableRow[]; columns: number; language: Language },
  ) {}

  async add({ faults }: Chunk): Promise<void> {
    if (faults.length === 0) return;
    this.writer ??= await this.begin();
    let lines = '';
    for (let at = 0; at < faults.length; ) {
      const { row } = faults[at] as (typeof faults)[number];
      const reasons: string[] = [];
      for (; at < faults.length && faults[at]?.row === row; at++) reasons.push(this.reason((faults[at] as (typeof faults)[number]).fault));
      lines += csvRecord([...this.cells(row), row.number, reasons.join(' ')]);
    }
    await this.writer.write(Buffer.from(lines));
  }

  /** @returns the id of the file; null where nothing was refused */
  async end(): Promise<string | null> {
    return this.writer ? this.writer.end() : null;
  }

  /** Nobody has a use for what was begun, unless an import names it: then it was kept, and only the answer was lost. */
  async discard(): Promise<void> {
    const { writer, task } = this;
    if (!writer) return;
    const { importId } = task.input<ImportTaskInput>();
    await task.within(async () => {
      const naming = await this.imports.count({ where: { id: importId, refusedFileId: writer.fileId } });
      if (naming === 0) await this.files.discard(writer.fileId);
    });
  }

  private async begin(): Promise<FileWriter> {
    const { fileName, heading, language } = this.of;
    const name = `${fileNames[language]} - ${fileName.replace(/\.[^.]*$/, '').slice(0, 200)}.csv`;
    const writer = await FileWriter.begin(this.files, this.task, {
      name,
      mediaType: 'text/csv; charset=utf-8',
      permission: IMPORT_PERMISSION,
    });
    let text = CSV_START;
    for (const [at, row] of heading.entries())
      text += csvRecord([...this.cells(row), ...(at === heading.length - 1 ? refusalColumns : [])]);
    await writer.write(Buffer.from(text));
    return writer;
  }

  private cells({ cells }: TableRow): string[] {
    return Array.from({ length: this.of.columns }, (_, column) => cellText(cells[column]));
  }

  private reason({ column, code, about }: ImportFault): string {
    const text = importFaultText(code, about)[this.of.language];
    return column === null ? text : `${columnLetters(column)}: ${text}`;
  }
}
