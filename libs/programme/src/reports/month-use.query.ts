import { monthPeriod, type UsageKind, usageKinds } from '@maru/evidence';
import { Database } from '@maru/platform';
import { Injectable } from '@nestjs/common';

/** What people did for a site in a month, by kind, and who they were as far as that is still known. */
export interface MonthUse {
  /** Uses by persons that are in the log. */
  readonly used: Readonly<Record<UsageKind, number>>;
  /** Of these, what the log centre said it stored. */
  readonly stored: Readonly<Record<UsageKind, number>>;
  /** How many people they were. */
  readonly people: number;
  /** Uses of which it is not known any more whose they were: the person was erased from the log. */
  readonly unknownPerson: number;
  /** Null where there was none. */
  readonly firstAt: Date | null;
  readonly lastAt: Date | null;
}

interface WhoRow {
  people: number;
  unknown_person: number;
  first_at: Date | null;
  last_at: Date | null;
}

/** The months of a site of the organisation in whose scope it is asked, counted from usage log, sends and receipts as of a moment. */
@Injectable()
export class MonthUseQuery {
  constructor(private readonly database: Database) {}

  /** @param month such as 2026-11, of Asia/Seoul */
  async of(siteId: string, month: string, asOf: Date): Promise<MonthUse> {
    const { from, to } = monthPeriod(month);
    const period = [new Date(from), new Date(to), asOf, siteId];
    const [who] = await this.database.query<WhoRow>(WHO, period);
    return {
      used: countsOf(await this.database.query(USED, period)),
      stored: countsOf(await this.database.query(STORED, period)),
      people: who.people,
      unknownPerson: who.unknown_person,
      firstAt: who.first_at,
      lastAt: who.last_at,
    };
  }
}

function countsOf(rows: readonly { kind: UsageKind; count: number }[]): Record<UsageKind, number> {
  const counts = Object.fromEntries(usageKinds.map((kind) => [kind, 0])) as Record<UsageKind, number>;
  for (const { kind, count } of rows) counts[kind] = count;
  return counts;
}

const OF_MONTH =
  "e.tenant_id = $1 and e.occurred_at >= $2 and e.occurred_at < $3 and e.occurred_at <= $4 and e.cause = 'input' and e.site_id = $5";

const USED = `select e.kind, count(*)::integer as count from platform.usage_event e where ${OF_MONTH} group by e.kind`;

const WHO = `
select count(distinct p.person_id)::integer as people, (count(*) filter (where p.person_id is null))::integer as unknown_person,
  min(e.occurred_at) as first_at, max(e.occurred_at) as last_at
from platform.usage_event e left join platform.usage_event_person p on p.tenant_id = $1 and p.event_id = e.event_id
where ${OF_MONTH}`;

/** An event that was sent twice is one. */
const STORED = `
select e.kind, count(distinct e.event_id)::integer as count
from programme.log_send s
join programme.log_receipt r on r.tenant_id = $1 and r.send_id = s.send_id and r.outcome = 'stored' and r.answered_at <= $4
join platform.usage_event e on e.occurred_at = s.occurred_at and e.event_id = s.event_id
where s.tenant_id = $1 and s.purpose = 'log' and s.occurred_at >= $2 and s.occurred_at < $3 and s.sent_at <= $4 and s.site_id = $5 and ${OF_MONTH}
group by e.kind`;
