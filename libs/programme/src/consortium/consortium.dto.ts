import { DeskMonth } from '../desk/desk.dto';
import { DutyItem } from '../duties/duties.dto';
import { MonthOutlookItem } from '../operating/operating.dto';

export class ConsortiumAgreement {
  number: string;
  /** The consortium, as the company entered it. */
  partyName: string | null;
  finallyCompletedOn: string | null;
}

/** What a supplier sees of a company; nothing but the agreements where no consortium signed one for it. */
export class ConsortiumCompany {
  organisationId: string;
  name: string;
  simulated: boolean;
  grantedFrom: string;
  /** Those that a consortium of suppliers signed. */
  agreements: ConsortiumAgreement[];
  /** What is owed by them, the most urgent first. */
  duties: DutyItem[];
  /** When the last log that the log centre stored happened; null where none was. */
  lastStoredAt: string | null;
  /** Null without such an agreement. */
  month: DeskMonth | null;
  outlook: MonthOutlookItem | null;
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
