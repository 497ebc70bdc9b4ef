import { IsDay, IsId, PageQuery, saying } from '@maru/platform';
import { IsIn, IsNotEmpty, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { halfYearShape, halfYearText } from './half-year';

export class RegistrationChangesQuery extends PageQuery {
  /** Of one agreement; of all of them when it is left out. */
  @IsOptional()
  @IsId()
  agreementId?: string;
}

/** What a person says was done at the portal, or that it was said by mistake. The newest change of a half-year counts. */
export class RegistrationChangeBody {
  @IsId()
  agreementId: string;

  /** `2026-H1` for what is registered in June, `2026-H2` in December. */
  @Matches(halfYearShape, saying(halfYearText))
  halfYear: string;

  @IsIn(['registered', 'withdrawn'])
  change: 'registered' | 'withdrawn';

  /** The day on which it was done; given with `registered` alone. */
  @IsOptional()
  @IsDay()
  registeredOn?: string | null;

  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(300)
  note?: string | null;
}

export class RegistrationChangeItem {
  id: string;
  agreementId: string;
  halfYear: string;
  change: 'registered' | 'withdrawn';
  registeredOn: string | null;
  note: string | null;
  recordedAt: string;
  /** Who recorded it; null for who is no longer known here. */
  recordedBy: string | null;
  simulated: boolean;
}

export class RegistrationChangePage {
  items: RegistrationChangeItem[];
  /** Cursor of the next page; null at the end. */
  next: string | null;
}
