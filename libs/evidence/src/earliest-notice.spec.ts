import fc from 'fast-check';
import { earliestNotice, monthsLookedAt } from './earliest-notice';
import { bonusVerdict, type DayFacts, type OperatingDefinition } from './operating-days';
import { dayPeriod, daysOfMonth, monthsBefore, programmeDay } from './programme-day';

const definition: OperatingDefinition = {
  id: 'stored-log',
  version: 2,
  basis: 'stored',
  daysAMonth: 20,
  months: 6,
  builtSince: '2021-01-01',
  completion: 'any',
};
const built = ['2023-06-30'];
const fact = (day: string, more: Partial<DayFacts> = {}): DayFacts => ({
  day,
  used: 0,
  stored: 0,
  isUseUncertain: false,
  isStoreUncertain: false,
  isBeforeService: false,
  ...more,
});
const stored = { used: 1, stored: 1 };
const unanswered = { used: 1, isStoreUncertain: true };
/** The first days of months as they are told, and on the others nothing. */
const known = (...told: [month: string, count: number, of?: Partial<DayFacts>][]) => {
  const days = new Map(monthsBefore('2027-01-01', 18).flatMap((month) => daysOfMonth(month).map((day) => [day, fact(day)] as const)));
  for (const [month, count, of = stored] of told) for (const day of daysOfMonth(month).slice(0, count)) days.set(day, fact(day, of));
  return days;
};
const full = (...months: string[]) => months.map((month): [string, number] => [month, 20]);

