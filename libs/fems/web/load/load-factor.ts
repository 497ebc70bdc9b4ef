import type { ShownLoad } from './shown';

/**
 * Load factor as the service defines it (fems.load-factor.v1): the mean demand of the demand windows that miss no reading over the highest. Where
 * a reading is a window, or none is missing, that mean is the mean of all readings. Elsewhere it cannot be told from them, and is null.
 */
export function loadFactorPercent({
  profile: { meanDemandKw, peak, readings, expected },
  intervalSeconds,
  demandWindowSeconds,
}: Pick<ShownLoad, 'profile' | 'intervalSeconds' | 'demandWindowSeconds'>): number | null {
  const fill = demandWindowSeconds / intervalSeconds;
  const isOfWindows = fill === 1 || (readings === expected && readings % fill === 0);
  return isOfWindows && meanDemandKw !== null && peak?.peakDemandKw ? (meanDemandKw / peak.peakDemandKw) * 100 : null;
}
