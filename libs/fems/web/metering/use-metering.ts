import { useReadAll } from '@maru/web/read';
import type { Metering } from './next-step';

export interface MeteringRead {
  data: Metering | undefined;
  error: unknown;
  retry: () => void;
}

/** @param supporting the page is about something else, which they help with */
export function useMetering({ supporting = false } = {}): MeteringRead {
  const meters = useReadAll('/api/fems/meters', { supporting });
  const points = useReadAll('/api/fems/points', { supporting: true });
  const sources = useReadAll('/api/fems/reading-sources', { supporting: true });
  const sites = useReadAll('/api/workspace/sites', { supporting: true });
  const reads = [meters, points, sources, sites];
  const retry = () => {
    for (const read of reads) if (read.error) read.retry();
  };
  if (!meters.data || !points.data || !sources.data || !sites.data)
    return { data: undefined, error: reads.find(({ error }) => error)?.error, retry };
  return { data: { meters: meters.data, points: points.data, sources: sources.data, sites: sites.data }, error: null, retry };
}
