import type { Measure } from './address';
import type { Bucket, Period } from './period';
import type { Profile } from './profile';

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
  /** In a period that is still going on: from when on no reading has arrived yet. */
  awaitedFrom: string | null;
  profile: Profile;
}
