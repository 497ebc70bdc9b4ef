import { saying } from '@maru/platform';
import { IsOptional, Matches } from 'class-validator';
import { DemandAnswer, DemandQuestion } from './demand-question.dto';

export class LoadDurationQuestion extends DemandQuestion {
  /** Demands in kW, at most ten, with commas between them: for how long the demand was at or above each is answered beside the usual ones. */
  @IsOptional()
  @Matches(
    /^\d{1,9}(?:\.\d{1,6})?(?:,\d{1,9}(?:\.\d{1,6})?){0,9}$/,
    saying({
      ko: '쉼표로 나눈 kW 값 1~10개여야 합니다(정수 9자리, 소수 6자리까지). 예: 300,450.5',
      en: 'It must be one to ten values in kW with commas between them (9 digits, 6 decimals), such as 300,450.5.',
    }),
  )
  levelsKw?: string;
}

export class LoadDurationPoint {
  /** The demand was as high as this or higher in so many demand windows, */
  rank: number;
  /** which is so much of the windows that have a demand, */
  sharePercent: number;
  /** and so many hours. */
  hours: number;
  demandKw: number;
}

export class LoadDurationLevel {
  demandKw: number;
  /** Of the highest demand, where the level is a part of it; null for one that was asked for in kW. */
  percentOfHighest: number | null;
  /** Demand windows at or above it. */
  windows: number;
  hours: number;
}

export class LoadDurationAnswer extends DemandAnswer {
  /** Definition of the curve and of which ranks it says. */
  loadDurationDefinition: string;
  /** Definition of the load factor. */
  loadFactorDefinition: string;
  /** Demand windows with a demand. */
  windows: number;
  /** Demand windows without one between the point's first and newest reading, as far as they lie in the period. */
  missingWindows: number;
  /** Null where no demand window is complete, as the three that follow. */
  highestDemandKw: number | null;
  lowestDemandKw: number | null;
  meanDemandKw: number | null;
  /** Mean demand as a share of the highest, both of the complete demand windows; null also where the highest is 0. */
  loadFactorPercent: number | null;
  /** From the highest to the lowest: all windows where there are 500 at most, else the 100 highest and each quarter of a per cent. */
  points: LoadDurationPoint[];
  /** From the highest level to the lowest. */
  levels: LoadDurationLevel[];
}
