import { dayPeriod, type LogFields, type LogOutcome, parseCanonical, programmeDay } from '@maru/evidence';
import { type CursorPart, isId } from '@maru/kernel';
import { cursorParts, Database, PAGE_SIZE, pageOf } from '@maru/platform';
import { SiteDirectory } from '@maru/workspace/contract';
import { Injectable } from '@nestjs/common';
import { answersWithoutPerson } from '../sending/quoting-answer';
import { namedSite } from '../sites/named-site';
import type { DayEventItem, DayEventPage, DayEventsQuery, DaySendItem } from './day-events.dto';
import { siteItem } from './operating.service';
import { shownRequest } from './shown-request';

interface EventRow {
  event_id: string;
  occurred_at: Date;
  canonical: Buffer;
}

interface SendRow {
  event_id: string;
  sent_at: Date;
  request: string;
  code: string | null;
  outcome: LogOutcome | null;
  answered_at: Date | null;
  centre_received_at: string | null;
  answer: Buffer | null;
}

const isPlace = (parts: CursorPart[]): parts is [number, string] =>
  parts.length === 2 && typeof parts[0] === 'number' && Math.abs(parts[0]) < 8e15 && isId(parts[1]);

/** From use to receipt: the events of a day of a site with what was sent of each, in the organisation in whose scope it is asked. */
@Injectable()
export class DayEventsService {
  constructor(
    private readonly database: Database,
    private readonly sites: SiteDirectory,
  ) {}

  async page({ siteId, day = programmeDay(Date.now()), cursor, limit = PAGE_SIZE }: DayEventsQuery): Promise<DayEventPage> {
    const site = await namedSite(this.sites, siteId, '?siteId');
    const { from, to } = dayPeriod(day);
    const [at, id] = cursorParts(cursor, isPlace) ?? [null, null];
    const rows = await this.database.query<EventRow>(
      `select event_id, occurred_at, canonical from platform.usage_event
       where tenant_id = $1 and occurred_at >= $2 and occurred_at < $3 and cause = 'input' and site_id = $7::uuid
         and ($4::timestamptz is null or (occurred_at, event_id) > ($4, $5::uuid))
       order by occurred_at, event_id limit $6`,
      [new Date(from), new Date(to), at === null ? null : new Date(at), id, limit + 1, site?.id ?? null],
    );
    const sends = await this.sends(rows.map((row) => row.event_id));
    const page = pageOf(
      rows,
      limit,
      (row) => itemOf(row, sends.get(row.event_id) ?? []),
      (row) => [row.occurred_at.getTime(), row.event_id],
    );
    return { site: siteItem(site), ...page };
  }

  private async sends(eventIds: readonly string[]): Promise<Map<string, SendRow[]>> {
    const rows = await this.database.query<SendRow>(
      `select s.event_id, s.sent_at, s.request, r.code, r.outcome, r.answered_at, r.centre_received_at, r.answer
       from programme.log_send s left join programme.log_receipt r on r.tenant_id = $1 and r.send_id = s.send_id
       where s.tenant_id = $1 and s.event_id = any($2::uuid[]) order by s.sent_at, s.send_id`,
      [eventIds],
    );
    return Map.groupBy(rows, (row) => row.event_id);
  }
}

function itemOf({ event_id, canonical }: EventRow, sends: readonly SendRow[]): DayEventItem {
  const parsed = parseCanonical(canonical);
  if (!parsed.ok) throw new Error(`usage event ${event_id} is not canonical: ${parsed.reason}`);
  const { id, at, kind, module, resource, bytes, person, address, simulated } = parsed.event;
  return {
    id,
    at: new Date(at).toISOString(),
    kind,
    module,
    resource,
    bytes,
    personCommitment: person,
    addressCommitment: address,
    sends: sends.map(sendOf),
    simulated,
  };
}

/** Whose use it was, and from where, is for the company alone, which sees it where it looks after sending. */
function sendOf({ sent_at, request, code, outcome, answered_at, centre_received_at, answer }: SendRow): DaySendItem {
  return {
    sentAt: sent_at.toISOString(),
    code,
    outcome,
    answeredAt: answered_at?.toISOString() ?? null,
    centreReceivedAt: centre_received_at,
    request: JSON.stringify(shownRequest(request)),
    answer: answer && answersWithoutPerson()(answer, JSON.parse(request) as LogFields).toString('utf8'),
  };
}
