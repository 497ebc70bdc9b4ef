import type { PlaceFilters } from './place';
import type { LoadPoint } from './points';

/**
 * The point that is shown: the one named, unless another site was chosen since, else the first of the site, else the first of all: the
 * main meter's. A site without points has nothing to show and does not count.
 */
export function pointShown(
  points: readonly LoadPoint[],
  { siteId, pointId }: Pick<PlaceFilters, 'siteId' | 'pointId'>,
  isSiteNamed: boolean,
): LoadPoint | undefined {
  const named = points.find(({ id }) => id === pointId);
  const ofSite = points.filter((point) => point.siteId === siteId);
  // A site that is only remembered gives way to a point that a link names.
  if (named && (!isSiteNamed || ofSite.length === 0 || ofSite.includes(named))) return named;
  return ofSite[0] ?? points[0];
}
