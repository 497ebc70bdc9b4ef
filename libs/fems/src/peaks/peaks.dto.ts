import { Transform } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { DemandAnswer, DemandQuestion } from './demand-question.dto';

export class PeaksQuestion extends DemandQuestion {
  /** How many of the highest; 10 when it is left out. */
  @IsOptional()
  @Transform(({ value }) => (typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value))
  @IsInt()
  @Min(1)
  @Max(50)
  count?: number;
}

/** A demand window with its demand. */
export class PeakWindow {
  /** With the site's offset. */
  start: string;
  end: string;
  demandKw: number;
  /** Its place among the demand windows of its calendar month, of which there are `monthWindows` with a demand. */
  monthRank: number;
  monthWindows: number;
}

export class SurroundingWindow {
  start: string;
  end: string;
  /** Null where a reading is missing. */
  demandKw: number | null;
}

/** The hour of the site's clock in which the peak began, beside the same hour of the same weekday in the four weeks before. */
export class PeakHour {
  start: string;
  end: string;
  /** Null where a reading of the hour is missing. */
  meanDemandKw: number | null;
  /** Mean over those hours of the weeks before that have all their readings; null where none has. */
  usualDemandKw: number | null;
  /** How many weeks that is, 0 to 4. */
  usualWeeks: number;
}

export class SubMeterShare {
  meterId: string;
  meterName: string;
  pointId: string;
  /** In the peak's demand window; null where a reading is missing or the meter's intervals are longer than the window. */
  demandKw: number | null;
  /** Of the main meter's demand; null where either is not known or the main meter's is 0. */
  sharePercent: number | null;
}

/** What the other meters of the site measured while its main meter had the peak. */
export class SubMeterShares {
  items: SubMeterShare[];
  /** Sum of those that are known; null where none is. It need not be all that the main meter measured, and may count twice what meters behind each other measure. */
  sumKw: number | null;
  sumPercent: number | null;
}

/** One peak: the highest demand of an occurrence, and what surrounded it. */
export class PeakOccurrence extends PeakWindow {
  /** 90 % of the peak. */
  nearDemandKw: number;
  /** How much of the surroundings the demand was as high as that or higher, the peak included. */
  nearSeconds: number;
  /** Every demand window from two hours before the peak to two hours after it. */
  surroundings: SurroundingWindow[];
  hour: PeakHour;
  /** Null for a point that is not of the site's main meter, or where the site has no other meter of active energy import. */
  subMeters: SubMeterShares | null;
}

export class PeakMonth {
  /** `2018-11`, in the calendar of the site. */
  month: string;
  /** The whole month's, also where the period holds a part of it; null where no demand window is complete. */
  peakDemandKw: number | null;
  /** End of the demand window with the highest demand; of equal ones the earliest. */
  peakAt: string | null;
  /** Demand windows with a demand. */
  windows: number;
}

export class PeaksAnswer extends DemandAnswer {
  /** Definition of what counts as one peak. */
  peaksDefinition: string;
  /** The highest peaks, each more than two hours from the others; the highest first. */
  occurrences: PeakOccurrence[];
  /** The highest demand windows, whatever they lie beside; the highest first, of equal ones the earliest. */
  windows: PeakWindow[];
  /** Every calendar month that the period touches. */
  months: PeakMonth[];
}
