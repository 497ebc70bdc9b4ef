import { IsId, IsInstant } from '@maru/platform';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsIn } from 'class-validator';
import { exportFormats } from './reading-file';

export class NewReadingExport {
  /** Up to 20, in the order in which they are wanted. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ArrayUnique()
  @IsId({ each: true })
  pointIds: string[];

  /** Intervals that begin at or after this time. */
  @IsInstant()
  from: string;

  /** Intervals that begin before this time; at most ten years after `from`. */
  @IsInstant()
  to: string;

  @IsIn(exportFormats)
  format: 'csv' | 'xlsx';
}

/** The file is made by a task; its outcome is a ReadingExportOutcome. */
export class StartedReadingExport {
  taskId: string;
}

export class ReadingExportOutcome {
  fileId: string;
  fileName: string;
  /** Readings in the file. */
  rows: number;
  /** 모의: of a demonstration. */
  simulated: boolean;
}
