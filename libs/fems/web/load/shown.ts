import type { Measure, View } from './address';
import type { Comparison, Place } from './compare';
import type { Bucket, Period } from './period';
import type { Profile } from './profile';
import type { TimeOfUse } from './time-of-use';

/** What the load is compared with. */
export interface OtherLoad {
  period: Period;
  profile: Profile;
  comparison: Comparison;
}

/** All that belongs to the picture on the screen, which stays whole while the next one is on its way. */
export interface ShownLoad {
  intervalSeconds: number;
  /** Over which time demand is the mean, and the version of its definition. */
  demandWindowSeconds: number;
  definition: string;
  /** The readings are replayed or made up (모의). */
  simulated: boolean;
  period: Period;
  bucket: Bucket;
  measure: Measure;
  view: View;
  /** In a period that is still going on: from when on no reading has arrived yet. */
  awaitedFrom: string | null;
  profile: Profile;
  /** Null when nothing is compared, and when the other period could not be read. */
  other: OtherLoad | null;
  /** The places of the time axis: the cuts of the period beside those of the other one. */
  places: Place[];
  /** The time-of-use periods of the day; null when they are not asked for or could not be read. */
  timeOfUse: TimeOfUse | null;
}
