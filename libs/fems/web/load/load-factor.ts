import type { ShownLoad } from './shown';

/**
 * Load factor as the service defines it (fems.load-factor.v1): the mean demand of the demand windows that miss no reading over the highest. Where
 * a reading is a window that mean is the mean of all readings. Shorter readings do not tell which windows miss one: null, and the page of the
 * peaks says it.
 */
export function loadFactorPercent({
  profile: { meanDemandKw, peak },
  intervalSeconds,
  demandWindowSeconds,
}: Pick<ShownLoad, 'profile' | 'intervalSeconds' | 'demandWindowSeconds'>): number | null {
  if (intervalSeconds !== demandWindowSeconds || meanDemandKw === null || !peak?.peakDemandKw) return null;
  return (meanDemandKw / peak.peakDemandKw) * 100;
}
