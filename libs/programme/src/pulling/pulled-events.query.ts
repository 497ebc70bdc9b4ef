import { Database } from '@maru/platform';
import { Injectable } from '@nestjs/common';
import type { PulledPlace, PulledRow, PulledRows } from './pull-page';

interface EventRow {
  event_id: string;
  micros: string;
  line: string;
}

/** Usage events of the organisation in whose scope they are read, as they are kept: text in UTF-8, never read and written anew. */
@Injectable()
export class PulledEventsQuery implements PulledRows {
  readonly chunkRows = 2_000;

  constructor(private readonly database: Database) {}

  async read(after: PulledPlace | null, asOf: Date, limit: number): Promise<PulledRow[]> {
    const rows = await this.database.query<EventRow>(
      `select event_id, (extract(epoch from occurred_at) * 1000000)::bigint as micros, convert_from(canonical, 'UTF8') as line
       from platform.usage_event
       where tenant_id = $1 and occurred_at <= $2
         and occurred_at >= $6 and ($3::bigint is null or (occurred_at, event_id) > ('epoch'::timestamptz + $3::bigint * interval '1 microsecond', $4::uuid))
       order by occurred_at, event_id limit $5`,
      // The last says the same as the comparison of rows, and tells which months need not be looked into.
      [asOf, after?.micros ?? null, after?.id ?? null, limit, after ? new Date(Math.floor(after.micros / 1000)) : '-infinity'],
    );
    return rows.map(({ event_id: id, micros, line }) => ({ id, micros: Number(micros), line }));
  }
}
