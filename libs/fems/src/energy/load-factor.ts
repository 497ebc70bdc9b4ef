import type { Decimal } from '@maru/kernel';

/**
 * Load factor (부하율): the consumption of a period as a share of what continuous use of its highest demand would be (IEC 60050-691,
 * entry 691-10-02), which is the mean demand over the highest one. Version 1: both are of the same demand windows, those of the period that miss no
 * reading. What is known only of a part of a window is in neither, so that it is never more than 100 % and means nothing that was estimated.
 * The period and the demand window belong to the figure. The version is part of every answer that has one.
 */
export const loadFactorDefinition = 'fems.load-factor.v1';

/** The demand windows of a period that miss no reading, together. In kW. */
export interface WholeWindows {
  readonly windows: number;
  /** Null where there is none, as the highest is. */
  readonly sumKw: Decimal | null;
  readonly highestKw: Decimal | null;
}

/** Null where no window is whole. */
export function meanDemandKw({ windows, sumKw }: WholeWindows): Decimal | null {
  return sumKw?.div(windows) ?? null;
}

/** In per cent; null where no window is whole or nothing was demanded. */
export function loadFactorPercent(whole: WholeWindows): Decimal | null {
  const meanKw = meanDemandKw(whole);
  return meanKw && whole.highestKw?.gt(0) ? meanKw.times(100).div(whole.highestKw) : null;
}
