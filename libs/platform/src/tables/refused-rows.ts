import type { Language } from '@maru/kernel';
import { FileWriter } from '../files/file-writer';
import type { Files } from '../files/files';
import type { RunningTask } from '../tasks/running-task';
import { columnLetters } from './column-letters';
import { CSV_START, csvRecord } from './csv-writer';
import { refusalColumns } from './heading';
import { cellText, type TableRow } from './table';

const fileNames: Readonly<Record<Language, string>> = { ko: '거절된 행', en: 'refused rows' };

/** What is wrong with a row, in words. */
export interface RowRefusal {
  readonly row: TableRow;
  /** From 0; null where it is the row as a whole. */
  readonly column: number | null;
  readonly text: string;
}

/** The file that is read. */
export interface RefusingFile {
  readonly fileName: string;
  readonly heading: readonly TableRow[];
  readonly columns: number;
  readonly language: Language;
  /** Who may fetch what was refused of it. */
  readonly permission: string;
}

/**
 * The refused rows of a file as a CSV: heading and rows as they were, with what is wrong with them behind. The person corrects them there and
 * sends it again; the mapping of the file fits it too. Nothing is written as long as nothing is refused.
 */
export class RefusedRows {
  private writer: FileWriter | null = null;

  constructor(
    private readonly files: Files,
    private readonly task: RunningTask,
    private readonly of: RefusingFile,
  ) {}

  /** @param refusals those of one row after one another */
  async add(refusals: readonly RowRefusal[]): Promise<void> {
    if (refusals.length === 0) return;
    this.writer ??= await this.begin();
    let lines = '';
    for (let at = 0; at < refusals.length; ) {
      const { row } = refusals[at] as RowRefusal;
      const reasons: string[] = [];
      for (; at < refusals.length && refusals[at]?.row === row; at++) reasons.push(reasonOf(refusals[at] as RowRefusal));
      lines += csvRecord([...this.cells(row), row.number, reasons.join(' ')]);
    }
    await this.writer.write(Buffer.from(lines));
  }

  /** @returns the id of the file; null where nothing was refused */
  async end(): Promise<string | null> {
    return this.writer ? this.writer.end() : null;
  }

  /**
   * Nobody has a use for what was begun, unless something names it: then it was kept, and only the answer was lost.
   * @param isNamed whether what was written names the file
   */
  async discard(isNamed: (fileId: string) => Promise<boolean>): Promise<void> {
    const { writer, task } = this;
    if (!writer) return;
    await task.within(async () => {
      if (!(await isNamed(writer.fileId))) await this.files.discard(writer.fileId);
    });
  }

  private async begin(): Promise<FileWriter> {
    const { fileName, heading, language, permission } = this.of;
    const name = `${fileNames[language]} - ${fileName.replace(/\.[^.]*$/, '').slice(0, 200)}.csv`;
    const writer = await FileWriter.begin(this.files, this.task, { name, mediaType: 'text/csv; charset=utf-8', permission });
    let text = CSV_START;
    for (const [at, row] of heading.entries())
      text += csvRecord([...this.cells(row), ...(at === heading.length - 1 ? refusalColumns : [])]);
    await writer.write(Buffer.from(text));
    return writer;
  }

  private cells({ cells }: TableRow): string[] {
    return Array.from({ length: this.of.columns }, (_, column) => cellText(cells[column]));
  }
}

function reasonOf({ column, text }: RowRefusal): string {
  return column === null ? text : `${columnLetters(column)}: ${text}`;
}
