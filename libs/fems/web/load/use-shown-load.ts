import { useFormer } from '@maru/web/former';
import { useRead } from '@maru/web/read';
import { instantOf, zonedText } from '@maru/web/zoned';
import { useMemo } from 'react';
import type { LoadFilters } from './address';
import { besideEachOther, comparisonOf, otherPeriod } from './compare';
import { heatBuckets } from './heat';
import { type Bucket, bucketsFor, type Period, periodOf, slotsOf } from './period';
import type { Covered } from './points';
import { type EnergyBucket, profileOf } from './profile';
import type { OtherLoad, ShownLoad } from './shown';
import { hasTimeOfUse, useTimeOfUse } from './time-of-use';

/** How finely the period is cut: as chosen, and as its heat map wants it. */
function bucketOf({ by, view, bucket }: LoadFilters, intervalSeconds: number): Bucket {
  const buckets = bucketsFor(by, intervalSeconds);
  return (view === 'heat' && heatBuckets[by]) || (buckets.find((each) => each === bucket) ?? buckets[0]);
}

export interface ShownLoadRead {
  load: ShownLoad | undefined;
  /** A newer answer than the load shown is on its way. */
  isBusy: boolean;
  /** A date in the period that is asked for. */
  date: string;
  error: unknown;
  retry: () => void;
  /** Why the period to compare with is not shown; the load itself is. */
  otherError: unknown;
  retryOther: () => void;
  /** Why the time-of-use periods are not shown. */
  timeOfUseError: unknown;
  retryTimeOfUse: () => void;
}

/**
 * The load of the period that the address names, beside the one that it is to be compared with. A visit's read is that of its
 * period: what it is compared with only helps to read it, and so is a supporting read, also where the choice of it began the
 * visit. The two are shown together or not at all, so that no figure stands beside another period's.
 */
export function useShownLoad(covered: Covered, filters: LoadFilters): ShownLoadRead {
  const { point, zone, intervalSeconds, firstMs, lastMs, lastDay } = covered;
  const { by, measure, view, comparison } = filters;
  const bucket = bucketOf(filters, intervalSeconds);
  const date = filters.on ?? lastDay;
  const period = useMemo(() => periodOf(by, date), [by, date]);
  const compared = useMemo(() => (comparison === null ? null : otherPeriod(by, date, comparison)), [by, date, comparison]);
  const at = (day: string) => zonedText(instantOf(day, zone), zone);
  const question = ({ from, to }: Period) => ({ query: { pointId: point.id, from: at(from), to: at(to), bucket } });
  const energy = useRead('/api/fems/energy', question(period));
  const others = useRead('/api/fems/energy', question(compared ?? period), { enabled: compared !== null, supporting: true });
  const { timeOfUse, ...use } = useTimeOfUse(hasTimeOfUse(by, zone) ? filters.tariff : null, period.from);
  const isReady = use.isReady && (compared === null || others.data !== undefined || others.error !== null);
  const ready = useMemo((): ShownLoad | undefined => {
    if (!energy.data || !isReady) return undefined;
    const { items, demandWindowSeconds, definition, simulated } = energy.data;
    const now = Date.now();
    const known = { fromMs: firstMs, toMs: Math.min(lastMs, now) };
    const profileIn = (which: Period, answered: EnergyBucket[]) =>
      profileOf(slotsOf(which, bucket, zone), answered, intervalSeconds, known);
    const profile = profileIn(period, items);
    const isGoingOn = lastMs < now && now < instantOf(period.to, zone);
    const awaitedFrom = isGoingOn ? zonedText(lastMs, zone) : null;
    const otherProfile = compared && others.data ? profileIn(compared, others.data.items) : null;
    const places = besideEachOther(profile.rows, otherProfile?.rows ?? [], by, bucket);
    const other: OtherLoad | null = compared &&
      otherProfile && { period: compared, profile: otherProfile, comparison: comparisonOf(places, known.toMs, intervalSeconds) };
    const shown = { intervalSeconds, demandWindowSeconds, definition, simulated, period, bucket, measure, view };
    return { ...shown, awaitedFrom, profile, other, places, timeOfUse };
  }, [energy.data, others.data, timeOfUse, isReady, compared, period, by, bucket, measure, view, zone, intervalSeconds, firstMs, lastMs]);
  const load = useFormer(ready);
  const error = energy.data ? null : energy.error;
  const otherError = compared && !others.data ? others.error : null;
  const ofOther = { otherError, retryOther: others.retry };
  return {
    load,
    isBusy: load !== ready,
    date,
    error,
    retry: energy.retry,
    ...ofOther,
    timeOfUseError: use.error,
    retryTimeOfUse: use.retry,
  };
}
