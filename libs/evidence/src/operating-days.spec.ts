import { bonusVerdict, type DayBasis, type DayFacts, dayState, monthVerdict, type OperatingDefinition } from './operating-days';
import { daysOfMonth, monthsBefore } from './programme-day';

const definition: OperatingDefinition = {
  id: 'stored-log',
  version: 1,
  basis: 'stored',
  daysAMonth: 20,
  months: 6,
  builtSince: '2021-01-01',
  completion: 'any',
};
const facts = (day: string, more: Partial<DayFacts> = {}): DayFacts => ({
  day,
  used: 0,
  stored: 0,
  isUseUncertain: false,
  isStoreUncertain: false,
  isBeforeService: false,
  ...more,
});
/** The days that are told, and on every other day of 2026 nothing. */
const known = (...days: DayFacts[]) =>
  new Map([...months.flatMap(daysOfMonth).map((day) => facts(day)), ...days].map((day) => [day.day, day]));
/** The first days of a month, each with one stored log. */
const operating = (month: string, count: number) =>
  daysOfMonth(month)
    .slice(0, count)
    .map((day) => facts(day, { used: 3, stored: 1 }));
const after = '2027-01-01';
const months = monthsBefore(after, 12);

describe('a day', () => {
  it.each<[DayBasis, Partial<DayFacts>, string]>([
    ['stored', { stored: 1 }, 'operating'],
    ['stored', { used: 9 }, 'not-operating'],
    ['stored', { used: 9, isStoreUncertain: true }, 'unknown'],
    ['used', { used: 1 }, 'operating'],
    ['used', { stored: 1 }, 'not-operating'],
    ['used', { isUseUncertain: true }, 'unknown'],
    ['used', { used: null, stored: 1 }, 'unknown'],
    ['stored', { used: null, stored: 1 }, 'operating'],
    ['both', { used: null }, 'not-operating'],
    ['both', { used: 1, stored: 1 }, 'operating'],
    ['both', { used: 1 }, 'not-operating'],
    ['both', { used: 1, isStoreUncertain: true }, 'unknown'],
    ['both', { isUseUncertain: true, isStoreUncertain: false }, 'not-operating'],
  ])('by %s with %p is %s', (basis, known, state) => {
    expect(dayState({ basis }, facts('2026-05-01', known))).toBe(state);
  });
});

describe('a month', () => {
  it('is met with twenty operating days, and not with nineteen', () => {
    expect(monthVerdict(definition, '2026-05', known(...operating('2026-05', 20)), after)).toMatchObject({ verdict: 'MET', operating: 20 });
    expect(monthVerdict(definition, '2026-05', known(...operating('2026-05', 19)), after)).toMatchObject({
      verdict: 'NOT MET',
      operating: 19,
      unknown: 0,
      toCome: 0,
    });
  });

  it('stays open where days that are not known decide', () => {
    const lost = facts('2026-05-31', { used: 2, isStoreUncertain: true });
    expect(monthVerdict(definition, '2026-05', known(...operating('2026-05', 19), lost), after).verdict).toBe('INDETERMINATE');
    expect(monthVerdict(definition, '2026-05', known(...operating('2026-05', 18), lost), after).verdict).toBe('NOT MET');
  });

  it('stays open while enough days are to come, and is lost when there are not', () => {
    const some = known(...operating('2026-05', 5));
    expect(monthVerdict(definition, '2026-05', some, '2026-05-17')).toMatchObject({ verdict: 'INDETERMINATE', operating: 5, toCome: 15 });
    expect(monthVerdict(definition, '2026-05', some, '2026-05-18')).toMatchObject({ verdict: 'NOT MET', operating: 5, toCome: 14 });
  });

  it('is not known where nobody has looked, or the company did not use the service yet', () => {
    expect(monthVerdict(definition, '2028-02', new Map(), '2029-01-01')).toMatchObject({ verdict: 'INDETERMINATE', unknown: 29 });
    const early = daysOfMonth('2026-05')
      .slice(0, 12)
      .map((day) => facts(day, { isBeforeService: true }));
    const rest = daysOfMonth('2026-05')
      .slice(12)
      .map((day) => facts(day, { stored: 1 }));
    expect(monthVerdict(definition, '2026-05', known(...early, ...rest), after)).toMatchObject({
      verdict: 'INDETERMINATE',
      operating: 19,
      unknown: 12,
      beforeService: 12,
    });
    expect(monthVerdict(definition, '2026-05', known(...early), after)).toMatchObject({ verdict: 'NOT MET', beforeService: 12 });
  });

  it.each([
    ['running, of a site where nobody ever used the service', null, '2026-05-10', true],
    ['over, and before the service', '2026-06-01', '2026-06-05', true],
    ['running, in which the service began', '2026-05-10', '2026-05-10', false],
    ['over, in which it was used at last', '2026-05-31', '2026-06-05', false],
    ['to come, of a site where nobody ever used the service', null, '2026-04-30', false],
  ])('says of a month that is %s whether it has a count', (_case, firstDay, today, isBeforeService) => {
    const days = daysOfMonth('2026-05').map((day) => facts(day, { isBeforeService: firstDay === null || day < firstDay }));
    const only = (list: DayFacts[]) => new Map(list.map((day) => [day.day, day]));
    const untilToday = days.filter(({ day }) => day <= today);
    expect(monthVerdict(definition, '2026-05', only(untilToday), today).isBeforeService).toBe(isBeforeService);
    // A board asks for the facts of the days to come too; of a month that is under way or over it says the same.
    if (untilToday.length > 0) expect(monthVerdict(definition, '2026-05', only(days), today).isBeforeService).toBe(isBeforeService);
  });

  it('counts today as soon as it operates, and as to come before', () => {
    const today = '2026-05-21';
    expect(monthVerdict(definition, '2026-05', known(facts(today, { stored: 1 })), today)).toMatchObject({ operating: 1, toCome: 10 });
    expect(monthVerdict(definition, '2026-05', known(facts(today)), today)).toMatchObject({ operating: 0, toCome: 11 });
  });

  it('has as many days as the calendar says, the leap day too', () => {
    expect(monthVerdict(definition, '2028-02', known(facts('2028-02-29')), '2029-01-01').days.at(-1)).toEqual({
      day: '2028-02-29',
      state: 'not-operating',
    });
    expect(monthVerdict(definition, '2026-02', known(...operating('2026-02', 28)), after).operating).toBe(28);
  });
});

