import { IsDay, IsInstant, Omittable } from '@maru/platform';
import { IsIn, Matches } from 'class-validator';
import { operatingDefinitions } from '../notices/operating-definitions';

const definitionIds = operatingDefinitions.map(({ id }) => id);

export class OperatingQuestion {
  /** What is meant by an operating day; days with a stored log when it is left out. */
  @Omittable()
  @IsIn(definitionIds)
  definition?: string;

  /** As things stood then; now when it is left out. */
  @Omittable()
  @IsInstant()
  asOf?: string;
}

export class MonthQuestion extends OperatingQuestion {
  /** Such as 2026-11, of Asia/Seoul; the month that it is when it is left out. */
  @Omittable()
  @Matches(/^20\d\d-(?:0[1-9]|1[0-2])$/)
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
}

export class OperatingMonthItem {
  /** Such as 2026-11, of Asia/Seoul. */
  month: string;
  verdict: 'MET' | 'NOT MET' | 'INDETERMINATE';
  /** Operating days. */
  operating: number;
  /** Days of which it is not known whether they were. */
  unknown: number;
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
  /** When the first of the company's agreements was completed; null where none is. */
  completedOn: string | null;
  verdict: 'MET' | 'NOT MET' | 'INDETERMINATE';
  /** What decided it. */
  reason: 'months' | 'built-before' | 'not-completed';
  /** Oldest first. */
  months: OperatingMonthItem[];
  simulated: boolean;
}
