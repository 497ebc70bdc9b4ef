import { conectIpLengthMax, dataUsgqtyEnd, dayPeriod, logRecord, programmeDay, type UsageKind } from '@maru/evidence';
import { Database } from '@maru/platform';
import { Injectable } from '@nestjs/common';
import type { LogQueue, UnsendableEvent } from './log-sends.dto';
import { PaceQuery } from './pace.query';
import { SenderClock } from './sender-clock';
import { sentAgain, WaitingEvents, wasSentForGood } from './waiting-events.query';

const unsendableShown = 100;

interface DayRow {
  used: number;
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

/** What of today waits for its turn, and what cannot be sent as it is. */
@Injectable()
export class LogQueueService {
  constructor(
    private readonly database: Database,
    private readonly clock: SenderClock,
    private readonly pace: PaceQuery,
    private readonly waiting: WaitingEvents,
  ) {}

  async read(): Promise<LogQueue> {
    const now = await this.clock.now();
    const day = programmeDay(now.getTime());
    const { from, to } = dayPeriod(day);
    const facts = await this.pace.read(now);
    const counts = await this.waiting.count(new Date(Math.max(from - 1, facts.decidedAt ?? 0)), now);
    const [row] = await this.database.query<DayRow>(DAY, [new Date(from), new Date(to)]);
    const unsendable = await this.database.query<UnsendableRow>(UNSENDABLE, [
      new Date(from),
      new Date(to),
      conectIpLengthMax,
      dataUsgqtyEnd,
      unsendableShown,
      sentAgain,
    ]);
    return { day, ...row, waiting: counts, unsendable: unsendable.map(unsendableOf), unsendableCount: unsendable[0]?.all ?? 0 };
  }
}

/** Every person has a user code; who was erased from the usage log has none any more. */
function unsendableOf(row: UnsendableRow): UnsendableEvent {
  const at = row.occurred_at.getTime();
  const record = logRecord({ at, kind: row.kind, bytes: Number(row.bytes), userCode: row.person_id, address: row.address });
  return { eventId: row.event_id, at: row.occurred_at.toISOString(), kind: row.kind, obstacles: record.ok ? [] : [...record.obstacles] };
}

const DAY = `
select
  (select count(*) from platform.usage_event e
   where e.tenant_id = $1 and e.occurred_at >= $2 and e.occurred_at < $3 and e.cause = 'input')::integer as used,
  (count(*) filter (where r.outcome = 'stored'))::integer as stored,
  (count(*) filter (where coalesce(r.outcome, 'unknown') in ('received', 'unknown')))::integer as uncertain
from programme.log_send s left join programme.log_receipt r on r.tenant_id = $1 and r.send_id = s.send_id
where s.tenant_id = $1 and s.purpose = 'log' and s.occurred_at >= $2 and s.occurred_at < $3`;

/** What fits is decided by logRecord; here it is looked for by the same limits. Without a side row the person was erased, after the send or before. */
const UNSENDABLE = `
select e.event_id, e.occurred_at, e.kind, e.bytes, p.person_id, p.address, (count(*) over ())::integer as all
from platform.usage_event e
left join platform.usage_event_person p on p.tenant_id = $1 and p.event_id = e.event_id
where e.tenant_id = $1 and e.occurred_at >= $2 and e.occurred_at < $3 and e.cause = 'input'
  and (p.event_id is null or (p.person_id is not null and (p.address is null or length(p.address) > $4 or e.bytes >= $5)))
  and not ${wasSentForGood('$7')}
order by e.occurred_at desc, e.event_id desc limit $6`;
