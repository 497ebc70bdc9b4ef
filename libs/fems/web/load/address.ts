import { oneOf } from '@maru/web/address';
import { comparisonsOf } from './compare';
import { type Bucket, bucketsOf, type Granularity, isDate } from './period';
import { type PlaceFilters, placeNames, usePlaceAddress } from './place';
import { type Tariff, tariffs } from './time-of-use';

export const measures = ['energy', 'demand'] as const;
export type Measure = (typeof measures)[number];
/** A day is one row of hours, for which the chart serves better than a heat map. */
export const heatMapOf: Readonly<Record<Granularity, boolean>> = { day: false, month: true, year: true };
export const views = ['chart', 'heat', 'table'] as const;
export type View = (typeof views)[number];

/** The filters of the page as the address has them; what is absent or unknown there has its default. */
export interface LoadFilters extends PlaceFilters {
  bucket: Bucket;
  measure: Measure;
  view: View;
  /** What the period is compared with: a name (compare.ts) or a date in the other period; null for nothing. */
  comparison: string | null;
  /** Whose time-of-use periods lie behind the load of a day; null for nobody's. */
  tariff: Tariff | null;
}

/** A day is looked at for its curve, longer periods for what they used. */
const usualMeasure: Record<Granularity, Measure> = { day: 'demand', month: 'energy', year: 'energy' };

const names = { ...placeNames, bucket: 'bucket', measure: 'show', view: 'view', comparison: 'with', tariff: 'tariff' } as const;

export interface LoadAddress {
  filters: LoadFilters;
  isSiteNamed: boolean;
  change: (changes: Partial<LoadFilters>) => void;
  /** The address of the page with these changes, for a link. */
  to: (changes: Partial<LoadFilters>) => string;
}

export function useLoadAddress(): LoadAddress {
  const { get, place, isSiteNamed, change, to } = usePlaceAddress<LoadFilters>(names, 'day');
  const { by } = place;
  const chosen = get('with');
  const filters: LoadFilters = {
    ...place,
    bucket: oneOf<Bucket>(get('bucket'), bucketsOf[by], bucketsOf[by][0]),
    measure: oneOf(get('show'), measures, usualMeasure[by]),
    view: get('view') === 'heat' && !heatMapOf[by] ? 'chart' : oneOf(get('view'), views, 'chart'),
    comparison: isDate(chosen) ? chosen : (comparisonsOf[by].find((name) => name === chosen) ?? null),
    tariff: tariffs.find((name) => name === get('tariff')) ?? null,
  };
  // Another length of period has its own usual bucket and measure.
  const whole = (changes: Partial<LoadFilters>): Partial<LoadFilters> =>
    changes.by && changes.by !== by ? { bucket: undefined, measure: undefined, ...changes } : changes;
  return { filters, isSiteNamed, change: (changes) => change(whole(changes)), to: (changes) => to(whole(changes)) };
}
