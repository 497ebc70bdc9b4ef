import { type AddressChanges, oneOf } from '@maru/web/address';
import { type Granularity, granularities, isDate } from './period';

/** Of which point and which period a page shows figures, as the address has it. */
export interface PlaceFilters {
  siteId: string | null;
  pointId: string | null;
  by: Granularity;
  /** A date in the period that is shown; null for the newest period with data. */
  on: string | null;
}

export const placeNames = { siteId: 'site', pointId: 'point', by: 'by', on: 'on' } as const;

export function placeOf(get: (name: string) => string | null, usualBy: Granularity): PlaceFilters {
  const on = get('on');
  return { siteId: get('site'), pointId: get('point'), by: oneOf(get('by'), granularities, usualBy), on: isDate(on) ? on : null };
}

/** Changes of filters by their names in the address. Another site has other points. */
export function writtenPlace<F extends PlaceFilters>(changes: Partial<F>, names: Readonly<Record<keyof F, string>>): AddressChanges {
  const whole: Partial<F> = changes.siteId ? { pointId: null, ...changes } : changes;
  return Object.fromEntries(Object.entries(whole).map(([name, value]) => [names[name as keyof F], (value as string | undefined) ?? null]));
}
