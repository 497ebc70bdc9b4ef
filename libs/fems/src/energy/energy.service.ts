import { formatInZone, type Period } from '@maru/kernel';
import { currentScope, instantOf } from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { PointFinder } from '../metering/point-finder';
import { demandDefinition, demandWindowOf } from './demand';
import type { EnergyAnswer, EnergyBucket, EnergyQuestion } from './energy.dto';
import { type BucketSum, EnergyQuery } from './energy.query';
import { bucketFault, bucketsWithin, periodFault } from './energy-period';
import { refuse } from './refuse';

/** Energy and demand of a point, by the buckets of its site's calendar. */
@Injectable()
export class EnergyService {
  constructor(
    private readonly finder: PointFinder,
    private readonly ledger: EnergyQuery,
  ) {}

  async answer({ pointId, siteId, from, to, bucket }: EnergyQuestion): Promise<EnergyAnswer> {
    const asked = { from: instantOf(from).getTime(), to: instantOf(to).getTime() };
    refuse(periodFault(asked, bucket));
    const { point, site } = await this.finder.activeImport(pointId, siteId);
    refuse(bucketFault(bucket, point.intervalSeconds));
    const buckets = bucketsWithin(asked, bucket, site.zone);
    const window = demandWindowOf(point.intervalSeconds);
    const single = bucket === 'quarter-hour' && window.readings === 1;
    const sums = await (single ? this.ledger.singles(point, buckets) : this.ledger.sums(point, buckets));
    const text = timeTexts(site.zone);
    return {
      pointId: point.id,
      siteId: site.id,
      zone: site.zone,
      intervalSeconds: point.intervalSeconds,
      demandWindowSeconds: window.seconds,
      definition: demandDefinition,
      simulated: currentScope().tenant.simulated,
      items: sums.map((sum) => itemOf(sum, buckets[sum.bucket], window.seconds * 1000, text)),
    };
  }
}

/** Times as text. A bucket begins where the one before ended, and often peaks at its end: the last text is mostly asked for again. */
function timeTexts(zone: string): (epochMs: number) => string {
  let lastMs = Number.NaN;
  let last = '';
  return (epochMs) => {
    if (epochMs !== lastMs) {
      last = formatInZone(epochMs, zone);
      lastMs = epochMs;
    }
    return last;
  };
}

function itemOf(sum: BucketSum, { from, to }: Period, windowMs: number, text: (epochMs: number) => string): EnergyBucket {
  const start = text(from);
  const peakAt = sum.peakStartMs === null ? null : text(sum.peakStartMs + windowMs);
  return {
    start,
    end: text(to),
    energyKwh: Number(sum.energyKwh),
    peakDemandKw: sum.peakKw === null ? null : Number(sum.peakKw),
    peakAt,
    readings: sum.readings,
  };
}
