import { IsId } from '@maru/platform';

export class CoverageQuestion {
  @IsId()
  pointId: string;
}

export class CoverageMonth {
  /** `2018-01`, in the calendar of the site. */
  month: string;
  /** Intervals with a reading. */
  readings: number;
  /** Intervals of the whole month, as far as it has passed. */
  expected: number;
}

export class CoverageAnswer {
  pointId: string;
  siteId: string;
  /** IANA time zone in which months are cut. */
  zone: string;
  intervalSeconds: number;
  /** The readings are 모의. */
  simulated: boolean;
  /** Start of the first interval with a reading, with the site's offset; null when there is none. */
  first: string | null;
  /** End of the last interval with a reading; null when there is none. */
  last: string | null;
  /** Every month from the first to the last reading, those without a reading too. */
  months: CoverageMonth[];
}
