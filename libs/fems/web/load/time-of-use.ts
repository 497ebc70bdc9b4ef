import type { Schemas } from '@maru/web/client';
import { useRead } from '@maru/web/read';
import { homeZone } from '@maru/web/zoned';
import type { Place } from './compare';
import type { Granularity } from './period';

/** Tariffs to choose the time-of-use periods of. */
export const tariffs = ['industrial-b'] as const;
export type Tariff = (typeof tariffs)[number];

export type TimeOfUse = Schemas['TimeOfUseAnswer'];
export type UseSpan = Schemas['UsePeriodItem'];
export type UsePeriod = UseSpan['period'];

/** In their order from the quiet hours to the dear ones. */
export const usePeriods = ['offPeak', 'midPeak', 'onPeak'] as const satisfies readonly UsePeriod[];

/** The periods are hours of a day on the clocks of Korea: no other zone and no longer period has them. */
export const hasTimeOfUse = (by: Granularity, zone: string): boolean => by === 'day' && zone === homeZone;

/** The period that a cut begins in: cuts of a day are never longer than an hour, and periods begin at full hours. */
export function timeOfUseAt(spans: readonly UseSpan[], startMs: number): UsePeriod | null {
  return spans.find(({ from, to }) => Date.parse(from) <= startMs && startMs < Date.parse(to))?.period ?? null;
}

/** Neighbouring places of the time axis that are of one period; half-open, by their number. */
export interface UseBand {
  from: number;
  to: number;
  period: UsePeriod;
}

export function timeOfUseBands(places: readonly Place[], spans: readonly UseSpan[]): UseBand[] {
  const bands: UseBand[] = [];
  for (const [index, { shown }] of places.entries()) {
    const period = shown && timeOfUseAt(spans, shown.startMs);
    if (!period) continue;
    const open = bands.at(-1);
    if (open?.period === period && open.to === index) open.to = index + 1;
    else bands.push({ from: index, to: index + 1, period });
  }
  return bands;
}

export interface TimeOfUseRead {
  timeOfUse: TimeOfUse | null;
  /** It has been answered, could not be, or was not asked for. */
  isReady: boolean;
  error: unknown;
  retry: () => void;
}

/** The periods of a day; they only help to read its load, which is what the visit is for. */
export function useTimeOfUse(tariff: Tariff | null, day: string): TimeOfUseRead {
  const asked = useRead(
    '/api/fems/time-of-use',
    { query: { day, tariff: tariff ?? tariffs[0] } },
    { enabled: tariff !== null, supporting: true },
  );
  if (tariff === null) return { timeOfUse: null, isReady: true, error: null, retry: asked.retry };
  const { data, error, retry } = asked;
  return { timeOfUse: data ?? null, isReady: data !== undefined || error !== null, error: data ? null : error, retry };
}
