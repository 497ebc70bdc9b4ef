import { useReadAll } from '@maru/web/read';

/** A point whose load can be shown: the active import of a meter. */
export interface LoadPoint {
  id: string;
  name: string;
  meterName: string;
  siteId: string;
  siteName: string;
  /** The point of the site's main meter, which is the site's whole load. */
  isMain: boolean;
}

/** A point with readings, and of which time. */
export interface Covered {
  point: LoadPoint;
  zone: string;
  intervalSeconds: number;
  /** The time that has readings: start of the first interval, end of the last. */
  firstMs: number;
  lastMs: number;
  /** First and last day with a reading, in the site's calendar. */
  firstDay: string;
  lastDay: string;
}

export interface LoadPoints {
  points: LoadPoint[] | undefined;
  error: unknown;
  retry: () => void;
}

/** The active import points of all sites, a site's main meter before the others. */
export function useLoadPoints(): LoadPoints {
  const sites = useReadAll('/api/workspace/sites', { supporting: true });
  const meters = useReadAll('/api/fems/meters', { supporting: true });
  const points = useReadAll('/api/fems/points', { supporting: true });
  const error = sites.error ?? meters.error ?? points.error;
  const retry = () => {
    for (const read of [sites, meters, points]) if (read.error) read.retry();
  };
  if (!sites.data || !meters.data || !points.data) return { points: undefined, error, retry };
  const siteNames = new Map(sites.data.map(({ id, name }) => [id, name]));
  const meterOf = new Map(meters.data.map((meter) => [meter.id, meter]));
  const found = points.data
    .filter(({ quantity }) => quantity === 'activeEnergyImport')
    .flatMap(({ id, name, meterId }) => {
      const meter = meterOf.get(meterId);
      if (!meter) return [];
      const siteName = siteNames.get(meter.siteId) ?? '';
      return [{ id, name, meterName: meter.name, siteId: meter.siteId, siteName, isMain: meter.main }];
    });
  return { points: found.sort((a, b) => Number(b.isMain) - Number(a.isMain)), error: null, retry };
}
