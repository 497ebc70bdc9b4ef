import { IsId, IsInstant, Omittable, saying } from '@maru/platform';
import { IsIn, Matches } from 'class-validator';
import { companyCodeText } from '../organisations/company-code';

export class ReportingGrantInterval {
  from: string;
  /** Null while it goes on. */
  to: string | null;
}

export class ReportingGrantsQuery {
  /** The company code of a supplier that is to be listed too, so that something can be granted to it. */
  @Omittable()
  @Matches(/^[a-z0-9][a-z0-9-]{1,30}[a-z0-9]$/i, saying(companyCodeText))
  supplierCode?: string;
}

export class ReportingGrantItem {
  /** Of the programme office, or of the supplier. */
  officeId: string;
  officeName: string;
  kind: 'programmeOffice' | 'supplier';
  /** In force now. */
  granted: boolean;
  /** Oldest first; never rewritten. */
  intervals: ReportingGrantInterval[];
}

export class ReportingGrantList {
  /** Every programme office, and each supplier that something was granted to or that was asked for, with what was granted to it. */
  items: ReportingGrantItem[];
  /** Whether there is a supplier with the code that was asked for; null where none was. */
  foundSupplier: boolean | null;
}

export class ReportingGrantChangeBody {
  /** The programme office, or the supplier. */
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