describe('the bonus', () => {
  const notice = '2026-10-07';
  const built = ['2023-06-30'];
  const window = monthsBefore(notice, 6);
  const full = window.flatMap((month) => operating(month, 20));

  it('is met by six months of twenty days', () => {
    expect(bonusVerdict(definition, notice, built, known(...full), after)).toMatchObject({ verdict: 'MET', reason: 'months' });
  });

  it('is not met with five months and one open: that is never rounded', () => {
    const [lost, ...rest] = full.filter(({ day }) => day.startsWith('2026-09'));
    const others = full.filter(({ day }) => !day.startsWith('2026-09'));
    const open = bonusVerdict(definition, notice, built, known(...others, ...rest, { ...lost!, stored: 0, isStoreUncertain: true }), after);
    expect(open.verdict).toBe('INDETERMINATE');
    expect(open.months.map(({ verdict }) => verdict)).toEqual(['MET', 'MET', 'MET', 'MET', 'MET', 'INDETERMINATE']);
  });

  it('is not met with one month short, whatever the others are', () => {
    const short = full.filter(({ day }) => day !== '2026-04-01');
    expect(bonusVerdict(definition, notice, built, known(...short), after).verdict).toBe('NOT MET');
  });

  describe('of a company', () => {
    const asked = (...completions: (string | null)[]) => bonusVerdict(definition, notice, completions, known(...full), after);

    it('that was built since the year that the notice names, and until its day, is decided by the months', () => {
      expect(asked('2021-01-01')).toMatchObject({ verdict: 'MET', reason: 'months', completedOn: '2021-01-01' });
      expect(asked(notice)).toMatchObject({ verdict: 'MET', completedOn: notice });
      expect(asked('2020-12-31')).toMatchObject({ verdict: 'NOT MET', reason: 'built-before' });
      expect(asked('2026-10-08')).toMatchObject({ verdict: 'NOT MET', reason: 'completed-after' });
    });

    it('that built more than once takes part by any of them, or by its first where the definition says so', () => {
      expect(asked('2023-05-31', '2019-11-30')).toMatchObject({ verdict: 'MET', completedOn: '2023-05-31' });
      expect(asked('2019-11-30', notice, '2026-12-31')).toMatchObject({ verdict: 'MET', completedOn: notice });
      expect(asked('2019-11-30', '2026-12-31')).toMatchObject({ verdict: 'NOT MET', reason: 'built-before', completedOn: '2019-11-30' });
      const byFirst = { ...definition, completion: 'first' } as const;
      expect(bonusVerdict(byFirst, notice, ['2023-05-31', '2019-11-30'], known(...full), after)).toMatchObject({
        verdict: 'NOT MET',
        reason: 'built-before',
      });
      // One that was not entered may be the first, unless the first that is known was too early already.
      for (const [completed, verdict] of [
        ['2023-05-31', 'INDETERMINATE'],
        ['2019-11-30', 'NOT MET'],
      ] as const)
        expect(bonusVerdict(byFirst, notice, [completed, null], known(...full), after).verdict).toBe(verdict);
    });

    it('of which it is not known when it was built is open, with what is missing', () => {
      expect(asked()).toMatchObject({ verdict: 'INDETERMINATE', reason: 'no-agreement', completedOn: null });
      expect(asked(null)).toMatchObject({ verdict: 'INDETERMINATE', reason: 'not-completed', completedOn: null });
      expect(asked('2020-12-31', null)).toMatchObject({ verdict: 'INDETERMINATE', reason: 'not-completed' });
      const lost = known(...full.filter(({ day }) => day !== '2026-04-01'));
      expect(bonusVerdict(definition, notice, [], lost, after)).toMatchObject({ verdict: 'NOT MET', reason: 'months' });
    });

    it('that came to the service within the months is open, and says so', () => {
      const early = daysOfMonth('2026-04').map((day) => facts(day, { isBeforeService: true }));
      expect(bonusVerdict(definition, notice, built, known(...full, ...early), after)).toMatchObject({
        verdict: 'INDETERMINATE',
        reason: 'before-service',
      });
      const unanswered = facts('2026-05-20', { isStoreUncertain: true });
      expect(bonusVerdict(definition, notice, built, known(...full, unanswered), after)).toMatchObject({
        verdict: 'INDETERMINATE',
        reason: 'months',
      });
      // Left open by ten answers that never came, whatever the one day before the service was.
      const april = [
        ...operating('2026-04', 16),
        ...daysOfMonth('2026-04')
          .slice(16, 26)
          .map((day) => facts(day, { isStoreUncertain: true })),
        facts('2026-04-27', { isBeforeService: true }),
      ];
      const others = full.filter(({ day }) => !day.startsWith('2026-04'));
      expect(bonusVerdict(definition, notice, built, known(...others, ...april), after).reason).toBe('months');
    });
  });
});
