import { type CursorPart, encodeCursor, formatInZone, type Period } from '@maru/kernel';
import { currentScope, cursorParts, PAGE_SIZE } from '@maru/platform';
import { Injectable } from '@nestjs/common';
import type { MeterPoint } from '../metering/meter-point.entity';
import { completenessDefinition, openGap } from './completeness';
import { GapsQuery } from './gaps.query';
import type { GapItem, GapPage, ReviewQuery } from './quality.dto';
import { intervalsAtMost, priceOf, ReviewedPointsFinder, reviewedPeriod } from './reviewed-points';

/** Where a page goes on: the point, and the start of its gap that was shown last; nothing of the point was when that is null. */
interface Place {
  readonly pointNumber: number;
  readonly before: number | null;
}

interface FoundGap extends GapItem {
  readonly place: Place;
}

const isPlace = (parts: CursorPart[]): parts is [number] | [number, number] =>
  (parts.length === 1 || parts.length === 2) && parts.every((part) => typeof part === 'number' && Math.abs(part) < 8e15);

/** What is missing, point by point and in each newest first. */
@Injectable()
export class GapsService {
  constructor(
    private readonly reviewed: ReviewedPointsFinder,
    private readonly query: GapsQuery,
  ) {}

  async page(question: ReviewQuery): Promise<GapPage> {
    const { cursor, limit = PAGE_SIZE } = question;
    const [fromPoint = 0, before = null] = cursorParts(cursor, isPlace) ?? [];
    const period = reviewedPeriod(question);
    const { site, points } = await this.reviewed.find(question);
    const rest = points.filter(({ pointNumber }) => pointNumber >= fromPoint);
    const found: FoundGap[] = [];
    let price = 0;
    let next: Place | null = null;
    for (const point of rest) {
      price += priceOf(point, period);
      if (found.length > limit) break;
      if (price > intervalsAtMost && point !== rest[0]) {
        next = { pointNumber: point.pointNumber, before: null };
        break;
      }
      const place = { pointNumber: point.pointNumber, before: point.pointNumber === fromPoint ? before : null };
      found.push(...(await this.ofPoint(point, period, place, site?.zone ?? 'UTC', limit + 1 - found.length)));
    }
    if (found.length > limit) next = found[limit - 1].place;
    return {
      definition: completenessDefinition,
      simulated: currentScope().tenant.simulated,
      items: found.slice(0, limit).map(({ place: _, ...item }) => item),
      next: next && encodeCursor(next.before === null ? [next.pointNumber] : [next.pointNumber, next.before]),
    };
  }

  private async ofPoint(point: MeterPoint, period: Period, { before }: Place, zone: string, limit: number): Promise<FoundGap[]> {
    const { id: pointId, pointNumber } = point;
    const found: FoundGap[] = [];
    const known = await this.reviewed.known(point, Date.now());
    if (!known.span) return found;
    const open = before === null ? openGap(period, known) : null;
    const gapAt = (from: number, to: number | null, missing: number): FoundGap => ({
      pointId,
      start: formatInZone(from, zone),
      end: to === null ? null : formatInZone(to, zone),
      missing,
      place: { pointNumber, before: from },
    });
    if (open) found.push(gapAt(open.from, null, open.missing));
    for (const { start, end } of await this.query.between(point, period, before, limit - found.length))
      found.push(gapAt(start.getTime(), end.getTime(), (end.getTime() - start.getTime()) / known.grid.lengthMs));
    return found;
  }
}
