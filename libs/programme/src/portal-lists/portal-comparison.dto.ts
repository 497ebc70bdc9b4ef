import { IsDay, IsId, IsMonth, Omittable } from '@maru/platform';

class PortalSiteQuestion {
  /** May be left out where the organisation has one site. */
  @Omittable()
  @IsId()
  siteId?: string;
}

export class PortalMonthQuestion extends PortalSiteQuestion {
  /** Such as 2026-11, of Asia/Seoul; the newest one of which a list speaks when it is left out. */
  @Omittable()
  @IsMonth()
  month?: string;
}

/** What our receipts and the portal's list say of a day. stored = matched + onlyOurs + those of later that were stored. */
export class PortalDayItem {
  /** Such as 2026-11-27, of Asia/Seoul. */
  day: string;
  /** The list that speaks for the day; null where none does, and then nothing is known of the portal's side. */
  listId: string | null;
  kind: 'logs' | 'days' | null;
  /** Logs that the log centre said it stored (AP1002). */
  stored: number;
  /** Logs in the portal's list = matched + unknownAtPortal + deniedAtPortal + foreign. Null where no list speaks for the day. */
  portal: number | null;
  /** In both. This and the next ones are null where the list has counts alone. */
  matched: number | null;
  /** Stored by our receipts, and not in the list. */
  onlyOurs: number | null;
  /** Sent, no answer came, and the list has it. */
  unknownAtPortal: number | null;
  /** Sent, the answer said that it was not stored, and the list has it all the same. */
  deniedAtPortal: number | null;
  /** In the list, and nothing that was sent from here. */
  foreign: number | null;
  /** Sent, no answer came, and the list does not have it: no difference. */
  unknownNowhere: number | null;
  /** Answered after the list was downloaded, or sent since without an answer, so that it cannot say. */
  later: number | null;
  /** Whether the two differ; null where no list speaks for the day. */
  differs: boolean | null;
}

/** Days with a stored log (definition stored-log): by our receipts and by the portal's list. */
export class PortalOperatingDays {
  /** Of the whole month as of now. */
  ours: number;
  /** Days of which it is not known. */
  unknown: number;
  /** Days of which a list speaks. */
  coveredDays: number;
  /** Ours, of the days of which a list speaks. */
  oursCovered: number;
  /** By the list; null where none speaks of any day of the month. */
  portal: number | null;
}

export class PortalListInForce {
  id: string;
  fileName: string;
  kind: 'logs' | 'days';
  precision: 'millisecond' | 'second' | 'minute' | null;
  /** Rows that could not be read: what they say is missing on the portal's side. */
  refused: number;
  downloadedAt: string;
  loadedAt: string;
}

export class PortalMonth {
  siteId: string;
  siteName: string;
  month: string;
  /** Of the month up to today. */
  days: PortalDayItem[];
  operatingDays: PortalOperatingDays;
  /** Lists that speak for any of the days. */
  lists: PortalListInForce[];
  simulated: boolean;
}

export class PortalDayQuestion extends PortalSiteQuestion {
  @IsDay()
  day: string;
}

export class ComparedOurs {
  eventId: string;
  at: string;
  useCode: string;
  receipt: 'stored' | 'unknown' | 'denied';
  sentAt: string;
}

export class ComparedPortal {
  /** Row of the file, from 1. */
  row: number;
  at: string;
  useCode: string | null;
  userCode: string | null;
  address: string | null;
  bytes: number | null;
  resultCode: string | null;
}

export class ComparedItem {
  state: 'only-ours' | 'unknown-at-portal' | 'denied-at-portal' | 'foreign' | 'unknown-nowhere' | 'later';
  ours: ComparedOurs | null;
  portal: ComparedPortal | null;
}

export class PortalDay {
  siteId: string;
  siteName: string;
  day: string;
  /** Null where no list speaks for the day. */
  listId: string | null;
  kind: 'logs' | 'days' | null;
  /** What is not the same on both sides, in the order of time; the first 500. */
  items: ComparedItem[];
  /** All of them. */
  count: number;
  simulated: boolean;
}
