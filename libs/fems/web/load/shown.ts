import type { Measure } from './address';
import type { Bucket, Period } from './period';
import type { Profile } from './profile';

/** All that belongs to the picture on the screen, which stays whole while the next one is on its way. */
export interface ShownLoad {
  pointName: string;
  intervalSeconds: number;
  period: Period;
  bucket: Bucket;
  measure: Measure;
  profile: Profile;
}
