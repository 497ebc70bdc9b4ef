import { IsColumn, IsDay, IsId, IsInstant, Omittable, PageQuery, RowFaultItem, TableFormatItem, TableMappingBody } from '@maru/platform';
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsNotEmpty, IsObject, IsString, MaxLength, ValidateNested } from 'class-validator';
import { portalListFields, portalListKinds } from './portal-list';

export class PortalColumnBody {
  @IsColumn()
  column: number;

  /** `time`: when a log happened; `result`: the log centre's result code; `day` and `count`: of a list that has counts by day alone. */
  @IsIn(portalListFields)
  field: 'time' | 'use' | 'user' | 'address' | 'bytes' | 'result' | 'day' | 'count';
}

/** How a list of the portal is read. */
export class PortalMappingBody extends TableMappingBody {
  /** `logs`: a row is a log. `days`: a row is a day with a count. */
  @IsIn(portalListKinds)
  kind: 'logs' | 'days';

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
  /** The portal has a list for each site, by its key. */
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

  /** When it was downloaded from the portal: what was answered later the list cannot hold. The time of loading when it is left out. */
  @Omittable()
  @IsInstant()
  downloadedAt?: string;
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
  /** May be left out where the organisation has one site. */
  @Omittable()
  @IsId()
  siteId?: string;
}

export class PortalListItem {
  id: string;
  siteId: string;
  siteName: string;
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
  /** Since then the list says nothing. */
  downloadedAt: string;
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
