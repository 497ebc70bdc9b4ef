import type { DayFacts, MonthVerdict } from '@maru/evidence';
import type { DeskMonth } from './desk.dto';

/**
 * A month in figures. The count of a month that lies before the service is none, and not 0: so is that of the running month of a site at which
 * the service was never used, since nothing is known of the days before either.
 * @param facts of every day of the month, those to come too
 */
export function deskMonth(
  { month, verdict, operating, unknown, toCome, days }: MonthVerdict,
  facts: ReadonlyMap<string, DayFacts>,
): DeskMonth {
  const isBefore = days.every(({ day }) => facts.get(day)?.isBeforeService);
  return { month, verdict, operating: isBefore ? null : operating, unknown, toCome };
}
