import type { Granularity } from './period';

interface Place {
  siteId?: string;
  by?: Granularity;
  /** A date in the period; the newest one with readings without it. */
  on?: string;
}

/** The load page of a point. It has the site beside the point where the product is to look at that site from then on. */
export function loadAddress(pointId: string, { siteId, by, on }: Place = {}): string {
  const query = { ...(siteId && { site: siteId }), point: pointId, ...(by && { by }), ...(on && { on }) };
  return `/fems/load?${new URLSearchParams(query)}`;
}
