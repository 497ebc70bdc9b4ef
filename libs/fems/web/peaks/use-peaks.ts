import { useFormer } from '@maru/web/former';
import { useRead } from '@maru/web/read';
import { instantOf, zonedText } from '@maru/web/zoned';
import { useMemo } from 'react';
import { type Period, periodOf } from '../load/period';
import type { Covered } from '../load/points';
import type { PeaksFilters } from './address';

/** The peaks and the duration of the loads of the period that the address names, and whether newer answers are on their way. */
export function usePeaks({ point, zone, intervalSeconds, lastDay }: Covered, { by, on, window }: PeaksFilters) {
  const date = on ?? lastDay;
  const period = useMemo((): Period => periodOf(by, date), [by, date]);
  const at = (day: string) => zonedText(instantOf(day, zone), zone);
  // A point whose intervals are longer has its own window, whatever the address says.
  const isFiner = Number(window) * 60 < intervalSeconds;
  const demandWindowMinutes = isFiner ? undefined : (Number(window) as 15 | 30 | 60);
  const query = { pointId: point.id, from: at(period.from), to: at(period.to), demandWindowMinutes };
  const peaks = useRead('/api/fems/peaks', { query: { ...query, count: 10 } });
  const duration = useRead('/api/fems/load-duration', { query }, { supporting: true });
  const ready = useMemo(
    () => (peaks.data && duration.data ? { period, peaks: peaks.data, duration: duration.data } : undefined),
    [period, peaks.data, duration.data],
  );
  const shown = useFormer(ready);
  const failed = peaks.error && !peaks.data ? peaks : duration.error && !duration.data ? duration : null;
  return { shown, isBusy: shown !== ready, date, error: failed?.error ?? null, retry: failed?.retry };
}

export type ShownPeaks = NonNullable<ReturnType<typeof usePeaks>['shown']>;
