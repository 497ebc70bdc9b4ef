import { IsId, IsInstant, Omittable, PageQuery } from '@maru/platform';
import { IsIn } from 'class-validator';
import { outcomesShown } from './outcomes-shown';

export class LogSendsQuery extends PageQuery {
  /** Sent for this site; for all of them when it is left out. */
  @Omittable()
  @IsId()
  siteId?: string;

  /** Sent at or after this time. */
  @Omittable()
  @IsInstant()
  from?: string;

  /** Sent before this time. */
  @Omittable()
  @IsInstant()
  to?: string;

  /** What became of it; unanswered where there is no answer. */
  @Omittable()
  @IsIn(outcomesShown)
  outcome?: (typeof outcomesShown)[number];
}

/** One request to the log centre with what came of it. */
export class LogSendItem {
  id: string;
  siteId: string;
  siteName: string;
  /** test: a connection test (DO6999), which stands for no event. */
  purpose: 'log' | 'test';
  /** The event of the usage log that was sent; null for a test. */
  eventId: string | null;
  /** What was done, as the usage log names it; null for a test. */
  kind: 'sign-in' | 'sign-out' | 'read' | 'create' | 'update' | 'delete' | 'in-out' | null;
  /** When it happened. */
  occurredAt: string;
  sentAt: string;
  centre: 'portal' | 'simulator';
  /** The request without the key, as it left. */
  request: LogRequestFields;
  /** Null where there is no answer: whether it was stored is not known. */
  answeredAt: string | null;
  httpStatus: number | null;
  /** Result code of the log centre; null where there is none that could be read. */
  code: string | null;
  outcome: 'stored' | 'received' | 'test' | 'too-soon' | 'not-collected' | 'day-limit' | 'refused' | 'unsent' | 'unknown' | null;
  /** The answer as it came, as far as it is text. */
  answer: string | null;
  failure: string | null;
  /** 모의: of a simulated organisation. */
  simulated: boolean;
}

export class LogRequestFields {
  logDt: string;
  useSe: string;
  sysUser: string;
  conectIp: string;
  dataUsgqty: number;
}

export class LogSendPage {
  items: LogSendItem[];
  /** Cursor of the next page; null at the end. */
  next: string | null;
}

export class LogQueueQuestion {
  /** May be left out where the organisation has one site. */
  @Omittable()
  @IsId()
  siteId?: string;
}

/** Events of one kind that wait for a slot of today. */
export class WaitingKind {
  kind: 'sign-in' | 'sign-out' | 'read' | 'create' | 'update' | 'delete' | 'in-out';
  count: number;
}

export class UnsendableEvent {
  eventId: string;
  at: string;
  kind: 'sign-in' | 'sign-out' | 'read' | 'create' | 'update' | 'delete' | 'in-out';
  obstacles: ('no-user-code' | 'user-code-too-long' | 'no-address' | 'address-too-long' | 'too-many-bytes')[];
}

/** A site's today, by the clock of Asia/Seoul. */
export class LogQueue {
  /** Null where the organisation has no site: nothing is sent then. */
  siteId: string | null;
  siteName: string | null;
  day: string;
  /** Uses by persons for the site that are in the usage log. */
  used: number;
  /** Uses by persons of the organisation of which it is not known for which site they were: no site's, and never sent. */
  usesWithoutSite: number;
  /** Logs that the log centre said it stored. */
  stored: number;
  /** Sends of which it is not known whether they were stored. */
  uncertain: number;
  /** What a slot to come may take, by a key in use; none while nothing is sent. */
  waiting: WaitingKind[];
  /** Why nothing is sent today; null while logs are sent in their turn, or where there is no site. */
  held: 'no-key' | 'no-centre' | 'key-unproven' | 'key-stopped' | 'day-limit' | 'day-over' | null;
  /** What would wait, were it not held: it is not sent unless that changes before the day is over. */
  heldCount: number;
  /** The newest of them, 100 at most. */
  unsendable: UnsendableEvent[];
  unsendableCount: number;
}
