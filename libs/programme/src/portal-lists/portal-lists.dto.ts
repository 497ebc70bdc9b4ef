import { IsDay, IsId, Omittable, PageQuery, RowFaultItem, TableFormatItem } from '@maru/platform';
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsObject,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { portalListFields, portalListKinds } from './portal-list';

const columnMax = 499;
const rowMax = 1_048_576;

export class PortalColumnBody {
  /** From 0. */
  @IsInt()
  @Min(0)
  @Max(columnMax)
  column: number;

  /** `time`: when a log happened; `result`: the log centre's result code; `day` and `count`: of a list that has counts by day alone. */
  @IsIn(portalListFields)
  field: 'time' | 'use' | 'user' | 'address' | 'bytes' | 'result' | 'day' | 'count';
}

/** How a list of the portal is read. Rows count from 1. */
export class PortalMappingBody {
  /** `logs`: a row is a log. `days`: a row is a day with a count. */
  @IsIn(portalListKinds)
  kind: 'logs' | 'days';

  /** Of a workbook; the first one that has rows when it is null. */
  @IsOptional()
  @IsString()
  @MaxLength(100)
  @ApiProperty({ type: String, nullable: true })
  sheet: string | null;

  /** Last row of the heading; 0 where there is none. */
  @IsInt()
  @Min(0)
  @Max(rowMax)
  headerRow: number;

  @IsInt()
  @Min(0)
  @Max(3)
  headerRows: number;

  @IsArray()
  @ArrayMaxSize(portalListFields.length)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => PortalColumnBody)
  columns: PortalColumnBody[];
}

export class NewPortalListPreview {
  @IsId()
  siteId: string;

  /** A file that was sent for it (`purpose` programme.portal-list-preview) and is complete. */
  @IsId()
  fileId: string;

  /** The sheet to look at; the first one that has rows when it is left out. */
  @Omittable()
  @IsString()
  @MaxLength(100)
  sheet?: string;
}

export class NewPortalList {
  @IsId()
  siteId: string;

  @IsId()
  fileId: string;

  @IsObject()
  @ValidateNested()
  @Type(() => PortalMappingBody)
  mapping: PortalMappingBody;

  /** The days that the list speaks for, both included: what it does not hold of them the portal does not hold. Its own days when left out. */
  @Omittable()
  @IsDay()
  firstDay?: string;

  /** Given with `firstDay` alone. */
  @Omittable()
  @IsDay()
  lastDay?: string;
}

export class StartedPortalListTask {
  taskId: string;
}

/** What a file is and how it would be read; nothing of it is stored. */
export class PortalListPreviewOutcome {
  siteId: string;
  sourceFileId: string;
  fileName: string;
  format: TableFormatItem;
  @ApiProperty({
    type: 'array',
    items: { type: 'array', items: { type: 'string' } },
    description: 'The first 20 rows of the file, as text.',
  })
  preview: string[][];
  mapping: PortalMappingBody;
  /** How a list with the same columns was read at this site before, and not a guess. */
  remembered: boolean;
}

/** rows = accepted + duplicates + refused. */
export class PortalListOutcome {
  listId: string;
  rows: number;
  accepted: number;
  duplicates: number;
  refused: number;
  /** The file of refused rows. */
  fileId?: string;
}

export class PortalListsOfSite extends PageQuery {
  @IsId()
  siteId: string;
}

export class PortalListItem {
  id: string;
  siteId: string;
  kind: 'logs' | 'days';
  fileName: string;
  fileBytes: number;
  /** SHA-256 of the file's bytes, in hexadecimal digits: by it the file can be told from any other. */
  fileSha256: string;
  mapping: PortalMappingBody;
  /** As finely as the list tells times; null in a list of counts. */
  precision: 'millisecond' | 'second' | 'minute' | null;
  /** The days that it speaks for, both included. */
  firstDay: string;
  lastDay: string;
  /** Whether a person stated them; else they are the first and the last of its own. */
  periodStated: boolean;
  /** rows = accepted + duplicates + refused. Blank rows are none. */
  rows: number;
  accepted: number;
  /** Say word for word what an earlier row says. */
  duplicates: number;
  refused: number;
  /** Of those accepted: connection tests and receipts that stored nothing, which are not compared. */
  setAside: number;
  /** The first 100. */
  firstFaults: RowFaultItem[];
  /** The refused rows with their reasons, as a CSV to correct and send again; kept for some days. */
  refusedFileId: string | null;
  loadedAt: string;
  /** Null for who is no longer known here. */
  loadedBy: string | null;
  /** Null as long as it was not taken back. */
  withdrawnAt: string | null;
  withdrawnBy: string | null;
  withdrawalReason: string | null;
  simulated: boolean;
}

export class PortalListPage {
  items: PortalListItem[];
  /** Cursor of the next page; null at the end. */
  next: string | null;
}

export class PortalListWithdrawal {
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  reason: string;
}
