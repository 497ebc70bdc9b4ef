import { IsDay, IsInstant, IsMonth, Omittable } from '@maru/platform';
import { IsIn } from 'class-validator';
import { operatingDefinitionNames } from '../notices/operating-definitions';

export class OperatingQuestion {
  /** What is meant by an operating day: an id for its newest version, or id@version; days with a stored log when it is left out. */
  @Omittable()
  @IsIn(operatingDefinitionNames)
  definition?: string;

  /** As things stood then, not after now; now when it is left out. */
  @Omittable()
  @IsInstant()
  asOf?: string;
}

export class MonthQuestion extends OperatingQuestion {
  /** Such as 2026-11, of Asia/Seoul; the month that it is when it is left out. */
  @Omittable()
  @IsMonth()
  month?: string;
}

export class VerdictQuestion extends OperatingQuestion {
  /** The day of the notice, whose month the months are counted back from; today when it is left out. */
  @Omittable()
  @IsDay()
  noticeDay?: string;
}

/** Under which a figure was counted, and is counted again. */
export class OperatingDefinitionItem {
  id: string;
  version: number;
  basis: 'stored' | 'used' | 'both';
  daysAMonth: number;
  months: number;
  builtSince: string | null;
  /** Which completion of the company must lie between builtSince and the notice. */
  completion: 'first' | 'any';
  title: OperatingText;
  /** What of it is inferred. */
  uncertain: OperatingText;
}

export class OperatingText {
  ko: string;
  en: string;
}

/** Every count is of events of the day; eligible is the sum of stored, uncertain, refused, queued and passedOver. */
export class OperatingDayItem {
  /** Such as 2026-11-27, of Asia/Seoul. */
  day: string;
  state: 'operating' | 'not-operating' | 'unknown' | 'to-come';
  used: number;
  eligible: number;
  stored: number;
  uncertain: number;
  refused: number;
  queued: number;
  passedOver: number;
  /** Stretches in which the usage log may have missed reads. */
  gaps: number;
  /** Before the company's first event in the usage log: what was done on it is not known here. */
  beforeService: boolean;
}

export class OperatingMonthItem {
  /** Such as 2026-11, of Asia/Seoul. */
  month: string;
  verdict: 'MET' | 'NOT MET' | 'INDETERMINATE';
  /** Operating days. */
  operating: number;
  /** Days of which it is not known whether they were. */
  unknown: number;
  /** Those of them that lie before the company's first event in the usage log. */
  beforeService: number;
  /** Days that are still to come, today among them while it is none yet. */
  toCome: number;
  days: OperatingDayItem[];
}

export class OperatingMonth extends OperatingMonthItem {
  definition: OperatingDefinitionItem;
  asOf: string;
  simulated: boolean;
}

export class OperatingVerdict {
  definition: OperatingDefinitionItem;
  asOf: string;
  noticeDay: string;
  /** The completion by which the company takes part; where it takes none the first of its agreements', null where none is entered. */
  completedOn: string | null;
  verdict: 'MET' | 'NOT MET' | 'INDETERMINATE';
  /**
   * What decided it. before-service: too many days lie before the company used the service. no-agreement, not-completed: it is not known when
   * the plant was built, until the agreement or its completion is entered.
   */
  reason: 'months' | 'before-service' | 'built-before' | 'completed-after' | 'no-agreement' | 'not-completed';
  /** Oldest first. */
  months: OperatingMonthItem[];
  simulated: boolean;
}
