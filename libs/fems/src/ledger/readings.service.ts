import { type CursorPart, formatInZone } from '@maru/kernel';
import { currentScope, cursorParts, Database, instantOf, PAGE_SIZE, pageOf } from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { PointFinder } from '../metering/point-finder';
import { readingQualities } from './reading-quality';
import type { CorrectionItem, ReadingItem, ReadingPage, ReadingsQuery } from './readings.dto';

interface ReadingRow {
  interval_start: Date;
  value: string;
  quality: number;
  recorded_at: Date;
  source_id: string;
  source_name: string;
}

interface CorrectionRow extends ReadingRow {
  actor_kind: CorrectionItem['by']['kind'];
  actor_id: string | null;
  reason: string | null;
}

const isPlace = (parts: CursorPart[]): parts is [number] => parts.length === 1 && typeof parts[0] === 'number' && Math.abs(parts[0]) < 8e15;

/** The ledger as it was written: every reading with all its corrections. */
@Injectable()
export class ReadingsService {
  constructor(
    private readonly database: Database,
    private readonly finder: PointFinder,
  ) {}

  async page({ pointId, from, to, cursor, limit = PAGE_SIZE }: ReadingsQuery): Promise<ReadingPage> {
    const after = cursorParts(cursor, isPlace);
    const { point, site } = await this.finder.find(pointId);
    const rows = await this.database.query<ReadingRow>(
      `select r.interval_start, r.value, r.quality, r.recorded_at, s.source_id, s.name as source_name
       from fems.reading r
       join fems.reading_source s on s.tenant_id = $1 and s.source_number = r.source_number
       where r.tenant_id = $1 and r.point_number = $2
         and ($3::timestamptz is null or r.interval_start >= $3) and ($4::timestamptz is null or r.interval_start < $4)
         and ($5::timestamptz is null or r.interval_start > $5)
       order by r.interval_start limit $6`,
      [
        point.pointNumber,
        from === undefined ? null : instantOf(from),
        to === undefined ? null : instantOf(to),
        after && new Date(after[0]),
        limit + 1,
      ],
    );
    const time = (at: Date | number) => formatInZone(Number(at), site.zone);
    const corrections = await this.corrections(point.pointNumber, rows.slice(0, limit), time);
    const item = (row: ReadingRow): ReadingItem => ({
      start: time(row.interval_start),
      end: time(row.interval_start.getTime() + point.intervalSeconds * 1000),
      ...commonOf(row, time),
      corrections: corrections.get(row.interval_start.getTime()) ?? [],
    });
    const page = pageOf(rows, limit, item, (row) => [row.interval_start.getTime()]);
    return { pointId: point.id, unit: point.unit, simulated: currentScope().tenant.simulated, ...page };
  }

  private async corrections(
    pointNumber: number,
    rows: readonly ReadingRow[],
    time: (at: Date) => string,
  ): Promise<Map<number, CorrectionItem[]>> {
    const first = rows.at(0);
    const last = rows.at(-1);
    if (!first || !last) return new Map();
    const found = await this.database.query<CorrectionRow>(
      `select c.interval_start, c.value, c.quality, c.recorded_at, s.source_id, s.name as source_name, c.actor_kind, c.actor_id, c.reason
       from fems.reading_correction c
       join fems.reading_source s on s.tenant_id = $1 and s.source_number = c.source_number
       where c.tenant_id = $1 and c.point_number = $2 and c.interval_start between $3 and $4
       order by c.interval_start, c.correction_number`,
      [pointNumber, first.interval_start, last.interval_start],
    );
    const items = Map.groupBy(found, (row) => row.interval_start.getTime());
    const item = (row: CorrectionRow): CorrectionItem => ({
      ...commonOf(row, time),
      by: { kind: row.actor_kind, id: row.actor_id },
      reason: row.reason,
    });
    return new Map([...items].map(([start, group]) => [start, group.map(item)]));
  }
}

function commonOf(row: ReadingRow, time: (at: Date) => string): Pick<ReadingItem, 'value' | 'quality' | 'source' | 'recordedAt'> {
  return {
    value: row.value,
    quality: readingQualities[row.quality],
    source: { id: row.source_id, name: row.source_name },
    recordedAt: time(row.recorded_at),
  };
}
