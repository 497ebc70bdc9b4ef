import { DeskMonth } from '../desk/desk.dto';
import { DutyItem } from '../duties/duties.dto';
import { MonthOutlookItem } from '../operating/operating.dto';
import { SiteName } from '../site-name.dto';

export class ConsortiumAgreement {
  number: string;
  /** The consortium, as the company entered it. */
  partyName: string | null;
  finallyCompletedOn: string | null;
}

/** A place of business that agreements of the consortium cover, and what they ask for it. */
export class ConsortiumSite {
  site: SiteName;
  /** Those that a consortium signed and that name the supplier. */
  agreements: ConsortiumAgreement[];
  /** What is owed by them, and while logs are owed the site's portal key; the most urgent first. */
  duties: DutyItem[];
  /** When the last log happened that the log centre stored for the site; null where none was. */
  lastStoredAt: string | null;
  month: DeskMonth;
  /** Of the month that it is. */
  outlook: MonthOutlookItem | null;
}

/** What a supplier sees of a company. */
export class ConsortiumCompany {
  organisationId: string;
  name: string;
  simulated: boolean;
  grantedFrom: string;
  /** Oldest first; none where no agreement of the company names the supplier. */
  sites: ConsortiumSite[];
}

export class ConsortiumPage {
  /** By name. */
  items: ConsortiumCompany[];
  /** Cursor of the next page; null at the end. */
  next: string | null;
  /** How many companies let the supplier see so, on all pages. */
  total: number;
  /** As of when. */
  asOf: string;
}
