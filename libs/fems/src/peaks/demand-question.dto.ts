import { IsId, IsInstant } from '@maru/platform';
import { Transform } from 'class-transformer';
import { IsIn, IsOptional } from 'class-validator';
import { demandWindowMinutes } from '../energy/demand';

export class DemandQuestion {
  /** A point that measures active energy import; the one of the site's main meter when it is left out. */
  @IsOptional()
  @IsId()
  pointId?: string;

  /** The site whose main meter is meant; the organisation's first site when it is left out. Not together with pointId. */
  @IsOptional()
  @IsId()
  siteId?: string;

  /** Demand windows that begin at or after this time. */
  @IsInstant()
  from: string;

  /** Demand windows that end at or before this time; at most 400 days after `from`. */
  @IsInstant()
  to: string;

  /** Length of the demand window in minutes; 15 when it is left out, or the point's own interval when that is longer. */
  @IsOptional()
  // In an address a number is text.
  @Transform(({ value }) => (typeof value === 'string' && /^\d{1,3}$/.test(value) ? Number(value) : value))
  @IsIn(demandWindowMinutes)
  demandWindowMinutes?: 15 | 30 | 60;
}

/** Of what a figure of demand is, and by which definition. */
export class DemandAnswer {
  pointId: string;
  siteId: string;
  /** IANA time zone in which hours, days and months are cut. */
  zone: string;
  intervalSeconds: number;
  demandWindowSeconds: number;
  /** Definition of demand. */
  definition: string;
  /** The readings are 모의. */
  simulated: boolean;
}
