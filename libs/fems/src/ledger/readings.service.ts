import { type CursorPart, formatInZone } from '@maru/kernel';
import { currentScope, cursorParts, Database, instantOf, PAGE_SIZE, pageOf } from '@maru/platform';
import { PersonDirectory } from '@maru/workspace/contract';
import { Injectable } from '@nestjs/common';
import { PointFinder } from '../metering/point-finder';
import { type AuthorRow, authorOf, personsOf } from './correction-author';
import { readingQualities } from './reading-quality';
import type { CorrectionItem, ReadingItem, ReadingPage, ReadingsQuery } from './readings.dto';
import { type SourceRow, sourceColumns, sourceJoins, sourceOf } from './statement-source';

interface StatementRow extends SourceRow {
  interval_start: Date;
  quality: number;
  recorded_at: Date;
}

interface ReadingRow extends StatementRow {
  value: string;
}

interface CorrectionRow extends StatementRow, AuthorRow {
  value: string | null;
  reason: string | null;
}

const isPlace = (parts: CursorPart[]): parts is [number] => parts.length === 1 && typeof parts[0] === 'number' && Math.abs(parts[0]) < 8e15;

/** The ledger as it was written: every reading with all its corrections. */
@Injectable()
export class ReadingsService {
  constructor(
    private readonly database: Database,
    private readonly finder: PointFinder,
    private readonly people: PersonDirectory,
  ) {}

  async page({ pointId, from, to, cursor, limit = PAGE_SIZE }: ReadingsQuery): Promise<ReadingPage> {
    const after = cursorParts(cursor, isPlace);
    const { point, site } = await this.finder.find(pointId);
    const rows = await this.database.query<ReadingRow>(
      `select x.interval_start, x.value, x.quality, x.recorded_at, ${sourceColumns}
       from fems.reading x ${sourceJoins}
       where x.tenant_id = $1 and x.point_number = $2
         and ($3::timestamptz is null or x.interval_start >= $3) and ($4::timestamptz is null or x.interval_start < $4)
         and ($5::timestamptz is null or x.interval_start > $5)
       order by x.interval_start limit $6`,
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
      value: row.value,
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
      `select x.interval_start, x.value, x.quality, x.recorded_at, ${sourceColumns}, x.actor_kind, x.actor_id, x.reason
       from fems.reading_correction x ${sourceJoins}
       where x.tenant_id = $1 and x.point_number = $2 and x.interval_start between $3 and $4
       order by x.interval_start, x.correction_number`,
      [pointNumber, first.interval_start, last.interval_start],
    );
    const names = await this.people.names(personsOf(found));
    const items = Map.groupBy(found, (row) => row.interval_start.getTime());
    const item = (row: CorrectionRow): CorrectionItem => ({
      value: row.value,
      ...commonOf(row, time),
      by: authorOf(row, names),
      reason: row.reason,
    });
    return new Map([...items].map(([start, group]) => [start, group.map(item)]));
  }
}

function commonOf(row: StatementRow, time: (at: Date) => string): Pick<ReadingItem, 'quality' | 'source' | 'recordedAt'> {
  return {
    quality: readingQualities[row.quality],
    source: sourceOf(row),
    recordedAt: time(row.recorded_at),
  };
}
