import { type CursorPart, encodeCursor, formatInZone, type Period } from '@maru/kernel';
import { currentScope, cursorParts, PAGE_SIZE } from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { bucketsWithin } from '../energy/energy-period';
import { readingQualities } from '../ledger/reading-quality';
import type { MeterPoint } from '../metering/meter-point.entity';
import { completenessDefinition, expectedIn } from './completeness';
import { CompletenessQuery, type CountedReadings } from './completeness.query';
import type { CompletenessBucket, CompletenessItem, CompletenessPage, CompletenessQuestion, QualityCounts } from './quality.dto';
import { intervalsAtMost, priceOf, ReviewedPointsFinder, reviewedPeriod } from './reviewed-points';

const isPlace = (parts: CursorPart[]): parts is [number] => parts.length === 1 && typeof parts[0] === 'number';

/** How much of what should be there is there, point by point. */
@Injectable()
export class CompletenessService {
  constructor(
    private readonly reviewed: ReviewedPointsFinder,
    private readonly query: CompletenessQuery,
  ) {}

  async page(question: CompletenessQuestion): Promise<CompletenessPage> {
    const { cursor, limit = PAGE_SIZE, by } = question;
    const [after] = cursorParts(cursor, isPlace) ?? [0];
    const period = reviewedPeriod(question);
    const { site, points } = await this.reviewed.find(question);
    const common = { siteId: site?.id ?? null, definition: completenessDefinition, simulated: currentScope().tenant.simulated };
    if (!site) return { ...common, items: [], next: null };
    const buckets = bucketsWithin(period, by, site.zone);
    const rest = points.filter(({ pointNumber }) => pointNumber > after);
    const items: CompletenessItem[] = [];
    let price = 0;
    for (const point of rest) {
      price += priceOf(point, period);
      if (items.length > 0 && (items.length === limit || price > intervalsAtMost)) break;
      items.push(await this.item(point, buckets, site.zone));
    }
    const last = rest[items.length - 1];
    return { ...common, items, next: items.length < rest.length ? encodeCursor([last.pointNumber]) : null };
  }

  private async item(point: MeterPoint, buckets: readonly Period[], zone: string): Promise<CompletenessItem> {
    const known = await this.reviewed.known(point, Date.now());
    const counts = Map.groupBy(known.span ? await this.query.counts(point.pointNumber, buckets) : [], ({ bucket }) => bucket);
    const text = (at: number) => formatInZone(at, zone);
    const shown = buckets.map((bucket, index): CompletenessBucket => {
      const { readings, qualities, sources } = tally(counts.get(index) ?? []);
      // A reading may come between the two questions: then there is more than was expected a moment ago.
      return {
        start: text(bucket.from),
        end: text(bucket.to),
        readings,
        expected: Math.max(readings, expectedIn(bucket, known)),
        qualities,
        sources,
      };
    });
    const total = (of: (bucket: CompletenessBucket) => number) => shown.reduce((sum, bucket) => sum + of(bucket), 0);
    return {
      pointId: point.id,
      intervalSeconds: point.intervalSeconds,
      arrival: known.arrival,
      first: known.span && text(known.span.from),
      last: known.span && text(known.span.to),
      lastReceivedAt: known.lastReceivedAt?.toISOString() ?? null,
      readings: total(({ readings }) => readings),
      expected: total(({ expected }) => expected),
      buckets: shown,
    };
  }
}

function tally(counted: readonly CountedReadings[]): Pick<CompletenessBucket, 'readings' | 'qualities' | 'sources'> {
  const qualities: QualityCounts = { unstated: 0, good: 0, uncertain: 0, estimatedBySource: 0 };
  const bySource = new Map<string, number>();
  for (const { quality, source_id, readings } of counted) {
    qualities[readingQualities[quality]] += readings;
    bySource.set(source_id, (bySource.get(source_id) ?? 0) + readings);
  }
  return {
    readings: counted.reduce((sum, { readings }) => sum + readings, 0),
    qualities,
    sources: [...bySource].map(([sourceId, readings]) => ({ sourceId, readings })),
  };
}
