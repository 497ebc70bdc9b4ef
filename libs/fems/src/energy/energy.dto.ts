import { buckets } from '@maru/kernel';
import { IsId, IsInstant } from '@maru/platform';
import { IsIn, IsOptional } from 'class-validator';

export class EnergyQuestion {
  /** A point that measures active energy import; the one of the site's main meter when it is left out. */
  @IsOptional()
  @IsId()
  pointId?: string;

  /** The site whose main meter is meant; the organisation's first site when it is left out. Not together with pointId. */
  @IsOptional()
  @IsId()
  siteId?: string;

  /** Intervals that begin at or after this time. */
  @IsInstant()
  from: string;

  /** Intervals that end at or before this time; at most ten years after `from`, 400 days in quarter-hours. */
  @IsInstant()
  to: string;

  /** How finely the period is cut, in the calendar of the site. */
  @IsIn(buckets)
  bucket: 'quarter-hour' | 'hour' | 'day' | 'month' | 'year';
}

export class EnergyBucket {
  /** With the site's offset, cut to the period asked for. */
  start: string;
  end: string;
  energyKwh: number;
  /** Highest demand; null where readings are missing in every demand window. */
  peakDemandKw: number | null;
  /** End of the demand window with the highest demand; of equal ones the earliest. */
  peakAt: string | null;
  /** Intervals with a reading. */
  readings: number;
}

export class EnergyAnswer {
  pointId: string;
  siteId: string;
  /** IANA time zone in which days and months are cut. */
  zone: string;
  intervalSeconds: number;
  demandWindowSeconds: number;
  /** Definition of demand by which the peaks were found. */
  definition: string;
  /** The readings are 모의. */
  simulated: boolean;
  /** Buckets without a reading are absent. */
  items: EnergyBucket[];
}
