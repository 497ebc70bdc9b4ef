import { IsMonth } from '@maru/platform';
import { IsIn } from 'class-validator';
import { USAGE_FILE_FORMATS } from './usage-file';

export class UsageExportBody {
  /** Such as 2026-11, of Asia/Seoul. Not before 2000 and not one that has not begun. */
  @IsMonth()
  month: string;

  /** csv: for a spreadsheet; ndjson: for a program; xlsx: with a summary in front. */
  @IsIn(USAGE_FILE_FORMATS)
  format: 'csv' | 'ndjson' | 'xlsx';
}

export class UsageExportResult {
  /** The task that makes the file; its outcome is a UsageExportOutcome. */
  taskId: string;
}

/** A time in which the log may have missed events. */
export class UsageExportGap {
  from: string;
  until: string;
}

export class UsageExportOutcome {
  fileId: string;
  fileName: string;
  bytes: number;
  /** Of the file, in lower-case hexadecimal. */
  sha256: string;
  organisationId: string;
  company: string;
  /** Such as 2026-11. */
  month: string;
  format: 'csv' | 'ndjson' | 'xlsx';
  events: number;
  /** Gaps of the log in the month: a file of lines cannot tell them. */
  gaps: UsageExportGap[];
  /** The company is 모의. */
  simulated: boolean;
}
