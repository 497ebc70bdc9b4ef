import { oneOf } from '@maru/web/address';
import type { Granularity } from '../load/period';
import { type PlaceAddress, type PlaceFilters, placeNames, usePlaceAddress } from '../load/place';

/** How long a reviewed period is: a month shows its days, a year its months. */
export const reviewLengths = ['month', 'year'] as const satisfies readonly Granularity[];
export type ReviewLength = (typeof reviewLengths)[number];

/** The filters of the page as the address has them; without a point it is about all points of the site. */
export interface QualityFilters extends PlaceFilters {
  by: ReviewLength;
}

export interface QualityAddress extends Pick<PlaceAddress<QualityFilters>, 'isSiteNamed' | 'change' | 'to'> {
  filters: QualityFilters;
}

export function useQualityAddress(): QualityAddress {
  const { place, isSiteNamed, change, to } = usePlaceAddress<QualityFilters>(placeNames, 'month');
  const filters: QualityFilters = { ...place, by: oneOf(place.by, reviewLengths, 'month') };
  // Another site has its own newest period.
  const whole = (changes: Partial<QualityFilters>) => (changes.siteId ? { on: null, ...changes } : changes);
  return { filters, isSiteNamed, change: (changes) => change(whole(changes)), to: (changes) => to(whole(changes)) };
}
