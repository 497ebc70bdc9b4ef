import { IsMonth, Omittable, PageQuery } from '@maru/platform';
import { DutyItem } from '../duties/duties.dto';
import { MonthOutlookItem, OperatingDefinitionItem } from '../operating/operating.dto';

export class DeskMonthQuestion {
  /** Such as 2026-11, of Asia/Seoul; the month that it is when it is left out. */
  @Omittable()
  @IsMonth()
  month?: string;
}

export class DeskQuestion extends PageQuery {
  /** Such as 2026-11, of Asia/Seoul; the month that it is when it is left out. */
  @Omittable()
  @IsMonth()
  month?: string;
}

export class DeskMonth {
  month: string;
  verdict: 'MET' | 'NOT MET' | 'INDETERMINATE';
  /** Operating days; days of which it is not known; days to come. */
  operating: number;
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
  /** Of everything that the company owes the most urgent state; null where no agreement has been entered. */
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

export class DeskCompany {
  organisationId: string;
  name: string;
  /** Its places of business, oldest first. */
  businessRegistrationNumbers: string[];
  /** Where the first of them lies, by ISO 3166-2, such as KR-41; null where its address does not say so. */
  region: string | null;
  simulated: boolean;
  grantedFrom: string;
  month: DeskMonth;
  /** Of the month that it is; null where another one is asked for. */
  outlook: MonthOutlookItem | null;
  figures: DeskFigures;
  duty: DeskDuty;
  /** For a notice of today. */
  bonus: DeskBonus;
}

export class DeskPage {
  /** By name. */
  items: DeskCompany[];
  /** Cursor of the next page; null at the end. */
  next: string | null;
  /** How many companies report, on all pages. */
  total: number;
  /** By which days, months and verdicts are counted. */
  definition: OperatingDefinitionItem;
  /** As of when. */
  asOf: string;
}
