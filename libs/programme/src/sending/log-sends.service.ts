import type { LogFields, LogOutcome, UsageKind } from '@maru/evidence';
import { type CursorPart, isId } from '@maru/kernel';
import { cursorParts, Database, instantOf, PAGE_SIZE, pageOf } from '@maru/platform';
import { SiteDirectory } from '@maru/workspace/contract';
import { Injectable } from '@nestjs/common';
import { namedSite } from '../sites/named-site';
import type { LogSendItem, LogSendPage, LogSendsQuery } from './log-sends.dto';

interface SendRow {
  send_id: string;
  site_id: string;
  purpose: 'log' | 'test';
  event_id: string | null;
  kind: UsageKind | null;
  occurred_at: Date;
  sent_at: Date;
  centre: 'portal' | 'simulator';
  request: string;
  answered_at: Date | null;
  http_status: number | null;
  code: string | null;
  outcome: LogOutcome | null;
  answer: Buffer | null;
  failure: string | null;
  simulated: boolean;
}

@Injectable()
export class LogSendsService {
  constructor(
    private readonly database: Database,
    private readonly sites: SiteDirectory,
  ) {}

  /** @throws Problem 404 naming a site that is not there */
  async page({ siteId, from, to, outcome, cursor, limit = PAGE_SIZE }: LogSendsQuery): Promise<LogSendPage> {
    const after = cursorParts(cursor, isPlace);
    const site = siteId === undefined ? null : await namedSite(this.sites, siteId, '?siteId');
    const rows = await this.database.query<SendRow>(PAGE, [
      from === undefined ? null : instantOf(from),
      to === undefined ? null : instantOf(to),
      outcome ?? null,
      after && new Date(after[0]),
      after?.[1] ?? null,
      limit + 1,
      site?.id ?? null,
    ]);
    const names = new Map((await this.sites.list()).map(({ id, name }) => [id, name]));
    return pageOf(
      rows,
      limit,
      (row) => itemOf(row, names),
      (row) => [row.sent_at.getTime(), row.send_id],
    );
  }
}

const PAGE = `
select s.send_id, s.site_id, s.purpose, s.event_id, e.kind, s.occurred_at, s.sent_at, s.centre, s.request,
  r.answered_at, r.http_status, r.code, r.outcome, r.answer, r.failure, s.simulated
from programme.log_send s
left join programme.log_receipt r on r.tenant_id = $1 and r.send_id = s.send_id
left join platform.usage_event e on e.tenant_id = $1 and e.occurred_at = s.occurred_at and e.event_id = s.event_id
where s.tenant_id = $1 and ($8::uuid is null or s.site_id = $8)
  and ($2::timestamptz is null or s.sent_at >= $2) and ($3::timestamptz is null or s.sent_at < $3)
  and ($4::text is null or coalesce(r.outcome, 'unanswered') = $4)
  and ($5::timestamptz is null or (s.sent_at, s.send_id) < ($5, $6::uuid))
order by s.sent_at desc, s.send_id desc limit $7`;

function isPlace(parts: CursorPart[]): parts is [number, string] {
  return parts.length === 2 && typeof parts[0] === 'number' && Math.abs(parts[0]) < 8e15 && isId(parts[1]);
}

function itemOf(row: SendRow, sites: ReadonlyMap<string, string>): LogSendItem {
  return {
    id: row.send_id,
    siteId: row.site_id,
    siteName: sites.get(row.site_id) ?? row.site_id,
    purpose: row.purpose,
    eventId: row.event_id,
    kind: row.kind,
    occurredAt: row.occurred_at.toISOString(),
    sentAt: row.sent_at.toISOString(),
    centre: row.centre,
    request: JSON.parse(row.request) as LogFields,
    answeredAt: row.answered_at?.toISOString() ?? null,
    httpStatus: row.http_status,
    code: row.code,
    outcome: row.outcome,
    answer: row.answer?.toString('utf8') ?? null,
    failure: row.failure,
    simulated: row.simulated,
  };
}
