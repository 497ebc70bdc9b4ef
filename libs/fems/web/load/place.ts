import { oneOf, useAddress } from '@maru/web/address';
import { useSite } from '@maru/web/site';
import { type Granularity, granularities, isDate } from './period';

/** Of which point and which period a page shows figures. */
export interface PlaceFilters {
  /** The site that the product is looking at, see kit/site.ts. */
  siteId: string | null;
  pointId: string | null;
  by: Granularity;
  /** A date in the period that is shown; null for the newest period with data. */
  on: string | null;
}

export const placeNames = { siteId: 'site', pointId: 'point', by: 'by', on: 'on' } as const;

/** The filters of a page, by their names in its address. */
export interface PlaceAddress<F extends PlaceFilters> {
  get: (name: string) => string | null;
  place: PlaceFilters;
  /** The address names the site; else it is the one chosen last. */
  isSiteNamed: boolean;
  change: (changes: Partial<F>) => void;
  /** The address of the page with these changes, for a link. */
  to: (changes: Partial<F>) => string;
}

export function usePlaceAddress<F extends PlaceFilters>(names: Readonly<Record<keyof F, string>>, usualBy: Granularity): PlaceAddress<F> {
  const { get, set, to } = useAddress();
  const site = useSite();
  const on = get('on');
  const by = oneOf(get('by'), granularities, usualBy);
  const place = { siteId: site.siteId, pointId: get('point'), by, on: isDate(on) ? on : null };
  const written = (changes: Partial<F>) => {
    // Another site has other points.
    const whole: Partial<F> = changes.siteId ? { pointId: null, ...changes } : changes;
    return Object.fromEntries(
      Object.entries(whole).map(([name, value]) => [names[name as keyof F], (value as string | undefined) ?? null]),
    ) as Record<string, string | null>;
  };
  const change = (changes: Partial<F>) => {
    const { [placeNames.siteId]: siteId, ...others } = written(changes);
    if (siteId === undefined) set(others);
    else site.choose(siteId, others);
  };
  return { get, place, isSiteNamed: get(placeNames.siteId) !== null, change, to: (changes) => to(written(changes)) };
}
