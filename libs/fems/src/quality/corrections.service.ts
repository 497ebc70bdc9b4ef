import { type CursorPart, formatInZone } from '@maru/kernel';
import { currentScope, cursorParts, PAGE_SIZE, pageOf } from '@maru/platform';
import { PersonDirectory } from '@maru/workspace/contract';
import { Injectable } from '@nestjs/common';
import { authorOf, personsOf } from '../ledger/correction-author';
import { readingQualities } from '../ledger/reading-quality';
import { sourceOf } from '../ledger/statement-source';
import { type CorrectionRow, CorrectionsQuery } from './corrections.query';
import type { CorrectionEntry, CorrectionPage, ReviewQuery } from './quality.dto';
import { ReviewedPointsFinder, reviewedPeriod } from './reviewed-points';

const isPlace = (parts: CursorPart[]): parts is [number] => parts.length === 1 && typeof parts[0] === 'number';

/** Whose value was changed, by whom and why. */
@Injectable()
export class CorrectionsService {
  constructor(
    private readonly reviewed: ReviewedPointsFinder,
    private readonly query: CorrectionsQuery,
    private readonly people: PersonDirectory,
  ) {}

  async page(question: ReviewQuery): Promise<CorrectionPage> {
    const { cursor, limit = PAGE_SIZE } = question;
    const before = cursorParts(cursor, isPlace)?.[0] ?? null;
    const period = reviewedPeriod(question);
    const { site, points } = await this.reviewed.find(question);
    const byNumber = new Map(points.map((point) => [point.pointNumber, point]));
    const rows = await this.query.newest([...byNumber.keys()], period, before, limit + 1);
    const names = await this.people.names(personsOf(rows));
    const time = (at: number) => formatInZone(at, site?.zone ?? 'UTC');
    const item = (row: CorrectionRow): CorrectionEntry => {
      const point = byNumber.get(row.point_number);
      if (!point) throw new Error(`point number ${row.point_number} was not asked for`);
      const start = row.interval_start.getTime();
      return {
        pointId: point.id,
        unit: point.unit,
        start: time(start),
        end: time(start + point.intervalSeconds * 1000),
        before: row.before,
        beforeQuality: readingQualities[row.before_quality],
        value: row.value,
        quality: readingQualities[row.quality],
        source: sourceOf(row),
        by: authorOf(row, names),
        reason: row.reason,
        recordedAt: time(row.recorded_at.getTime()),
      };
    };
    return { simulated: currentScope().tenant.simulated, ...pageOf(rows, limit, item, (row) => [Number(row.correction_number)]) };
  }
}
