import { NoticeText } from '../notices/notices.dto';
import { SiteName } from '../site-name.dto';

export class DutyPeriod {
  from: string;
  /** The first day after it. */
  to: string;
}

export class DutyItem {
  /** The same as long as it is the same duty. */
  id: string;
  kind: 'logs' | 'registration' | 'key' | 'grant' | 'retention';
  /** not-begun waits for an event that has not been entered; not-needed: logs were sent, so that there is nothing to register by hand. */
  state: 'late' | 'due' | 'not-begun' | 'running' | 'upcoming' | 'done' | 'not-needed';
  /** What to do next; null where there is nothing to do. */
  next:
    | 'enter-completion'
    | 'enter-final-completion'
    | 'use-and-send'
    | 'register'
    | 'register-late'
    | 'set-key'
    | 'prove-key'
    | 'renew-key'
    | 'give-grant'
    | 'keep'
    | null;
  /** Days of Asia/Seoul; null where it is not known yet, or at no time in particular. */
  period: DutyPeriod | null;
  /** Running and due: days left, today among them. Upcoming: days until it begins. Late: days since it was due. Null otherwise. */
  days: number | null;
  /** Null where it is the company's as a whole, or a site's by whichever agreement. */
  agreementId: string | null;
  agreementNumber: string | null;
  noticeTitle: NoticeText | null;
  /** Who owes it by the agreement. */
  partyKind: 'manufacturer' | 'supplierConsortium' | null;
  siteId: string | null;
  siteName: string | null;
  /** Of a half-year that is to be registered by hand: the sites of the agreement of which no log was stored in it; of others none. */
  sitesWithoutLog: SiteName[];
  /** `2026-H1` of a registration by hand. */
  halfYear: string | null;
  registeredOn: string | null;
  /** What of the rule is inferred, or not said exactly by the notice; null where nothing is. */
  uncertain: NoticeText | null;
}

export class DutyBoard {
  /** The day as of which it stands, in Asia/Seoul. */
  today: string;
  /** The most urgent first. */
  items: DutyItem[];
  /** 모의: of a demonstration. */
  simulated: boolean;
}
