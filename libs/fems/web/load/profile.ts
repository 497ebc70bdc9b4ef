import type { Slot } from './period';

/** A bucket as the API answers it; energy in kWh, demand in kW, peakAt the end of the interval with the peak. */
export interface EnergyBucket {
  start: string;
  energyKwh: number;
  /** Null where readings are missing in every demand window. */
  peakDemandKw: number | null;
  peakAt: string | null;
  readings: number;
}

/** One row of the table and one place in the chart. Figures are null where there is no reading: nothing is made up. */
export interface ProfileRow extends Slot {
  energyKwh: number | null;
  peakDemandKw: number | null;
  peakAt: string | null;
  /** Mean over the intervals that have a reading, in kW. */
  meanDemandKw: number | null;
  readings: number;
  /** Readings that there should be: in the part of the slot between the point's first reading and its newest one. */
  expected: number;
}

export interface Gap {
  start: string;
  end: string;
}

export interface Profile {
  rows: ProfileRow[];
  energyKwh: number | null;
  peak: ProfileRow | null;
  meanDemandKw: number | null;
  readings: number;
  expected: number;
  /** Stretches in which readings are missing, as finely as the rows tell. */
  gaps: Gap[];
}

/** The time in which a reading that is not there is missing: before the first one and after the newest there are none to miss. */
export interface Known {
  fromMs: number;
  toMs: number;
}

const meanKw = (energyKwh: number, readings: number, intervalSeconds: number) => energyKwh / ((readings * intervalSeconds) / 3600);

function rowOf(slot: Slot, bucket: EnergyBucket | undefined, intervalSeconds: number, known: Known): ProfileRow {
  const knownMs = Math.min(slot.endMs, known.toMs) - Math.max(slot.startMs, known.fromMs);
  // A reading may have come since it was asked from when to when there are any.
  const expected = Math.max(bucket?.readings ?? 0, Math.floor(knownMs / (intervalSeconds * 1000)));
  if (!bucket || bucket.readings === 0) {
    return { ...slot, energyKwh: null, peakDemandKw: null, peakAt: null, meanDemandKw: null, readings: 0, expected };
  }
  const { energyKwh, peakDemandKw, peakAt, readings } = bucket;
  const meanDemandKw = meanKw(energyKwh, readings, intervalSeconds);
  return { ...slot, energyKwh, peakDemandKw, peakAt, meanDemandKw, readings, expected };
}

function gapsIn(rows: ProfileRow[]): Gap[] {
  const gaps: Gap[] = [];
  for (const { start, end, readings, expected } of rows) {
    if (readings >= expected) continue;
    const open = gaps.at(-1);
    if (open?.end === start) open.end = end;
    else gaps.push({ start, end });
  }
  return gaps;
}

/** Lays the answer of the API over the cuts of the period. */
export function profileOf(slots: Slot[], buckets: EnergyBucket[], intervalSeconds: number, known: Known): Profile {
  const byStart = new Map(buckets.map((bucket) => [Date.parse(bucket.start), bucket]));
  const rows = slots.map((slot) => rowOf(slot, byStart.get(slot.startMs), intervalSeconds, known));
  const withReadings = rows.filter((row) => row.readings > 0);
  const sum = (of: (row: ProfileRow) => number) => rows.reduce((total, row) => total + of(row), 0);
  const energyKwh = withReadings.length > 0 ? sum((row) => row.energyKwh ?? 0) : null;
  const readings = sum((row) => row.readings);
  const higher = (best: ProfileRow | null, row: ProfileRow) => ((row.peakDemandKw ?? -1) > (best?.peakDemandKw ?? -1) ? row : best);
  return {
    rows,
    energyKwh,
    readings,
    peak: withReadings.reduce(higher, null),
    meanDemandKw: energyKwh === null ? null : meanKw(energyKwh, readings, intervalSeconds),
    expected: sum((row) => row.expected),
    gaps: gapsIn(rows),
  };
}
