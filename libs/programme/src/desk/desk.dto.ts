import { IsMonth, Omittable, PageQuery } from '@maru/platform';

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
  queued: number;
  /** Days on which people used it and nothing was stored, today left out. */
  daysWithoutStored: number;
  gaps: number;
}

export class DeskCompany {
  organisationId: string;
  name: string;
  /** Its places of business, oldest first. */
  businessRegistrationNumbers: string[];
  simulated: boolean;
  grantedFrom: string;
  month: DeskMonth;
  figures: DeskFigures;
  /** For a notice of today. */
  bonus: DeskBonus;
}

export class DeskBonus {
  verdict: 'MET' | 'NOT MET' | 'INDETERMINATE';
  reason: 'months' | 'before-service' | 'built-before' | 'completed-after' | 'no-agreement' | 'not-completed';
  /** The months before this one, oldest first. */
  months: DeskMonth[];
}

export class DeskPage {
  /** By name. */
  items: DeskCompany[];
  /** Cursor of the next page; null at the end. */
  next: string | null;
}
