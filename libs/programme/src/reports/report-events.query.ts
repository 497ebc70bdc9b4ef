import { type LogOutcome, parseCanonical, siteOfEvent, type UsageEvent } from '@maru/evidence';
import { Database } from '@maru/platform';
import { Injectable } from '@nestjs/common';
import type { PulledPlace } from '../pulling/pull-page';
import { PulledEventsQuery } from '../pulling/pulled-events.query';
import { type EventFate, fateOf, type SeenSend } from './event-fate';

export interface ReportedEvent extends EventFate {
  readonly event: UsageEvent;
}

/** The next events in order, and where they end. */
export interface EventPage {
  readonly events: readonly ReportedEvent[];
  /** How many were read: those of other sites too. */
  readonly read: number;
  readonly end: PulledPlace;
}

/** From when to when, in epoch milliseconds, both counted. */
interface Moments {
  readonly from: number;
  readonly until: number;
}

interface SendRow {
  event_id: string;
  sent_at: Date;
  code: string | null;
  outcome: LogOutcome | null;
  centre_received_at: string | null;
}

const PAGE_ROWS = 5_000;
const lastId = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/**
 * Usage events of the organisation in whose scope they are read, each with what became of it: those of some sites, and those of which it is
 * not known for which site they were.
 */
@Injectable()
export class ReportEventsQuery {
  constructor(
    private readonly database: Database,
    private readonly events: PulledEventsQuery,
  ) {}

  async count({ from, until }: Moments): Promise<number> {
    const [row] = await this.database.query<{ events: string }>(
      'select count(*) as events from platform.usage_event where tenant_id = $1 and occurred_at >= $2 and occurred_at <= $3',
      [new Date(from), new Date(until)],
    );
    return Number(row.events);
  }

  /**
   * @param siteIds whose events are reported
   * @param after where the last page ended; null at the beginning
   * @param asOf what was sent or answered later is left out
   * @returns null where there are no more
   */
  async page(siteIds: ReadonlySet<string>, { from, until }: Moments, after: PulledPlace | null, asOf: Date): Promise<EventPage | null> {
    const before: PulledPlace = { micros: from * 1000 - 1, id: lastId };
    const rows = await this.events.read(after ?? before, new Date(until), PAGE_ROWS);
    const end = rows.at(-1);
    if (!end) return null;
    const all = rows.map(({ id, line }) => eventOf(id, line));
    const sends = await this.sends(all[0].at, all[all.length - 1].at, asOf);
    const events = all.filter((event) => {
      const site = siteOfEvent(event);
      return site === null || siteIds.has(site);
    });
    return { events: events.map((event) => ({ event, ...fateOf(sends.get(event.id) ?? []) })), read: rows.length, end };
  }

  /** Of events from one moment to another. They are far fewer than the events, and read by their time in one stretch. */
  private async sends(first: number, last: number, asOf: Date): Promise<Map<string, SeenSend[]>> {
    const rows = await this.database.query<SendRow>(
      `select s.event_id, s.sent_at, r.code, r.outcome, r.centre_received_at
       from programme.log_send s
       left join programme.log_receipt r on r.tenant_id = $1 and r.send_id = s.send_id and r.answered_at <= $4
       where s.tenant_id = $1 and s.purpose = 'log' and s.occurred_at >= $2 and s.occurred_at < $3 and s.sent_at <= $4
       order by s.sent_at, s.send_id`,
      [new Date(first), new Date(last + 1), asOf],
    );
    const seen = new Map<string, SeenSend[]>();
    for (const { event_id, sent_at, outcome, code, centre_received_at } of rows) {
      const ofEvent = seen.get(event_id) ?? [];
      ofEvent.push({ sentAt: sent_at.getTime(), outcome, code, centreReceivedAt: centre_received_at });
      seen.set(event_id, ofEvent);
    }
    return seen;
  }
}

function eventOf(id: string, line: string): UsageEvent {
  const parsed = parseCanonical(Buffer.from(line));
  if (!parsed.ok) throw new Error(`usage event ${id} is not canonical: ${parsed.reason}`);
  return parsed.event;
}
