import { IsId } from '@maru/platform';
import { Equals, IsIn, IsInt } from 'class-validator';
import { consentChanges, consentWordingVersion } from './consent';

export class UserCodeConsentBody {
  /** Whose employee number it is about. */
  @IsId()
  memberId: string;

  @IsIn(consentChanges)
  change: 'given' | 'withdrawn';

  /** The version of the wording that the member was shown: the list says which is in use. */
  @IsInt()
  @Equals(consentWordingVersion)
  wordingVersion: number;
}

/** A member with the consent that is in force, where one is. */
export class UserCodeConsentItem {
  memberId: string;
  name: string;
  employeeNumber: string | null;
  /** True: logs carry the employee number. False: they carry a pseudonym. */
  inForce: boolean;
  /** The last change; null where there was none. */
  changedAt: string | null;
  changedBy: string | null;
  wordingVersion: number | null;
}

export class UserCodeConsentList {
  items: UserCodeConsentItem[];
  /** The wording in use. */
  wordingVersion: number;
}
