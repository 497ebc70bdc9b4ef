import { IsIn, Matches } from 'class-validator';
import { USAGE_FILE_FORMATS } from './usage-file';

export class UsageExportBody {
  /** Such as 2026-11, of Asia/Seoul. Not before 2000 and not one that has not begun. */
  @Matches(/^20\d\d-(?:0[1-9]|1[0-2])$/)
  month: string;

  /** csv: for a spreadsheet; ndjson: for a program; xlsx: with a summary in front. */
  @IsIn(USAGE_FILE_FORMATS)
  format: 'csv' | 'ndjson' | 'xlsx';
}

export class UsageExportResult {
  /** The task that makes the file: its outcome names it, as `fileId`. */
  taskId: string;
}
