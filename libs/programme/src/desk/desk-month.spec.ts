import { type DayFacts, daysOfMonth, monthVerdict } from '@maru/evidence';
import { operatingDefinition } from '../notices/operating-definitions';
import { deskMonth } from './desk-month';

describe('a month on a board', () => {
  const month = '2026-11';
  const shown = (firstDay: string | null, today: string) => {
    const facts = new Map(
      daysOfMonth(month).map((day): [string, DayFacts] => [
        day,
        {
          day,
          used: null,
          stored: 0,
          isUseUncertain: false,
          isStoreUncertain: false,
          isBeforeService: firstDay === null || day < firstDay,
        },
      ]),
    );
    return deskMonth(monthVerdict(operatingDefinition(null), month, facts, today), facts).operating;
  };

  it.each([
    ['running, of a site where nobody ever used the service', null, '2026-11-10', null],
    ['over, and before the service', '2026-12-01', '2026-12-05', null],
    ['running, in which the service began', '2026-11-10', '2026-11-10', 0],
    ['over, in which it was used at last', '2026-11-30', '2026-12-05', 0],
  ])('that is %s has its number of operating days, or none', (_case, firstDay, today, expected) => {
    expect(shown(firstDay, today)).toBe(expected);
  });
});
