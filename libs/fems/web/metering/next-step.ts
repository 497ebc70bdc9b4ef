import type { Schemas } from '@maru/web/client';
import type { Meter, Point, Source } from './words';

export type Site = Schemas['SiteItem'];

/** All that the page shows: meters by site, what each of them measures, and who reports it. */
export interface Metering {
  sites: Site[];
  meters: Meter[];
  points: Point[];
  sources: Source[];
}

export type Step = 'site' | 'meter' | 'point' | 'source' | 'reading';

/** What has to be done next for readings to arrive; null when they do. */
export function nextStep({ sites, meters, points, sources }: Metering): Step | null {
  if (sites.length === 0) return 'site';
  if (meters.length === 0) return 'meter';
  if (points.length === 0) return 'point';
  if (sources.length === 0) return 'source';
  return points.some(({ activity }) => activity) ? null : 'reading';
}
