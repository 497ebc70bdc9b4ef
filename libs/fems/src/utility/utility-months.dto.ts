import { IsId, PageQuery } from '@maru/platform';
import { IsOptional } from 'class-validator';

export class UtilityMonthsQueryParameters extends PageQuery {
  /** The organisation's first site when it is left out. */
  @IsOptional()
  @IsId()
  siteId?: string;
}

/** What the utility's statement says of a month; null where it does not say it. */
export class UtilityMonthItem {
  siteId: string;
  /** `2026-10` */
  month: string;
  energyKwh: number | null;
  contractDemandKw: number | null;
  billingDemandKw: number | null;
  daysUsed: number | null;
  laggingPowerFactorPercent: number | null;
  leadingPowerFactorPercent: number | null;
  chargeWon: number | null;
  /** The import by which it came. */
  importId: string;
  /** Name of the file that was imported. */
  fileName: string;
  /** How often another statement of the month has been recorded after the first, those that took one back included. */
  corrections: number;
  recordedAt: string;
  /** 모의: of a demonstration. */
  simulated: boolean;
}

export class UtilityMonthPage {
  items: UtilityMonthItem[];
  /** Cursor of the next page; null at the end. */
  next: string | null;
}
