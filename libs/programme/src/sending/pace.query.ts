import { dayPeriod, programmeDay, uncertainOutcomes } from '@maru/evidence';
import { Database } from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { type PaceFacts, uncertainMs } from './pace';

export interface SentFacts extends PaceFacts {
  /** When the log was decided on that was stored last today: what happened until then has had its slot. */
  readonly decidedAt: number | null;
  /** Connection tests of today. */
  readonly tests: number;
}

interface FactsRow {
  stored_at: Date | null;
  decided_at: Date | null;
  uncertain_until: Date | null;
  too_soon_at: Date | null;
  refused_at: Date | null;
  unsent_at: Date | null;
  limited: boolean;
  requests: number;
  tests: number;
}

/** What was sent for a site says when its next may leave. Read from the sends and receipts themselves, so that no other record can differ from them. */
@Injectable()
export class PaceQuery {
  constructor(private readonly database: Database) {}

  async read(siteId: string, now: Date): Promise<SentFacts> {
    const day = dayPeriod(programmeDay(now.getTime())).from;
    // Of the day before only what still makes somebody wait.
    const [row] = await this.database.query<FactsRow>(FACTS, [
      siteId,
      new Date(day - 3_600_000),
      new Date(day),
      uncertainMs,
      uncertainOutcomes,
    ]);
    const { stored_at, decided_at, uncertain_until, too_soon_at, refused_at, unsent_at, limited, requests, tests } = row;
    return {
      storedAt: stored_at?.getTime() ?? null,
      decidedAt: decided_at?.getTime() ?? null,
      uncertainUntil: uncertain_until?.getTime() ?? null,
      tooSoonAt: too_soon_at?.getTime() ?? null,
      refusedAt: refused_at?.getTime() ?? null,
      unsentAt: unsent_at?.getTime() ?? null,
      limited,
      requests,
      tests,
    };
  }
}

/** $2 the site, $3 the sends looked at, $4 the beginning of today, $5 how long after it was decided on something may have been stored, $6 after what. */
const FACTS = `
select max(r.answered_at) filter (where r.outcome = 'stored') as stored_at,
  max(s.sent_at) filter (where r.outcome = 'stored' and s.purpose = 'log' and s.sent_at >= $4) as decided_at,
  max(greatest(s.sent_at + $5 * interval '1 millisecond', r.answered_at))
    filter (where s.purpose = 'log' and (r.outcome is null or r.outcome = any($6))) as uncertain_until,
  max(r.answered_at) filter (where r.outcome = 'too-soon') as too_soon_at,
  max(r.answered_at) filter (where r.outcome in ('refused', 'test') and s.purpose = 'log') as refused_at,
  max(r.answered_at) filter (where r.outcome = 'unsent') as unsent_at,
  coalesce(bool_or(r.outcome = 'day-limit' and s.sent_at >= $4), false) as limited,
  (count(*) filter (where s.sent_at >= $4 and r.outcome is distinct from 'unsent'))::integer as requests,
  (count(*) filter (where s.sent_at >= $4 and s.purpose = 'test'))::integer as tests
from programme.log_send s left join programme.log_receipt r on r.tenant_id = $1 and r.send_id = s.send_id
where s.tenant_id = $1 and s.site_id = $2 and s.sent_at >= $3`;
