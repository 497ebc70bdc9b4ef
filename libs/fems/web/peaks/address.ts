import { oneOf } from '@maru/web/address';
import { type PlaceFilters, placeNames, usePlaceAddress } from '../load/place';

export const tabs = ['demand', 'statements'] as const;
export type Tab = (typeof tabs)[number];
/** Ten events apart from each other, or the ten highest demand windows whatever they lie beside. */
export const lists = ['occurrences', 'windows'] as const;
export type PeakList = (typeof lists)[number];
/** Demand windows in minutes, the usual one first. */
export const windowMinutes = ['15', '30', '60'] as const;
export type WindowMinutes = (typeof windowMinutes)[number];

/** The filters of the page as the address has them; what is absent or unknown there has its default. */
export interface PeaksFilters extends PlaceFilters {
  tab: Tab;
  list: PeakList;
  window: WindowMinutes;
  /** Start of the peak that is looked at; null for the highest. */
  peak: string | null;
}

const names = { ...placeNames, tab: 'tab', list: 'list', window: 'window', peak: 'peak' } as const;

export interface PeaksAddress {
  filters: PeaksFilters;
  isSiteNamed: boolean;
  change: (changes: Partial<PeaksFilters>) => void;
  /** The address of the page with these changes, for a link. */
  to: (changes: Partial<PeaksFilters>) => string;
}

export function usePeaksAddress(): PeaksAddress {
  const { get, place, isSiteNamed, change, to } = usePlaceAddress<PeaksFilters>(names, 'year');
  const filters: PeaksFilters = {
    ...place,
    tab: oneOf(get('tab'), tabs, 'demand'),
    list: oneOf(get('list'), lists, 'occurrences'),
    window: oneOf(get('window'), windowMinutes, '15'),
    peak: get('peak'),
  };
  // Another point, period or window has other peaks.
  const whole = (changes: Partial<PeaksFilters>) => ('peak' in changes ? changes : { peak: null, ...changes });
  return { filters, isSiteNamed, change: (changes) => change(whole(changes)), to: (changes) => to(whole(changes)) };
}
