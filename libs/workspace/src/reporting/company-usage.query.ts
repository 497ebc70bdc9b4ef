import { parseCanonical, type UsageEvent } from '@maru/evidence';
import type { Period } from '@maru/kernel';
import { Database, IdentityDatabase } from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { UsageGaps } from '../contract';
import type { UsageFileGap } from './usage-file';

/** Where a page of events ended. */
export interface UsagePlace {
  readonly at: number;
  readonly id: string;
}

/** Usage events of the organisation in whose scope they are read, oldest first, as their canonical bytes say them. */
@Injectable()
export class CompanyUsage extends UsageGaps {
  constructor(
    private readonly database: Database,
    private readonly identity: IdentityDatabase,
  ) {
    super();
  }

  async count(period: Period): Promise<number> {
    const [row] = await this.database.query<{ events: string }>(
      'select count(*) as events from platform.usage_event where tenant_id = $1 and occurred_at >= $2 and occurred_at < $3',
      [new Date(period.from), new Date(period.to)],
    );
    return Number(row.events);
  }

  /** @param after the last event that was read; null at the beginning */
  async page(period: Period, after: UsagePlace | null, limit: number): Promise<UsageEvent[]> {
    const rows = await this.database.query<{ event_id: string; canonical: Buffer }>(
      `select event_id, canonical from platform.usage_event
       where tenant_id = $1 and occurred_at >= $2 and occurred_at < $3
         and ($4::timestamptz is null or (occurred_at, event_id) > ($4, $5::uuid))
       order by occurred_at, event_id limit $6`,
      [new Date(period.from), new Date(period.to), after && new Date(after.at), after?.id ?? null, limit],
    );
    return rows.map((row) => {
      const parsed = parseCanonical(row.canonical);
      if (!parsed.ok) throw new Error(`usage event ${row.event_id} is not canonical: ${parsed.reason}`);
      return parsed.event;
    });
  }

  async confirmed(): Promise<{ now: number; until: number | null }> {
    const [row] = await this.identity.query<{ now: Date; until: Date | null }>(
      'select clock_timestamp() as now, min(confirmed_at) as until from platform.usage_writer where stopped_at is null',
    );
    return { now: row.now.getTime(), until: row.until?.getTime() ?? null };
  }

  async within({ from, to }: Period): Promise<UsageFileGap[]> {
    const rows = await this.identity.query<{ gap_from: Date; gap_until: Date }>(
      'select gap_from, gap_until from platform.usage_gap where gap_until >= $1 and gap_from < $2 order by gap_from, gap_until',
      [new Date(from), new Date(to)],
    );
    return rows.map((row) => ({ from: row.gap_from.getTime(), until: row.gap_until.getTime() }));
  }
}
