import { ORGANISATION_KINDS, type OrganisationKind } from '@maru/platform';
import { Type } from 'class-transformer';
import { IsDefined, IsIn, IsNotEmpty, IsObject, IsString, Matches, MaxLength, ValidateNested } from 'class-validator';
import { FirstMemberBody } from '../people/members.dto';

export class OrganisationBody {
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  name: string;

  @IsIn(ORGANISATION_KINDS)
  kind: OrganisationKind;

  /** What employees type beside their number at sign-in. */
  @Matches(/^[a-z0-9][a-z0-9-]{1,30}[a-z0-9]$/)
  companyCode: string;

  /** Its first member, who invites the others. */
  @IsDefined()
  @IsObject()
  @ValidateNested()
  @Type(() => FirstMemberBody)
  owner: FirstMemberBody;
}

export class OrganisationItem {
  id: string;
  name: string;
  kind: OrganisationKind;
  companyCode: string;
  /** Everything in it is replayed or simulated (모의). */
  simulated: boolean;
  createdAt: string;
}

export class OrganisationPage {
  items: OrganisationItem[];
  /** Cursor of the next page; null at the end. */
  next: string | null;
}
