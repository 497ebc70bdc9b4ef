import { oneOf, useAddress } from '@maru/web/address';
import { useSite } from '@maru/web/site';
import { type Granularity, isDate } from '../load/period';

/** How long a reviewed period is: a month shows its days, a year its months. */
export const reviewLengths = ['month', 'year'] as const satisfies readonly Granularity[];
export type ReviewLength = (typeof reviewLengths)[number];

/** The filters of the page as the address has them; what is absent or unknown there has its default. */
export interface QualityFilters {
  siteId: string | null;
  /** Null for all points of the site. */
  pointId: string | null;
  by: ReviewLength;
  /** A date in the period that is shown; null for the newest period with data. */
  on: string | null;
}

const names = { siteId: 'site', pointId: 'point', by: 'by', on: 'on' } as const;

export interface QualityAddress {
  filters: QualityFilters;
  change: (changes: Partial<QualityFilters>) => void;
  /** The address of the page with these changes, for a link. */
  to: (changes: Partial<QualityFilters>) => string;
}

export function useQualityAddress(): QualityAddress {
  const { get, set, to } = useAddress();
  const site = useSite();
  const on = get('on');
  const filters: QualityFilters = {
    siteId: site.siteId,
    pointId: get('point'),
    by: oneOf(get('by'), reviewLengths, 'month'),
    on: isDate(on) ? on : null,
  };
  const written = (changes: Partial<QualityFilters>) => {
    // Another site has other points, and its own newest period.
    const whole = changes.siteId ? { pointId: null, on: null, ...changes } : changes;
    return Object.fromEntries<string | null>(
      Object.entries(whole).map(([name, value]) => [names[name as keyof QualityFilters], value ?? null]),
    );
  };
  const change = (changes: Partial<QualityFilters>) => {
    const { site: siteId, ...others } = written(changes);
    if (siteId === undefined) set(others);
    else site.choose(siteId, others);
  };
  return { filters, change, to: (changes) => to(written(changes)) };
}
