import { IsId, IsInstant, Omittable } from '@maru/platform';
import { IsIn } from 'class-validator';

export class ReportingGrantInterval {
  from: string;
  /** Null while it goes on. */
  to: string | null;
}

export class ReportingGrantItem {
  officeId: string;
  officeName: string;
  /** In force now. */
  granted: boolean;
  /** Oldest first; never rewritten. */
  intervals: ReportingGrantInterval[];
}

export class ReportingGrantList {
  /** Every programme office, with what was granted to it. */
  items: ReportingGrantItem[];
}

export class ReportingGrantChangeBody {
  /** The programme office. */
  @IsId()
  officeId: string;

  @IsIn(['grant', 'revoke'])
  kind: 'grant' | 'revoke';

  /** From when; at once when it is left out. Never in the past. */
  @Omittable()
  @IsInstant()
  effectiveAt?: string;
}

export class ReportingGrantChangeResult {
  officeId: string;
  kind: 'grant' | 'revoke';
  effectiveAt: string;
}

export class GrantedCompany {
  organisationId: string;
  name: string;
  /** The company is 모의. */
  simulated: boolean;
  /** Since when the grant that is in force has been. */
  grantedFrom: string;
}

export class GrantedCompanyList {
  items: GrantedCompany[];
}
