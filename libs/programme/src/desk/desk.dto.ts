import { IsInstant, IsMonth, Omittable, PageQuery } from '@maru/platform';
import { DutyItem } from '../duties/duties.dto';
import { MonthOutlookItem, OperatingDefinitionItem } from '../operating/operating.dto';

export class DeskMonthQuestion {
  /** Such as 2026-11, of Asia/Seoul; the month that it is when it is left out. */
  @Omittable()
  @IsMonth()
  month?: string;

  /** As things stood then, not after now; now when it is left out. Agreements' duties are those of its day, by what is entered now. */
  @Omittable()
  @IsInstant()
  asOf?: string;
}

export class DeskQuestion extends PageQuery {
  /** Such as 2026-11, of Asia/Seoul; the month that it is when it is left out. */
  @Omittable()
  @IsMonth()
  month?: string;

  /** As things stood then, not after now; now when it is left out. Agreements' duties are those of its day, by what is entered now. */
  @Omittable()
  @IsInstant()
  asOf?: string;
}

export class DeskMonth {
  month: string;
  verdict: 'MET' | 'NOT MET' | 'INDETERMINATE';
  /** Operating days; null where all of the month lies before the service was used at the site. */
  operating: number | null;
  /** Days of which it is not known. */
  unknown: number;
  toCome: number;
}

/** Of the month, each a sum of its days. */
export class DeskFigures {
  used: number;
  stored: number;
  uncertain: number;
  refused: number;
  /** Days on which people used it and nothing was stored, today left out. */
  daysWithoutStored: number;
  /** Stretches in which the usage log of the service may have missed reads. */
  gaps: number;
}

export class DeskDuty {
  /** Of everything that is owed the most urgent state; null where no agreement has been entered. */
  state: 'late' | 'due' | 'not-begun' | 'running' | 'upcoming' | 'done' | 'not-needed' | null;
  /** How much of it is to be done by the company now. */
  open: number;
  /** The most urgent of that. */
  first: DutyItem | null;
  /** The last day on which logs are owed; null where none are owed now. */
  logsUntil: string | null;
}

export class DeskBonus {
  verdict: 'MET' | 'NOT MET' | 'INDETERMINATE';
  reason: 'months' | 'before-service' | 'built-before' | 'completed-after' | 'no-agreement' | 'not-completed';
  /** The months before this one, oldest first. */
  months: DeskMonth[];
}

/** A place of business of a company. */
export class DeskSite {
  id: string;
  name: string;
  businessRegistrationNumber: string;
  /** Where it lies, by ISO 3166-2, such as KR-41; null where its address does not say so. */
  region: string | null;
}

/** How one place of business stands. */
export class DeskLine {
  /** Null where the company has none: nothing is counted then. */
  site: DeskSite | null;
  month: DeskMonth;
  /** Of the month that it is; null where another one is asked for. */
  outlook: MonthOutlookItem | null;
  figures: DeskFigures;
  /** By the agreements that cover the site, and what the company owes as a whole. */
  duty: DeskDuty;
  /** For a notice of the day as of which is asked. */
  bonus: DeskBonus;
}

export class DeskCompany {
  organisationId: string;
  name: string;
  simulated: boolean;
  grantedFrom: string;
  /** Of the sites that an agreement covers, oldest first; where none is covered of all sites; one without a site where there is none. */
  lines: DeskLine[];
  /** Uses of the company in the month of which it is not known for which site they were: they are in no line, and are not sent. */
  usesWithoutSite: number;
}

export class DeskPage {
  /** By name. */
  items: DeskCompany[];
  /** Cursor of the next page; null at the end. */
  next: string | null;
  /** How many companies report, on all pages. */
  total: number;
  /** By which days, months and verdicts of every site are counted. */
  definition: OperatingDefinitionItem;
  /** As of when. */
  asOf: string;
}
