import { IsDay, IsId, Omittable, PageQuery } from '@maru/platform';
import { SiteName } from '../site-name.dto';

export class DayEventsQuery extends PageQuery {
  /** Whose events; may be left out where the organisation has one site. */
  @Omittable()
  @IsId()
  siteId?: string;

  /** Such as 2026-11-27, of Asia/Seoul; today when it is left out. */
  @Omittable()
  @IsDay()
  day?: string;
}

/** One time that an event was sent. */
export class DaySendItem {
  sentAt: string;
  /** The log centre's result code; null where it gave none that could be read. */
  code: string | null;
  /** Null while there is no answer: whether it was stored is not known. */
  outcome: 'stored' | 'received' | 'test' | 'too-soon' | 'not-collected' | 'day-limit' | 'refused' | 'unsent' | 'unknown' | null;
  answeredAt: string | null;
  /** The log centre's own time of receipt, as it wrote it. */
  centreReceivedAt: string | null;
  /** The request as it left, without the key, the user code and the address. */
  request: string;
  /** What came back, as text. */
  answer: string | null;
}

export class DayEventItem {
  id: string;
  at: string;
  kind: 'sign-in' | 'sign-out' | 'read' | 'create' | 'update' | 'delete' | 'in-out';
  module: string;
  resource: string;
  bytes: number;
  /** Commitments, as the sealed event has them. */
  personCommitment: string | null;
  addressCommitment: string | null;
  /** Oldest first; empty where it was not sent. */
  sends: DaySendItem[];
  simulated: boolean;
}

export class DayEventPage {
  /** Null where the organisation has no site: there are no events of one then. */
  site: SiteName | null;
  /** Uses by persons for the site, oldest first. */
  items: DayEventItem[];
  /** Cursor of the next page; null at the end. */
  next: string | null;
}
