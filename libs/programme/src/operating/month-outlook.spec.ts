import { type DayFacts, daysOfMonth, monthVerdict } from '@maru/evidence';
import { usualWeekdays, type WorkingCalendar } from '../calendar/working-days';
import { operatingDefinition } from '../notices/operating-definitions';
import { monthOutlook } from './month-outlook';

const definition = operatingDefinition(null);
const usual: WorkingCalendar = { weekdays: usualWeekdays, days: new Map() };
const weekend: WorkingCalendar = { weekdays: [6, 7], days: new Map() };
const facts = (day: string, more: Partial<DayFacts> = {}): DayFacts => ({
  day,
  used: 0,
  stored: 0,
  isUseUncertain: false,
  isStoreUncertain: false,
  isBeforeService: false,
  ...more,
});

interface Known {
  /** Days with a stored log, and days on which a send had no answer. */
  readonly stored?: readonly string[];
  readonly open?: readonly string[];
  readonly calendar?: WorkingCalendar | null;
}

function outlook(today: string, { stored = [], open = [], calendar = usual }: Known = {}) {
  const days = daysOfMonth(today.slice(0, 7)).map((day) =>
    facts(day, { stored: stored.includes(day) ? 1 : 0, isStoreUncertain: open.includes(day) }),
  );
  const month = monthVerdict(definition, today.slice(0, 7), new Map(days.map((each) => [each.day, each])), today);
  return monthOutlook(definition, month, calendar, today);
}
const first = (month: string, count: number) => daysOfMonth(month).slice(0, count);

describe('the working days of a month', () => {
  it.each([
    ['2026-11', 21, 'an ordinary month'],
    ['2024-02', 19, 'a leap February with the Lunar New Year and its substitute'],
    ['2025-02', 20, 'a February without a holiday'],
    ['2027-02', 18, 'a February with the Lunar New Year and its substitute'],
    ['2025-10', 18, 'Chuseok between two national holidays'],
  ])('of %s are %i: %s', (month, count) => {
    expect(outlook(`${month}-01`)).toMatchObject({ workingDays: count, workingDaysLeft: count, calendarFault: null });
  });

  it('are those on which the site works', () => {
    expect(outlook('2026-11-01', { calendar: weekend }).workingDays).toBe(9);
  });

  it('follow single days that a site has said', () => {
    const days = new Map([
      ['2027-02-09', true],
      ['2027-02-26', false],
    ]);
    expect(outlook('2027-02-01', { calendar: { weekdays: usualWeekdays, days } }).workingDays).toBe(18);
    expect(outlook('2027-02-09', { calendar: { weekdays: usualWeekdays, days } }).today).toBe('working-day');
  });

  it('are not known in a year whose holidays are not, nor without a site', () => {
    const unknown = { workingDays: null, workingDaysLeft: null, today: 'not-known', risk: 'calendar-unknown' };
    expect(outlook('2028-02-01')).toMatchObject({ ...unknown, calendarFault: 'holidays-unknown', daysLeft: 29 });
    expect(outlook('2026-11-02', { calendar: null })).toMatchObject({ ...unknown, calendarFault: 'no-site', daysLeft: 29 });
  });
});

describe('today', () => {
  it('is left while it is no operating day, and counted from then on', () => {
    expect(outlook('2026-11-27')).toMatchObject({ workingDaysLeft: 2, daysLeft: 4, today: 'working-day' });
    expect(outlook('2026-11-27', { stored: ['2026-11-27'] })).toMatchObject({ workingDaysLeft: 1, daysLeft: 3, today: 'counted' });
    expect(outlook('2026-11-28')).toMatchObject({ workingDaysLeft: 1, daysLeft: 3, today: 'day-off' });
  });

  it('at the end of a month is the only day left, and at its beginning all are', () => {
    expect(outlook('2026-11-30', { stored: first('2026-11', 19) })).toMatchObject({ daysLeft: 1, workingDaysLeft: 1, missing: 1 });
    expect(outlook('2026-12-01')).toMatchObject({ daysLeft: 31, workingDaysLeft: 22, missing: 20 });
  });
});

describe('the risk', () => {
  it.each([
    ['enough', '2026-11-27', { stored: first('2026-11', 20) }],
    ['on-track', '2026-12-01', {}],
    // Of the 21 working days of the month every one but one is needed.
    ['tight', '2026-11-02', {}],
    ['tight', '2026-11-27', { stored: first('2026-11', 18) }],
    ['days-off-needed', '2026-11-27', { stored: first('2026-11', 17) }],
    ['days-off-needed', '2027-02-01', {}],
    ['unknown-decides', '2026-11-27', { stored: first('2026-11', 15), open: ['2026-11-25'] }],
    ['out-of-reach', '2026-11-27', { stored: first('2026-11', 15) }],
    ['out-of-reach', '2028-02-29', {}],
    ['enough', '2028-02-29', { stored: first('2028-02', 20) }],
  ] as const)('is %s on %s with %j', (risk, today, known) => {
    expect(outlook(today, known).risk).toBe(risk);
  });

  it('never counts a day of which it is not known', () => {
    const known = { stored: first('2026-11', 15), open: first('2026-11', 20).slice(15) };
    expect(outlook('2026-11-21', known)).toMatchObject({ missing: 5, workingDaysLeft: 6, risk: 'tight' });
  });
});

describe('the months ahead', () => {
  it('are told with their working days before they begin, across the year and as far as holidays are known', () => {
    expect(outlook('2026-11-28').ahead).toEqual([
      { month: '2026-12', workingDays: 22 },
      { month: '2027-01', workingDays: 20 },
      { month: '2027-02', workingDays: 18 },
      { month: '2027-03', workingDays: 22 },
      { month: '2027-04', workingDays: 22 },
      { month: '2027-05', workingDays: 18 },
    ]);
    expect(outlook('2027-11-30').ahead.map(({ workingDays }) => workingDays)).toEqual([22, null, null, null, null, null]);
  });
});
