import { IsId, Omittable, RowFaultItem, TableFormatItem } from '@maru/platform';
import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsNotEmpty, IsString, MaxLength } from 'class-validator';
import { type FindingCode, findingCodes } from './findings';
import { MappingBody } from './mapping.dto';

export class NewReadingImport {
  /** A file that was sent for an import (`purpose` fems.reading-import-check) and is complete. */
  @IsId()
  fileId: string;

  /** Who reported, where it is known: a mapping that was used for its files before is proposed first. */
  @Omittable()
  @IsId()
  sourceId?: string;
}

export class ImportApplication {
  /** Nothing is stored when a single row would be refused. */
  @IsBoolean()
  allOrNothing: boolean;

  /**
   * Why readings that differ from those stored are corrected. With a reason also those are corrected that the source said the same of before
   * and another source has corrected since.
   */
  @Omittable()
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  reason?: string;
}

export class ImportWithdrawal {
  /** Kept with every correction. */
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  reason: string;
}

/** Counted in readings: a row of several values counts as many times. rows = accepted + unchanged + corrected + refused. */
export class ImportCountsItem {
  rows: number;
  /** Intervals that have a reading now and had none. */
  accepted: number;
  /** Known already, or said again by a later row of the file. */
  unchanged: number;
  corrected: number;
  refused: number;
}

/** Something about the file as a whole that should be known; it refuses nothing. */
export class ImportFindingItem {
  @ApiProperty({ enum: findingCodes })
  code: FindingCode;
  count: number;
  /** Where it is seen first. */
  row: number | null;
  pointId: string | null;
  detail: string;
}

export class ReadingImportItem {
  id: string;
  fileId: string;
  fileName: string;
  /**
   * `failed`: its newest task failed or was cancelled; why, the task says. `discarded`: nothing of it was applied, and a person has done away
   * with its file; `expired`: the same, and its file was kept as long as was said.
   */
  state: 'checking' | 'checked' | 'discarded' | 'expired' | 'applying' | 'applied' | 'withdrawing' | 'withdrawn' | 'failed';
  /** The newest of its tasks. */
  taskId: string;
  /** Null until the file has been read. */
  format: TableFormatItem | null;
  @ApiProperty({
    type: 'array',
    items: { type: 'array', items: { type: 'string' } },
    nullable: true,
    description: 'The first 20 rows of the file, as text.',
  })
  preview: string[][] | null;
  /** Proposed by the first check, else as it was set. What a proposal could not tell is null in it. */
  mapping: MappingBody | null;
  /** Something is null in the mapping that must be set before it can be counted. */
  mappingComplete: boolean;
  /** After a check: what applying would do. After applying: what it did. */
  counts: ImportCountsItem | null;
  /** The first 100. */
  firstFaults: RowFaultItem[];
  findings: ImportFindingItem[];
  /** The refused rows with their reasons, as a CSV to correct and send again. */
  refusedFileId: string | null;
  /** Starts of the first and the last interval that it has written to; null until it has. */
  firstAt: string | null;
  lastAt: string | null;
  allOrNothing: boolean | null;
  /** Until when its file is kept: an import that was not applied by then can no longer be. */
  keptUntil: string;
  /** 모의: of a demonstration. */
  simulated: boolean;
  createdAt: string;
  /** For If-Match: grows with every mapping that is set. */
  version: number;
}

export class ReadingImportPage {
  items: ReadingImportItem[];
  /** Cursor of the next page; null at the end. */
  next: string | null;
}

/** What comes of a check or an application. */
export class ImportOutcome {
  importId: string;
  /** Another mapping was set meanwhile, or the import was discarded: this task has found out nothing. */
  superseded?: boolean;
  counts?: ImportCountsItem | null;
  /** The file of refused rows. */
  fileId?: string;
}

export class WithdrawalOutcome {
  importId: string;
  superseded?: boolean;
  /** Intervals that count as missing now. */
  withdrawn?: number;
  /** Intervals that are worth again what they were before. */
  restored?: number;
  /** Left as they are, since somebody has corrected them. */
  kept?: number;
}
