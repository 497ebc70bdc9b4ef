import { Decimal, type Period } from '@maru/kernel';
import { Database } from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { timestamptzArray } from '../ledger/array-parameters';
import { effectiveValue, isTakenBack, newestCorrections } from '../ledger/newest-correction';
import type { MeterPoint } from '../metering/meter-point.entity';
import { demandWindowOf, kwhPer, kwPer } from './demand';
import { effectiveReadings, windowsOfOne, windowsOfSeveral } from './demand-windows';

/** What the readings of a point add up to in a stretch of time. Figures are exact decimals as text. */
export interface Total {
  readonly energyKwh: string;
  readonly readings: number;
}

/** What the ledger says of one bucket. */
export interface BucketSum extends Total {
  /** Which of the buckets, from 0. */
  readonly bucket: number;
  /** Null where no demand window of the bucket is complete. */
  readonly peakKw: string | null;
  /** Start of the window with the peak, epoch milliseconds. */
  readonly peakStartMs: number | null;
  /** Demand windows of the bucket that are complete, and the sum of their demands; null where none is. */
  readonly windows: number;
  readonly windowsKw: string | null;
}

// The greatest pair of energy and negated start is the highest demand and, of equal ones, the earliest. PostgreSQL computes the
// aggregate once for both of its elements.
const peak = 'max(array[energy, -extract(epoch from window_start)]) filter (where readings = $8)';
// Where a reading fills a window each one is whole: what is asked of all windows is then asked once.
const wholeOfOne = '';
const wholeOfSeveral = 'filter (where readings = $8)';

// A window that the period cuts begins before the first bucket and belongs to it; as it is not whole it has no demand.
const bucketSums = (windows: string, whole: string) => `
  with effective as (${effectiveReadings}), windows as (${windows})
  select
    greatest(width_bucket(window_start, $5::timestamptz[]), 1) - 1 as bucket,
    (sum(energy) * $6::numeric)::text as energy_kwh,
    sum(readings)::integer as readings,
    ((${peak})[1] * $7::numeric)::text as peak_kw,
    -((${peak})[2]) as peak_start,
    (count(*) ${whole})::integer as windows,
    (sum(energy) ${whole} * $7::numeric)::text as windows_kw
  from windows group by 1 order by 1`;

/** Where a reading fills a bucket by itself there is nothing to add up: a year of quarter-hours takes a third of the time. */
const singles = `
  with effective as (${effectiveReadings})
  select
    extract(epoch from interval_start)::double precision as start,
    (value * $5::numeric)::text as energy_kwh,
    (value * $6::numeric)::text as peak_kw
  from effective order by interval_start`;

const ofOne = bucketSums(windowsOfOne, wholeOfOne);
const ofSeveral = bucketSums(windowsOfSeveral('$9', '$10'), wholeOfSeveral);

/** Readings of any points ($2) that begin from $3 up to $4, which counts. */
const totals = `
  select r.point_number, sum(${effectiveValue})::text as energy, count(*)::integer as readings
  from fems.reading r
  left join (${newestCorrections('point_number = any($2::integer[]) and interval_start between $3 and $4')}) c
    on c.point_number = r.point_number and c.interval_start = r.interval_start
  where r.tenant_id = $1 and r.point_number = any($2::integer[]) and r.interval_start between $3 and $4 and not ${isTakenBack}
  group by r.point_number`;

interface SumRow {
  bucket: number;
  energy_kwh: string;
  readings: number;
  peak_kw: string | null;
  peak_start: string | null;
  windows: number;
  windows_kw: string | null;
}

interface TotalRow {
  point_number: number;
  energy: string;
  readings: number;
}

interface SingleRow {
  start: number;
  energy_kwh: string;
  peak_kw: string;
}

/** Sums the ledger in numeric, so that nothing is rounded before it is answered. */
@Injectable()
export class EnergyQuery {
  constructor(private readonly database: Database) {}

  /** @param buckets that follow each other without a gap; those without a reading are absent from the answer */
  async sums(point: MeterPoint, buckets: readonly Period[]): Promise<BucketSum[]> {
    const { intervalSeconds, gridOffsetSeconds, unit } = point;
    const window = demandWindowOf(intervalSeconds);
    const parameters = [
      ...periodOf(point, buckets),
      timestamptzArray(Float64Array.from(buckets, ({ from }) => from)),
      kwhPer(unit),
      kwPer(unit, window),
      window.readings,
    ];
    await this.database.joinLargeSets();
    const rows =
      window.readings === 1
        ? await this.database.query<SumRow>(ofOne, parameters, 'fems_energy_of_one')
        : await this.database.query<SumRow>(ofSeveral, [...parameters, window.seconds, gridOffsetSeconds], 'fems_energy_of_several');
    return rows.map((row) => ({
      bucket: row.bucket,
      energyKwh: row.energy_kwh,
      readings: row.readings,
      peakKw: row.peak_kw,
      peakStartMs: row.peak_start === null ? null : Number(row.peak_start) * 1000,
      windows: row.windows,
      windowsKw: row.windows_kw,
    }));
  }

  /** The same where each bucket is as long as an interval of the point, and that as a demand window. */
  async singles(point: MeterPoint, buckets: readonly Period[]): Promise<BucketSum[]> {
    const window = demandWindowOf(point.intervalSeconds);
    const parameters = [...periodOf(point, buckets), kwhPer(point.unit), kwPer(point.unit, window)];
    await this.database.joinLargeSets();
    const rows = await this.database.query<SingleRow>(singles, parameters, 'fems_energy_singles');
    let bucket = 0;
    return rows.map((row) => {
      const startMs = row.start * 1000;
      while (buckets[bucket].to <= startMs) bucket++;
      return {
        bucket,
        energyKwh: row.energy_kwh,
        readings: 1,
        peakKw: row.peak_kw,
        peakStartMs: startMs,
        windows: 1,
        windowsKw: row.peak_kw,
      };
    });
  }

  /**
   * What each of some points has in a stretch of time: in one statement for all whose intervals are of one length, however many they are.
   * @returns by point number; a point without a reading is absent
   */
  async totals(points: readonly MeterPoint[], { from, to }: Period): Promise<Map<number, Total>> {
    await this.database.joinLargeSets();
    const found = new Map<number, Total>();
    for (const [intervalSeconds, alike] of Map.groupBy(points, (point) => point.intervalSeconds)) {
      const byNumber = new Map(alike.map((point) => [point.pointNumber, point]));
      const parameters = [[...byNumber.keys()], new Date(from), new Date(to - intervalSeconds * 1000)];
      const rows = await this.database.query<TotalRow>(totals, parameters, 'fems_energy_totals');
      for (const { point_number, energy, readings } of rows) {
        const { unit } = byNumber.get(point_number) as MeterPoint;
        found.set(point_number, { energyKwh: new Decimal(energy).times(kwhPer(unit)).toFixed(), readings });
      }
    }
    return found;
  }
}

/** $2 to $4: the point, and the starts of the first and the last interval that lie in the buckets as a whole. */
function periodOf({ pointNumber, intervalSeconds }: MeterPoint, buckets: readonly Period[]): unknown[] {
  const latestStart = buckets[buckets.length - 1].to - intervalSeconds * 1000;
  return [pointNumber, new Date(buckets[0].from).toISOString(), new Date(latestStart).toISOString()];
}
