import { IsSearchText, ORGANISATION_KINDS, type OrganisationKind, PageQuery, saying } from '@maru/platform';
import { Type } from 'class-transformer';
import { IsDefined, IsIn, IsNotEmpty, IsObject, IsOptional, IsString, Matches, MaxLength, ValidateNested } from 'class-validator';
import { FirstMemberBody } from '../people/members.dto';
import { ModuleName } from '../subscriptions/subscriptions.dto';
import { companyCodeText } from './company-code';

export class OrganisationBody {
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  name: string;

  @IsIn(ORGANISATION_KINDS)
  kind: OrganisationKind;

  /** What employees type beside their number at sign-in. */
  @Matches(/^[a-z0-9][a-z0-9-]{1,30}[a-z0-9]$/, saying(companyCodeText))
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

export class OrganisationsQuery extends PageQuery {
  /** Part of the name or of the company code. */
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  @IsSearchText()
  text?: string;

  @IsOptional()
  @IsIn(ORGANISATION_KINDS)
  kind?: OrganisationKind;
}

export class SubscribedModuleItem {
  module: string;
  name: ModuleName;
  since: string;
}

/** What the service knows of its own work for an organisation; nothing of what the organisation does with it. */
export class OrganisationHealth {
  /** Day of Asia/Seoul on which somebody of it signed in last; null when nobody has. */
  lastSignInDay: string | null;
  /** Since when the oldest event that is not handled yet has waited; null when none waits. */
  eventWaitingSince: string | null;
  /** Tasks that failed in the last seven days. */
  failedTasks: number;
}

export class OrganisationRow extends OrganisationItem {
  /** Modules that it is subscribed to now. */
  subscriptions: SubscribedModuleItem[];
  health: OrganisationHealth;
}

export class ServiceHealth {
  status: 'ok' | 'unavailable';
  /** What was looked at, and how it was: ok, failed or stopping. */
  checks: Record<string, 'ok' | 'failed' | 'stopping'>;
}

export class OrganisationPage {
  items: OrganisationRow[];
  /** Cursor of the next page; null at the end. */
  next: string | null;
  /** Of the service as a whole. */
  service: ServiceHealth;
}
