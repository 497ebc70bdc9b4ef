import type { Formats } from '@maru/web/format';
import type { Measure } from './address';
import type { Place } from './compare';
import type { Bucket, Period } from './period';
import type { Profile, ProfileRow } from './profile';
import type { TimeOfUse } from './time-of-use';

export interface ChartTexts {
  energy: string;
  peakDemand: string;
  meanDemand: string;
  peakAt: string;
  /** What the mark at the peak says, such as '최대 628.72 kW'. */
  peakMark: string;
  noReading: string;
  /** What is said of a cut that a period does not have, such as 29 February. */
  noPlace: string;
  difference: string;
}

export interface LoadChart {
  profile: Profile;
  period: Period;
  /** The period compared with, if there is one. */
  other: { period: Period } | null;
  /** The places of the time axis. */
  places: readonly Place[];
  /** The periods that lie behind the curves, if any. */
  timeOfUse: TimeOfUse | null;
  bucket: Bucket;
  measure: Measure;
  intervalSeconds: number;
  formats: Formats;
  texts: ChartTexts;
  scale: number;
}

export type Curve = 'energy' | 'peakDemand' | 'meanDemand';

/** Which curves a chart has; the legend above it is made from the same. Where two periods are compared it has one of each. */
export function curvesOf(bucket: Bucket, measure: Measure, isCompared: boolean): Curve[] {
  const all = allCurvesOf(bucket, measure);
  return isCompared ? all.slice(0, 1) : all;
}

function allCurvesOf(bucket: Bucket, measure: Measure): Curve[] {
  if (measure === 'energy') return isCoarse(bucket) ? ['energy', 'peakDemand'] : ['energy'];
  return bucket === 'quarter-hour' ? ['peakDemand'] : ['peakDemand', 'meanDemand'];
}

/** Days and months are places on the axis, each with its name below it; shorter cuts are stretches of it, from edge to edge. */
export const isCoarse = (bucket: Bucket) => bucket === 'day' || bucket === 'month';

/** The cut that a place is named by: the one of the period shown, where it has one. */
export const namingRow = ({ shown, other }: Place): ProfileRow => (shown ?? other) as ProfileRow;
