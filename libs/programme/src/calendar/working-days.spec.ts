import { isWorkingDay, nextWorkingDay, usualWeekdays } from './working-days';

const usual = { weekdays: usualWeekdays, days: new Map<string, boolean>() };

describe('a working day', () => {
  it('is one from Monday to Friday that is no public holiday', () => {
    const week = ['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27', '2026-11-28', '2026-11-29'];
    expect(week.map((day) => isWorkingDay(day, usual))).toEqual([true, true, true, true, true, false, false]);
    expect(['2026-12-25', '2026-10-05', '2025-10-08', '2025-06-03'].map((day) => isWorkingDay(day, usual))).toEqual(Array(4).fill(false));
  });

  it('is what the site says of a day, whatever the week and the holidays say', () => {
    const days = new Map([
      ['2026-12-25', true],
      ['2026-11-29', true],
      ['2026-11-27', false],
    ]);
    const own = { weekdays: usualWeekdays, days };
    expect([...days.keys()].map((day) => isWorkingDay(day, own))).toEqual([true, true, false]);
  });

  it('is another one where the site works on other days of the week', () => {
    const weekend = { weekdays: [6, 7], days: new Map<string, boolean>() };
    expect([isWorkingDay('2026-11-28', weekend), isWorkingDay('2026-11-27', weekend)]).toEqual([true, false]);
  });

  it('is found after a long holiday, by the first of the sites that works', () => {
    expect(nextWorkingDay('2025-10-03', [usual])).toBe('2025-10-10');
    expect(nextWorkingDay('2025-10-03', [usual, { weekdays: [6], days: new Map() }])).toBe('2025-10-04');
    expect(nextWorkingDay('2025-10-03', [{ weekdays: [], days: new Map() }])).toBeNull();
  });
});
