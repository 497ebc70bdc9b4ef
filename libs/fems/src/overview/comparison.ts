import { Decimal, type Period } from '@maru/kernel';

/** So much of the readings of a stretch must be there for its energy to be compared: what is missing is not estimated. */
const ENOUGH_PERCENT = 99;

/** The energy of a stretch of time, with how much of it there is. */
export interface SpanEnergy extends Period {
  /** Null without a reading. */
  readonly energyKwh: Decimal | null;
  readonly readings: number;
  readonly expected: number;
}

export interface Compared {
  /** Mean energy of what it is compared with; null where any of the stretches lacks readings. */
  readonly meanKwh: Decimal | null;
  /** By how much it is more (or less) than that; null likewise, and where that is nothing. */
  readonly changePercent: Decimal | null;
}

export function isEnough({ readings, expected }: Pick<SpanEnergy, 'readings' | 'expected'>): boolean {
  return expected > 0 && readings * 100 >= expected * ENOUGH_PERCENT;
}

/** Compares a stretch with the mean of others, all of one length. */
export function compare(span: SpanEnergy, others: readonly SpanEnergy[]): Compared {
  const energies = [span, ...others].map((each) => (isEnough(each) ? each.energyKwh : null));
  const known = energies.filter((energy) => energy !== null);
  if (known.length < energies.length || others.length === 0) return { meanKwh: null, changePercent: null };
  const [own, ...rest] = known;
  const meanKwh = rest.reduce((sum, energy) => sum.plus(energy), new Decimal(0)).div(rest.length);
  return { meanKwh, changePercent: meanKwh.isZero() ? null : own.minus(meanKwh).div(meanKwh).times(100) };
}

/** A meter's share of the main meter's energy in the same stretch, in percent; null where either lacks readings or there is nothing to share. */
export function sharePercent(part: SpanEnergy, whole: SpanEnergy): Decimal | null {
  if (!isEnough(part) || !isEnough(whole) || !part.energyKwh || !whole.energyKwh || whole.energyKwh.isZero()) return null;
  return part.energyKwh.div(whole.energyKwh).times(100);
}
