import { IsDay, IsId, IsInstant, IsMonth, Omittable } from '@maru/platform';
import { IsIn } from 'class-validator';
import { operatingDefinitionNames } from '../notices/operating-definitions';
import { SiteName } from '../site-name.dto';

/** Whose figures they are: days, months and verdicts are of one place of business. */
export class SiteQuestion {
  /** May be left out where the organisation has one site. */
  @Omittable()
  @IsId()
  siteId?: string;
}

export class OperatingQuestion extends SiteQuestion {
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

/**
 * Every count is of events of the day; eligible is the sum of stored, uncertain, refused, queued and passedOver. They are null of a day to
 * come, and of one before the service was used at the site.
 */
export class OperatingDayItem {
  /** Such as 2026-11-27, of Asia/Seoul. */
  day: string;
  state: 'operating' | 'not-operating' | 'unknown' | 'to-come';
  used: number | null;
  eligible: number | null;
  stored: number | null;
  uncertain: number | null;
  refused: number | null;
  /** May still be sent today, by a key in use. As of a moment that was named: what might then, had it a key. */
  queued: number | null;
  /**
   * Of today, why nothing of it is sent: there is no portal key, its connection test has not succeeded, it was stopped (AP1030), the limit of
   * the day is reached (AP1031 to AP1033, or 5,000 requests), or the next send falls after midnight. Null where it is sent, of other days, and
   * as of a moment that was named: what the key was then is not kept.
   */
  held: 'no-key' | 'no-centre' | 'key-unproven' | 'key-stopped' | 'day-limit' | 'day-over' | null;
  /**
   * Not sent any more: another use was sent for it, its day is over, also where it had been answered to be sent again (AP1029, AP1030) or had
   * not reached the log centre, or today nothing is sent (`held`).
   */
  passedOver: number | null;
  /** Stretches in which the usage log of the service may have missed reads; null of a day to come. */
  gaps: number | null;
  /** Before the site's first event in the usage log: what was done on it is not known here. */
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
  /** Those of them that lie before the site's first event in the usage log. */
  beforeService: number;
  /** All of it that is not to come lies before that: its count is then not known, and not 0. */
  isBeforeService: boolean;
  /** Days that are still to come, today among them while it is none yet. */
  toCome: number;
  days: OperatingDayItem[];
}

/** A month as it was counted. */
export class CountedMonth extends OperatingMonthItem {
  /** Null where the organisation has no site: nothing is counted then. */
  site: SiteName | null;
  definition: OperatingDefinitionItem;
  asOf: string;
  simulated: boolean;
}

export class MonthAheadItem {
  /** Such as 2027-02, of Asia/Seoul. */
  month: string;
  /** Null where they cannot be counted: the public holidays of the year are not known yet, or there is no site. */
  workingDays: number | null;
}

/** How the running month stands. A working day is one on which the site works. */
export class MonthOutlookItem {
  /** The version of the rule by which risk is told. */
  rule: string;
  /**
   * enough: it has its days. on-track: two working days or more may pass without use. tight: one at most may. calendar-unknown: it is not
   * known how many of the days left are working days. days-off-needed: the working days left are too few. unknown-decides: all days left are
   * too few, it depends on days of which it is not known. out-of-reach: it cannot get them any more.
   */
  risk: 'enough' | 'on-track' | 'tight' | 'calendar-unknown' | 'days-off-needed' | 'unknown-decides' | 'out-of-reach';
  /** Operating days that are missing. */
  missing: number;
  /** Days left, today among them while it is no operating day. */
  daysLeft: number;
  /** Working days among them; null where they cannot be counted. */
  workingDaysLeft: number | null;
  /** Of the whole month; null where they cannot be counted. */
  workingDays: number | null;
  /** Why they cannot be counted. */
  calendarFault: 'no-site' | 'holidays-unknown' | null;
  /** counted: an operating day already. */
  today: 'counted' | 'working-day' | 'day-off' | 'not-known';
  /** The months that follow, the next one first. */
  ahead: MonthAheadItem[];
}

export class ShortfallItem {
  /** before-service: before the site's first event. not-known: a gap of the log or a send without an answer. screen-only: a screen refreshed by itself, and nobody used anything. */
  reason: 'before-service' | 'not-known' | 'not-stored' | 'screen-only' | 'not-used';
  days: string[];
}

export class LogGapItem {
  from: string;
  until: string;
}

export class OperatingMonth extends CountedMonth {
  /** Uses of the organisation in the month of which it is not known for which site they were: they are in no site's figures, and are not sent. */
  usesWithoutSite: number;
  /** Of the month that it is as of the time asked for; null for every other one. */
  outlook: MonthOutlookItem | null;
  /** Why days that are over are no operating days, reason by reason; a day off without use is in none of them. */
  shortfalls: ShortfallItem[];
  /** Stretches in which the usage log of the service may have missed reads, whoever's they were. */
  logGaps: LogGapItem[];
}

export class MonthNeedItem {
  /** Such as 2026-12, of Asia/Seoul. */
  month: string;
  /** Operating days that it lacks. */
  missing: number;
  /** Days of it that are to come and may become operating days, today among them while it is none yet. */
  toCome: number;
  /** Days of it of which it is not known whether they were operating days. */
  unknown: number;
}

/** From when on a notice could find the bonus met, as things stood at the time asked for, and what it takes until then. */
export class EarliestNoticeItem {
  /** Not before the notice that was asked for, nor before the day of the time asked for; null where no notice can find it met. */
  noticeDay: string | null;
  /** Likewise, where no day that is not known was an operating day. */
  noticeDayByKnown: string | null;
  /**
   * What it takes beside the months. months: nothing. built-before: that one more project is completed. no-agreement, not-completed: that the
   * agreement, or its completion, is entered.
   */
  reason: 'months' | 'before-service' | 'built-before' | 'completed-after' | 'no-agreement' | 'not-completed';
  /** Of the months before that notice those that are not met yet, oldest first. */
  needs: MonthNeedItem[];
}

export class OperatingVerdict {
  /** Null where the organisation has no site: nothing is counted then. */
  site: SiteName | null;
  definition: OperatingDefinitionItem;
  asOf: string;
  noticeDay: string;
  /** The completion by which the site takes part; where it takes none the first of the agreements that cover it, null where none is entered. */
  completedOn: string | null;
  verdict: 'MET' | 'NOT MET' | 'INDETERMINATE';
  /**
   * What decided it, by the agreements that cover the site. before-service: too many days lie before the service was used at the site.
   * no-agreement, not-completed: it is not known when the plant was built, until the agreement or its completion is entered.
   */
  reason: 'months' | 'before-service' | 'built-before' | 'completed-after' | 'no-agreement' | 'not-completed';
  /** What it would take; null of a verdict that is not NOT MET. */
  earliest: EarliestNoticeItem | null;
  /** Oldest first. */
  months: OperatingMonthItem[];
  simulated: boolean;
}
