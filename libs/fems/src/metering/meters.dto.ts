import { IsId, Omittable } from '@maru/platform';
import { IsBoolean, IsNotEmpty, IsString, MaxLength } from 'class-validator';

export class MeterBody {
  /** Site at which the meter stands. */
  @IsId()
  siteId: string;

  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  name: string;

  /** Its figures are the site's; one meter of a site at most. False when it is left out. */
  @Omittable()
  @IsBoolean()
  main?: boolean;
}

export class MeterPatch {
  @Omittable()
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  name?: string;

  @Omittable()
  @IsBoolean()
  main?: boolean;
}

export class MeterItem {
  id: string;
  siteId: string;
  name: string;
  /** Its figures are the site's. */
  main: boolean;
  /** For If-Match. */
  version: number;
}

export class MeterPage {
  items: MeterItem[];
  /** Cursor of the next page; null at the end. */
  next: string | null;
}
