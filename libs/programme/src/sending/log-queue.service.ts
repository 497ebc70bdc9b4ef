import { conectIpLengthMax, dataUsgqtyEnd, dayPeriod, logRecord, programmeDay, type UsageKind, uncertainOutcomes } from '@maru/evidence';
import { Database } from '@maru/platform';
import { SiteDirectory } from '@maru/workspace/contract';
import { Injectable } from '@nestjs/common';
import { namedSite } from '../sites/named-site';
import type { LogQueue, LogQueueQuestion, UnsendableEvent } from './log-sends.dto';
import { SenderClock } from './sender-clock';
import { SendingHoldQuery } from './sending-hold.query';
import { sentAgain, WaitingEvents, wasSentForGood } from './waiting-events.query';

const unsendableShown = 100;

interface DayRow {
  used: number;
  uses_without_site: number;
  stored: number;
  uncertain: number;
}

interface UnsendableRow {
  event_id: string;
  occurred_at: Date;
  kind: UsageKind;
  bytes: string;
  person_id: string | null;
  address: string | null;
  all: number;
}

/** What of a site's today waits for its turn, and what cannot be sent as it is. */
@Injectable()
export class LogQueueService {
  constructor(
    private readonly database: Database,
    private readonly sites: SiteDirectory,
    private readonly clock: SenderClock,
    private readonly waiting: WaitingEvents,
    private readonly holds: SendingHoldQuery,
  ) {}

  /** @throws Problem 404 naming a site that is not there · 400 where there are several and none is named */
  async read({ siteId }: LogQueueQuestion): Promise<LogQueue> {
    const site = await namedSite(this.sites, siteId, '?siteId');
    const now = await this.clock.now();
    const day = programmeDay(now.getTime());
    const { from, to } = dayPeriod(day);
    const period = [new Date(from), new Date(to)];
    const [{ uses_without_site: usesWithoutSite, ...counts }] = await this.database.query<DayRow>(DAY, [
      ...period,
      site?.id ?? null,
      uncertainOutcomes,
    ]);
    const about = { siteId: site?.id ?? null, siteName: site?.name ?? null, day, ...counts, usesWithoutSite };
    if (!site) return { ...about, waiting: [], held: null, heldCount: 0, unsendable: [], unsendableCount: 0 };
    const { held, decidedAt } = await this.holds.read(site.id, now);
    const fitting = await this.waiting.count(site.id, new Date(Math.max(from - 1, decidedAt ?? 0)), now);
    const values = [...period, site.id, conectIpLengthMax, dataUsgqtyEnd, unsendableShown, sentAgain];
    const unsendable = await this.database.query<UnsendableRow>(UNSENDABLE, values);
    return {
      ...about,
      waiting: held === null ? fitting : [],
      held,
      heldCount: held === null ? 0 : fitting.reduce((sum, { count }) => sum + count, 0),
      unsendable: unsendable.map(unsendableOf),
      unsendableCount: unsendable[0]?.all ?? 0,
    };
  }
}

/** Every person has a user code; who was erased from the usage log has none any more. */
function unsendableOf(row: UnsendableRow): UnsendableEvent {
  const at = row.occurred_at.getTime();
  const record = logRecord({ at, kind: row.kind, bytes: Number(row.bytes), userCode: row.person_id, address: row.address });
  return { eventId: row.event_id, at: row.occurred_at.toISOString(), kind: row.kind, obstacles: record.ok ? [] : [...record.obstacles] };
}

/** $2 to $3 the day, $4 the site, $5 the outcomes that leave it open whether something was stored. */
const DAY = `
select used.of_site as used, used.without_site as uses_without_site, sent.stored, sent.uncertain
from (
  select (count(*) filter (where e.site_id = $4::uuid))::integer as of_site, (count(*) filter (where e.site_id is null))::integer as without_site
  from platform.usage_event e
  where e.tenant_id = $1 and e.occurred_at >= $2 and e.occurred_at < $3 and e.cause = 'input') used,
(
  select (count(*) filter (where r.outcome = 'stored'))::integer as stored,
    (count(*) filter (where r.outcome is null or r.outcome = any($5)))::integer as uncertain
  from programme.log_send s left join programme.log_receipt r on r.tenant_id = $1 and r.send_id = s.send_id
  where s.tenant_id = $1 and s.site_id = $4::uuid and s.purpose = 'log' and s.occurred_at >= $2 and s.occurred_at < $3) sent`;

/**
 * What fits is decided by logRecord; here it is looked for by the same limits, $5 and $6. Without a side row the person was erased, after the
 * send or before. $2 to $3 the day, $4 the site, $8 outcomes after which an event may be sent again.
 */
const UNSENDABLE = `
select e.event_id, e.occurred_at, e.kind, e.bytes, p.person_id, p.address, (count(*) over ())::integer as all
from platform.usage_event e
left join platform.usage_event_person p on p.tenant_id = $1 and p.event_id = e.event_id
where e.tenant_id = $1 and e.site_id = $4 and e.occurred_at >= $2 and e.occurred_at < $3 and e.cause = 'input'
  and (p.event_id is null or (p.person_id is not null and (p.address is null or length(p.address) > $5 or e.bytes >= $6)))
  and not ${wasSentForGood('$8')}
order by e.occurred_at desc, e.event_id desc limit $7`;