describe('the earliest notice', () => {
  const today = '2026-11-10';
  const others = full('2026-05', '2026-06', '2026-07', '2026-09', '2026-10');

  it('comes when the month that was lost lies before its six months, and takes the days of all that follow', () => {
    const found = earliestNotice(definition, today, built, known(...others, ['2026-08', 19], ['2026-11', 7]), today);
    expect(found).toMatchObject({ noticeDay: '2027-03-01', noticeDayByKnown: '2027-03-01', reason: 'months' });
    expect(found.needs).toEqual([
      { month: '2026-11', missing: 13, toCome: 21, unknown: 0 },
      { month: '2026-12', missing: 20, toCome: 31, unknown: 0 },
      { month: '2027-01', missing: 20, toCome: 31, unknown: 0 },
      { month: '2027-02', missing: 20, toCome: 28, unknown: 0 },
    ]);
  });

  it('leans on days that are not known only as far as it says', () => {
    const open: [string, number, Partial<DayFacts>][] = [['2026-08', 4, unanswered]];
    const days = known(...others, ...open);
    for (const day of daysOfMonth('2026-08').slice(4, 21)) days.set(day, fact(day, stored));
    const found = earliestNotice(definition, '2026-11-09', built, days, today);
    expect(found).toEqual({
      noticeDay: today,
      noticeDayByKnown: '2027-03-01',
      reason: 'months',
      needs: [{ month: '2026-08', missing: 3, toCome: 0, unknown: 4 }],
    });
  });

  it('counts months before the service as not known, and never as met', () => {
    const early = known(...full('2026-09', '2026-10'));
    for (const month of ['2026-05', '2026-06', '2026-07', '2026-08'])
      for (const day of daysOfMonth(month)) early.set(day, fact(day, { isBeforeService: true }));
    const found = earliestNotice(definition, today, built, early, today);
    expect([found.noticeDay, found.noticeDayByKnown]).toEqual([today, '2027-03-01']);
    expect(found.needs.map(({ month, unknown }) => [month, unknown])).toEqual([
      ['2026-05', 31],
      ['2026-06', 30],
      ['2026-07', 31],
      ['2026-08', 31],
    ]);
  });

  it.each([
    // Twenty days are left of a November of thirty until the eleventh is over, in Korea.
    ['2026-11-11T14:59:59.999Z', '2027-05-01'],
    ['2026-11-11T15:00:00.000Z', '2027-06-01'],
  ])('as of %s, by the days of Korea, is of %s', (asOf, noticeDay) => {
    const day = programmeDay(Date.parse(asOf));
    expect(earliestNotice(definition, day, built, known(), day).noticeDay).toBe(noticeDay);
  });

  it('is not before the notice that was asked for, nor before the day as of which it is asked, nor before the completion', () => {
    const met = known(...full('2026-04', '2026-05', '2026-06', '2026-07', '2026-08', '2026-09', '2026-10'));
    const of = (noticeDay: string, ...completions: (string | null)[]) => earliestNotice(definition, noticeDay, completions, met, today);
    expect(of('2026-03-02', ...built).noticeDay).toBe(today);
    expect(of('2026-11-23', ...built).noticeDay).toBe('2026-11-23');
    expect(of(today, '2026-11-20')).toMatchObject({ noticeDay: '2026-11-20', reason: 'months' });
    expect(of(today, '2027-01-15')).toMatchObject({ noticeDay: '2027-01-15', needs: [{ month: '2026-11' }, { month: '2026-12' }] });
  });

  it('takes a plant that is built once more, or what was not entered, where that is what is missing', () => {
    const of = (by: OperatingDefinition, ...completions: (string | null)[]) =>
      earliestNotice(by, today, completions, known(...others, ['2026-08', 20]), today);
    expect(of(definition, '2019-12-20')).toEqual({ noticeDay: today, noticeDayByKnown: today, reason: 'built-before', needs: [] });
    expect(of(definition)).toMatchObject({ noticeDay: today, reason: 'no-agreement' });
    expect(of(definition, null)).toMatchObject({ noticeDay: today, reason: 'not-completed' });
    const byFirst = { ...definition, completion: 'first' } as const;
    expect(of(byFirst, '2019-12-20', '2023-06-30')).toEqual({
      noticeDay: null,
      noticeDayByKnown: null,
      reason: 'built-before',
      needs: [],
    });
  });

  it('is none where months cannot have as many days as the definition asks for', () => {
    const of = (daysAMonth: number) => earliestNotice({ ...definition, daysAMonth }, today, built, known(), today).noticeDay;
    expect([of(28), of(29), of(31)]).toEqual(['2027-06-01', '2027-09-01', null]);
  });

  it('is the first for which the verdict can become MET: what is to come and what is not known taken for operating days', () => {
    const day = fc.constantFrom<Partial<DayFacts>>(stored, stored, stored, stored, {}, unanswered, { isBeforeService: true });
    const span = monthsLookedAt(definition, '2026-10-20', '2026-10-20').flatMap(daysOfMonth);
    const completed = fc.array(fc.constantFrom('2020-05-01', '2023-06-30', '2026-12-24'), { minLength: 1, maxLength: 2 });
    fc.assert(
      fc.property(
        fc.array(day, { minLength: span.length, maxLength: span.length }),
        fc.constantFrom('2026-10-01', '2026-10-20', '2026-10-31'),
        completed,
        (told, asOf, completions) => {
          const facts = new Map(span.map((each, place) => [each, fact(each, told[place])]));
          const { noticeDay, reason } = earliestNotice(definition, asOf, completions, facts, asOf);
          const best = new Map(facts);
          for (let at = dayPeriod('2026-04-01').from; at < dayPeriod('2028-01-01').from; at += 86_400_000) {
            const each = programmeDay(at);
            const isOpen = each >= asOf || best.get(each)?.isStoreUncertain || best.get(each)?.isBeforeService;
            if (isOpen) best.set(each, fact(each, stored));
          }
          const taken = reason === 'built-before' ? built : completions;
          let first = dayPeriod(asOf).from;
          while (bonusVerdict(definition, programmeDay(first), taken, best, '2028-01-01').verdict !== 'MET') first += 86_400_000;
          expect(noticeDay).toBe(programmeDay(first));
        },
      ),
      { numRuns: 25 },
    );
  });
});

describe('the months looked at for it', () => {
  it('end with the running one', () => {
    expect(monthsLookedAt(definition, '2026-01-05', '2026-03-01')).toEqual(monthsBefore('2026-04-01', 7));
    expect(monthsLookedAt(definition, '2026-06-05', '2026-03-01')).toEqual(['2025-12', '2026-01', '2026-02', '2026-03']);
    expect(monthsLookedAt(definition, '2028-06-05', '2026-03-01')).toEqual([]);
  });
});
