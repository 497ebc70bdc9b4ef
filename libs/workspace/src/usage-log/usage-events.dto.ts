import { IsInstant, PageQuery } from '@maru/platform';
import { IsOptional } from 'class-validator';

export class UsageEventsQuery extends PageQuery {
  /** Events at or after this time. */
  @IsOptional()
  @IsInstant()
  from?: string;

  /** Events before this time. */
  @IsOptional()
  @IsInstant()
  to?: string;
}

export class UsageEventSite {
  id: string;
  name: string;
}

export class UsageEventItem {
  id: string;
  at: string;
  kind: 'sign-in' | 'sign-out' | 'read' | 'create' | 'update' | 'delete' | 'in-out';
  /** input: a person's own; automatic: a page by itself; device and job are what they are. */
  cause: 'input' | 'automatic' | 'device' | 'job';
  module: string;
  resource: string;
  bytes: number;
  requestId: string;
  /** The site that was worked for; null where it is not known. */
  site: UsageEventSite | null;
  /** The row is 모의. */
  simulated: boolean;
}

/** A process ended without closing: reads of this time may be missing from the log. Changes are not: they are one with their events. */
export class UsageGap {
  from: string;
  until: string;
}

export class OwnUsageEventItem extends UsageEventItem {
  /** Who did it; null for a device or a job, and once erased. */
  person: string | null;
  /** From where; null once erased. */
  address: string | null;
  /** Person and address were erased: the event itself, with its commitments, is as it was. */
  erased: boolean;
}

export class OwnUsageEventPage {
  items: OwnUsageEventItem[];
  /** Cursor of the next page; null at the end. */
  next: string | null;
  /** Of the period asked for. */
  gaps: UsageGap[];
}

export class OfficeUsageEventItem extends UsageEventItem {
  /** Commitment to who did it (docs/usage-event-format.md). */
  personCommitment: string | null;
  addressCommitment: string | null;
}

export class OfficeUsageEventPage {
  items: OfficeUsageEventItem[];
  /** Cursor of the next page; null at the end. */
  next: string | null;
  /** Of the period asked for. */
  gaps: UsageGap[];
}
