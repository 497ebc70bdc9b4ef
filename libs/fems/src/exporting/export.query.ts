import { Database } from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { effectiveValue, newestCorrections } from '../ledger/newest-correction';
import { type ReadingQuality, readingQualities } from '../ledger/reading-quality';

export interface ExportedReading {
  readonly startMs: number;
  /** Exact decimal as text, in the point's unit: what counts now. */
  readonly value: string;
  readonly quality: ReadingQuality;
  readonly corrected: boolean;
  readonly source: string;
}

export interface ExportPage {
  /** Those that were not taken back. */
  readonly readings: ExportedReading[];
  /** Start of the last interval that was looked at; null when there is no more. */
  readonly last: number | null;
}

interface Row {
  start: number;
  value: string | null;
  quality: number;
  corrected: boolean;
  source_number: number;
}

/** Corrections are looked for between the first and the last reading of the page alone. */
const page = `
  with read as (
    select interval_start, value, quality, source_number from fems.reading
    where tenant_id = $1 and point_number = $2 and interval_start >= $3 and interval_start < $4
    order by interval_start limit $5
  ), corrected as (
    ${newestCorrections(
      'point_number = $2 and interval_start between (select min(interval_start) from read) and (select max(interval_start) from read)',
      ['quality', 'source_number'],
    )}
  )
  select extract(epoch from r.interval_start)::double precision * 1000 as start, c.interval_start is not null as corrected,
    ${effectiveValue} as value,
    coalesce(c.quality, r.quality) as quality, coalesce(c.source_number, r.source_number) as source_number
  from read r left join corrected c using (interval_start) order by r.interval_start`;

/** The readings of a point as they count now, page by page. */
@Injectable()
export class ExportQuery {
  constructor(private readonly database: Database) {}

  /** Names of sources by the numbers under which they write, their imports' too. */
  async sources(): Promise<Map<number, string>> {
    const rows = await this.database.query<{ source_number: number; name: string }>(
      `select source_number, name from fems.reading_source where tenant_id = $1
       union all
       select i.source_number, s.name from fems.reading_import i
       join fems.reading_source s on s.tenant_id = $1 and s.source_id = i.source_id
       where i.tenant_id = $1 and i.source_number is not null`,
    );
    return new Map(rows.map((row) => [row.source_number, row.name]));
  }

  async count(pointNumber: number, from: number, to: number): Promise<number> {
    const [row] = await this.database.query<{ readings: number }>(
      'select count(*)::integer as readings from fems.reading where tenant_id = $1 and point_number = $2 and interval_start >= $3 and interval_start < $4',
      [pointNumber, new Date(from), new Date(to)],
    );
    return row.readings;
  }

  /** @param from, to intervals that begin in [from, to), epoch milliseconds */
  async page(pointNumber: number, from: number, to: number, limit: number, sources: ReadonlyMap<number, string>): Promise<ExportPage> {
    await this.database.joinLargeSets();
    const rows = await this.database.query<Row>(page, [pointNumber, new Date(from), new Date(to), limit], 'fems_reading_export');
    const readings: ExportedReading[] = [];
    for (const { start, value, quality, corrected, source_number } of rows)
      if (value !== null)
        readings.push({
          startMs: start,
          value,
          quality: readingQualities[quality] as ReadingQuality,
          corrected,
          source: sources.get(source_number) ?? '',
        });
    return { readings, last: rows.length < limit ? null : (rows.at(-1)?.start ?? null) };
  }
}
