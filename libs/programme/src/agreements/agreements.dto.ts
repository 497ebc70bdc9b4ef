import { IsDay, IsId } from '@maru/platform';
import { PartialType } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsIn, IsNotEmpty, IsOptional, IsString, MaxLength } from 'class-validator';
import { currentNotices } from '../notices/notices';
import { targetLevels } from './agreement';

const noticeIds = currentNotices.map(({ id }) => id);

export class AgreementBody {
  /** As the portal and the paper know it. */
  @IsString()
  @IsNotEmpty()
  @MaxLength(60)
  number: string;

  /** Of the notice under which it was signed; its newest version applies. */
  @IsIn(noticeIds)
  noticeId: string;

  /** Name of the consortium of suppliers, where the notice has one sign. */
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  partyName?: string | null;

  /**
   * Organisation of the consortium that sees on its board what is owed by the agreement: one of the suppliers to which the company's reporting
   * grant is in force. Without it no supplier sees the agreement.
   */
  @IsOptional()
  @IsId()
  supplierId?: string | null;

  /** Sites that it covers. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @ArrayUnique()
  @IsId({ each: true })
  siteIds: string[];

  @IsDay()
  signedOn: string;

  /** The solution was built. */
  @IsOptional()
  @IsDay()
  completedOn?: string | null;

  /** The project was closed after trial and after-care. */
  @IsOptional()
  @IsDay()
  finallyCompletedOn?: string | null;

  /** Of the built system by KS X 9001-1. */
  @IsOptional()
  @IsIn(targetLevels)
  targetLevel?: 'basic' | 'intermediate1' | 'intermediate2' | 'advanced' | null;

  /** Ids of the modules whose use it is about. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ArrayUnique()
  @IsString({ each: true })
  modules: string[];
}

/** Null clears what may be empty; what may not is left out instead. */
export class AgreementPatch extends PartialType(AgreementBody, { skipNullProperties: false }) {}

export class AgreementSite {
  id: string;
  name: string;
}

export class AgreementSupplier {
  organisationId: string;
  name: string;
  /** Whether the company lets it see now: without that it sees nothing, though it is named. */
  granted: boolean;
}

export class AgreementItem {
  id: string;
  number: string;
  noticeId: string;
  noticeVersion: number;
  /** Who signed, and owes what the notice asks for. */
  partyKind: 'manufacturer' | 'supplierConsortium';
  partyName: string | null;
  /** Of the consortium; null where none is named: no supplier sees the agreement then. */
  supplier: AgreementSupplier | null;
  sites: AgreementSite[];
  /** Days of Asia/Seoul, such as 2026-11-27. */
  signedOn: string;
  completedOn: string | null;
  finallyCompletedOn: string | null;
  targetLevel: 'basic' | 'intermediate1' | 'intermediate2' | 'advanced' | null;
  modules: string[];
  /** For If-Match. */
  version: number;
  /** 모의: of a demonstration. */
  simulated: boolean;
}

export class AgreementPage {
  items: AgreementItem[];
  /** Cursor of the next page; null at the end. */
  next: string | null;
}

/** A version of an agreement, and what it changed. */
export class AgreementChangeItem {
  /** By the database's clock. */
  changedAt: string;
  /** Null for who is no longer known here. */
  changedBy: string | null;
  /** What differs from the version before; none of the first one. */
  fields: (
    | 'number'
    | 'noticeId'
    | 'partyName'
    | 'supplierId'
    | 'siteIds'
    | 'signedOn'
    | 'completedOn'
    | 'finallyCompletedOn'
    | 'targetLevel'
    | 'modules'
  )[];
  /** The version before; null where it is the first one. */
  before: AgreementItem | null;
  after: AgreementItem;
}

export class AgreementChangePage {
  items: AgreementChangeItem[];
  /** Cursor of the next page; null at the end. */
  next: string | null;
}
