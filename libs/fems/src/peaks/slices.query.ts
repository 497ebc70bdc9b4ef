import { Decimal } from '@maru/kernel';
import { Database } from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { kwhPer } from '../energy/demand';
import { int4Array, timestamptzArray } from '../ledger/array-parameters';
import { effectiveValue, newestCorrectionOf } from '../ledger/newest-correction';
import type { MeterPoint } from '../metering/meter-point.entity';

/** A stretch of a point's time, in epoch milliseconds: whole intervals of it. */
export interface Slice {
  readonly point: MeterPoint;
  readonly from: number;
  readonly to: number;
}

/** Slices of any points, each with what its readings add up to. The months that none of them lies in ($5 to $6) are never looked at. */
const slices = `
  select place::integer, sum(value)::text as energy, count(value)::integer as readings
  from unnest($2::integer[], $3::timestamptz[], $4::timestamptz[]) with ordinality as slice (point_number, slice_from, slice_to, place)
  join lateral (
    select ${effectiveValue} as value
    from fems.reading r
    left join lateral (${newestCorrectionOf('r')}) c on true
    where r.tenant_id = $1 and r.point_number = slice.point_number
      and r.interval_start >= slice.slice_from and r.interval_start < slice.slice_to
      and r.interval_start >= $5 and r.interval_start < $6
  ) effective on true
  group by place`;

/** Mean demands of many short stretches, in one statement. */
@Injectable()
export class SlicesQuery {
  constructor(private readonly database: Database) {}

  /** @returns the mean demand of each slice in kW, in their order; null where a reading is missing */
  async demands(asked: readonly Slice[]): Promise<(Decimal | null)[]> {
    if (asked.length === 0) return [];
    const rows = await this.database.query<{ place: number; energy: string | null; readings: number }>(
      slices,
      [
        int4Array(Int32Array.from(asked, ({ point }) => point.pointNumber)),
        timestamptzArray(Float64Array.from(asked, ({ from }) => from)),
        timestamptzArray(Float64Array.from(asked, ({ to }) => to)),
        new Date(asked.reduce((least, { from }) => Math.min(least, from), Number.POSITIVE_INFINITY)),
        new Date(asked.reduce((most, { to }) => Math.max(most, to), Number.NEGATIVE_INFINITY)),
      ],
      'fems_slices',
    );
    const demands: (Decimal | null)[] = asked.map(() => null);
    for (const { place, energy, readings } of rows) {
      const { point, from, to } = asked[place - 1];
      if (energy === null || readings * point.intervalSeconds * 1000 !== to - from) continue;
      demands[place - 1] = new Decimal(energy)
        .times(kwhPer(point.unit))
        .times(3_600_000)
        .div(to - from);
    }
    return demands;
  }
}
