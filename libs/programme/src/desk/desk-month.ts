import type { MonthVerdict } from '@maru/evidence';
import type { DeskMonth } from './desk.dto';

/** A month in figures. */
export const deskMonth = ({ month, verdict, operating, unknown, toCome, isBeforeService }: MonthVerdict): DeskMonth => ({
  month,
  verdict,
  operating: isBeforeService ? null : operating,
  unknown,
  toCome,
});
