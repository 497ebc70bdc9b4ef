import type { Schemas } from '@maru/web/client';
import { instantOf, zonedText } from '@maru/web/zoned';
import { loadAddress } from '../load/load-address';
import { dayClosedBy, type Period, periodOf } from '../load/period';
import type { Metering, Site } from '../metering/next-step';
import type { Point } from '../metering/words';
import type { QualityFilters } from './address';

export type Completeness = Schemas['CompletenessItem'];
export type Bucket = Schemas['CompletenessBucket'];
export type Gap = Schemas['GapItem'];
export type Correction = Schemas['CorrectionEntry'];
export type SourceActivity = Schemas['SourceActivityItem'];

/** What is reviewed: a site, its points or one of them, and a period in the site's calendar. */
export interface Review {
  site: Site;
  /** All points of the site. */
  points: Point[];
  pointId: string | null;
  period: Period;
  /** A date in the period. */
  date: string;
  /** The last day with a reading, or that had one where every reading was taken back. */
  lastDay: string;
  /** The question as the API takes it. */
  query: { siteId?: string; pointId?: string; from: string; to: string };
}

/** The site that the address names, else that of its point, else the one chosen last, else the first that measures something. */
function siteOf({ sites, meters, points }: Metering, { siteId, pointId }: QualityFilters, isSiteNamed: boolean): Site | undefined {
  const siteOfPoint = (point: Point | undefined) => {
    const meter = meters.find(({ id }) => id === point?.meterId);
    return sites.find(({ id }) => id === meter?.siteId);
  };
  const chosen = sites.find(({ id }) => id === siteId);
  const named = siteOfPoint(points.find(({ id }) => id === pointId));
  // A site that is only remembered gives way to a point that a link names.
  return (isSiteNamed ? (chosen ?? named) : (named ?? chosen)) ?? siteOfPoint(points[0]) ?? sites[0];
}

/**
 * When the newest intervals with a reading end, in epoch milliseconds. Where every reading was taken back, when those ended that were: the
 * corrections that did so are then what there is to see.
 */
function newestEnds(points: readonly Point[]): number[] {
  const endsOf = (of: (point: Point) => { newestStart: string } | null) =>
    points.flatMap((point) => {
      const came = of(point);
      return came ? [Date.parse(came.newestStart) + point.intervalSeconds * 1000] : [];
    });
  const ends = endsOf(({ activity }) => activity);
  return ends.length > 0 ? ends : endsOf(({ withdrawn }) => withdrawn);
}

export type Reviewed = { review: Review } | { missing: 'points' | 'readings'; site: Site | undefined };

/** What the address asks for; what is missing where there is nothing to review. */
export function reviewed(metering: Metering, filters: QualityFilters, isSiteNamed: boolean): Reviewed {
  const site = siteOf(metering, filters, isSiteNamed);
  const meterIds = new Set(metering.meters.filter(({ siteId }) => siteId === site?.id).map(({ id }) => id));
  const points = metering.points.filter(({ meterId }) => meterIds.has(meterId));
  if (!site || points.length === 0) return { missing: 'points', site };
  const point = points.find(({ id }) => id === filters.pointId);
  const ends = newestEnds(point ? [point] : points);
  if (ends.length === 0 && !filters.on) return { missing: 'readings', site };
  const lastDay = ends.length > 0 ? dayClosedBy(zonedText(Math.max(...ends), site.zone)) : (filters.on as string);
  const date = filters.on ?? lastDay;
  const period = periodOf(filters.by, date);
  const at = (day: string) => zonedText(instantOf(day, site.zone), site.zone);
  const about = point ? { pointId: point.id } : { siteId: site.id };
  const query = { ...about, from: at(period.from), to: at(period.to) };
  return { review: { site, points, pointId: point?.id ?? null, period, date, lastDay, query } };
}

/** An interval as the address names it. */
export const intervalId = ({ pointId, start }: Pick<Correction, 'pointId' | 'start'>): string => `${pointId}/${start}`;

export interface NamedInterval {
  point: Point;
  start: string;
  end: string;
}

/** The interval that the address names; null where it is none of a point of the site. */
export function intervalOf(id: string | null, { points, site: { zone } }: Pick<Review, 'points' | 'site'>): NamedInterval | null {
  const [pointId, start = ''] = id?.split('/') ?? [];
  const point = points.find((each) => each.id === pointId);
  if (!point) return null;
  const [startMs, endMs] = [Date.parse(start), Date.parse(start) + point.intervalSeconds * 1000];
  if (Number.isNaN(new Date(endMs).getTime())) return null;
  return { point, start: zonedText(startMs, zone), end: zonedText(endMs, zone) };
}

/** The load page at this time of the point; null for what it does not show. */
export function loadAddressOf(point: Point | undefined, start: string): string | null {
  if (point?.quantity !== 'activeEnergyImport') return null;
  return loadAddress(point.id, { on: start.slice(0, 10) });
}
