import { useFormer } from '@maru/web/former';
import { useRead } from '@maru/web/read';
import { instantOf, zonedText } from '@maru/web/zoned';
import { useMemo } from 'react';
import { besideEachOther } from '../load/compare';
import { bucketsFor, periodOf, slotsOf } from '../load/period';
import { profileOf } from '../load/profile';
import type { ShownLoad } from '../load/shown';
import type { OverviewLoad } from './words';

export function useOverview(siteId: string | null, { supporting }: { supporting: boolean }) {
  return useRead('/api/fems/overview', { query: siteId ? { siteId } : {} }, { supporting });
}

/** The curve of the newest day, as the load page shows it. */
export function useDayLoad(load: OverviewLoad, zone: string, isSimulated: boolean) {
  const { pointId, intervalSeconds, demandWindowSeconds, definition, first, last } = load;
  const date = load.day.from.slice(0, 10);
  const period = useMemo(() => periodOf('day', date), [date]);
  const [bucket] = bucketsFor('day', intervalSeconds);
  const at = (day: string) => zonedText(instantOf(day, zone), zone);
  const query = { pointId, from: at(period.from), to: at(period.to), bucket };
  const energy = useRead('/api/fems/energy', { query }, { supporting: true });
  const ready = useMemo((): ShownLoad | undefined => {
    if (!energy.data) return undefined;
    const known = { fromMs: Date.parse(first), toMs: Date.parse(last) };
    const profile = profileOf(slotsOf(period, bucket, zone), energy.data.items, intervalSeconds, known);
    const basis = { intervalSeconds, demandWindowSeconds, definition, simulated: isSimulated || energy.data.simulated };
    const places = besideEachOther(profile.rows, [], 'day', bucket);
    return { ...basis, period, bucket, measure: 'demand', view: 'chart', awaitedFrom: null, profile, other: null, timeOfUse: null, places };
  }, [energy.data, period, bucket, zone, intervalSeconds, demandWindowSeconds, definition, isSimulated, first, last]);
  return { load: useFormer(ready), error: energy.error, retry: energy.retry };
}
