import { IsId } from '@maru/platform';
import { IsOptional } from 'class-validator';

export class OverviewQuestion {
  /** The organisation's first site when it is left out. */
  @IsOptional()
  @IsId()
  siteId?: string;
}

export class OverviewSite {
  id: string;
  name: string;
  /** IANA time zone in which days and months are cut. */
  zone: string;
}

/** A stretch of time with its energy; times with the site's offset. */
export class OverviewSpan {
  from: string;
  to: string;
  /** Null without a reading. */
  energyKwh: number | null;
  /** Intervals with a reading, of those that there should be. */
  readings: number;
  expected: number;
}

export class OverviewPeriod extends OverviewSpan {
  /** Highest demand; null where readings are missing in every demand window. */
  peakDemandKw: number | null;
  /** End of the demand window with the highest demand; of equal ones the earliest. */
  peakAt: string | null;
  /** Mean demand as a share of the highest, both of the complete demand windows; null where there is none, and where the highest is 0. */
  loadFactorPercent: number | null;
}

/** Equal stretches, side by side. */
export class OverviewComparison {
  /** What is compared: all of the period so far, or as much of it as the others are long. */
  compared: OverviewSpan;
  /** With what; fewer than there should be where a change of the clock made a day shorter or longer. */
  others: OverviewSpan[];
  /** Mean of the others; null where any of the stretches lacks more than one reading in a hundred. */
  meanKwh: number | null;
  changePercent: number | null;
}

export class OverviewPeak {
  from: string;
  to: string;
  peakDemandKw: number | null;
  peakAt: string | null;
  readings: number;
  expected: number;
}

/** What the site's main meter tells. */
export class OverviewLoad {
  pointId: string;
  meterId: string;
  intervalSeconds: number;
  demandWindowSeconds: number;
  /** Definition of demand by which the peaks were found. */
  definition: string;
  /** Definition of the load factors. */
  loadFactorDefinition: string;
  /** Start of the first interval with a reading, end of the last. */
  first: string;
  last: string;
  /** The newest day with readings, as far as they go. */
  day: OverviewPeriod;
  /** The day with the same weekday of the week before. */
  weekBefore: OverviewComparison;
  /** The day with the four same weekdays before it. */
  fourWeeks: OverviewComparison;
  /** The month of that day, as far as the readings go. */
  month: OverviewPeriod;
  /** The month with as much of the month before. */
  monthBefore: OverviewComparison;
  /** The highest demand of the twelve months that end with that month. */
  year: OverviewPeak;
}

export class OverviewMeter {
  id: string;
  name: string;
  main: boolean;
  /** Its first point of active energy import; null when it has none. */
  pointId: string | null;
  /** Of the same stretch as the site's newest day; null without a reading. */
  energyKwh: number | null;
  readings: number;
  expected: number;
  /** Of the main meter's energy; null for that one, and where either lacks readings. */
  sharePercent: number | null;
  /** End of its newest interval with a reading, with the site's offset; follows the ledger by a moment. */
  last: string | null;
}

export class OverviewAnswer {
  /** Null: the organisation has no site yet. */
  site: OverviewSite | null;
  /** Null: the site has no main meter with a point of active energy import, or nothing has come from it. */
  load: OverviewLoad | null;
  /** Of the site, the main one first, the others by name. */
  meters: OverviewMeter[];
  /** The readings are 모의. */
  simulated: boolean;
}
