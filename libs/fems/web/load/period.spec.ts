import { bucketsFor, dayClosedBy, isDate, moved, periodOf, slotsOf } from './period';

const seoul = 'Asia/Seoul';

describe('period', () => {
  it('is a day, a month or a year of the calendar', () => {
    expect(periodOf('day', '2018-12-31')).toEqual({ by: 'day', from: '2018-12-31', to: '2019-01-01' });
    expect(periodOf('month', '2018-02-14')).toEqual({ by: 'month', from: '2018-02-01', to: '2018-03-01' });
    expect(periodOf('year', '2018-11-22')).toEqual({ by: 'year', from: '2018-01-01', to: '2019-01-01' });
  });

  it('moves to the same day of another month, or to its last', () => {
    expect(moved('day', '2018-03-01', -1)).toBe('2018-02-28');
    expect(moved('month', '2018-01-31', 1)).toBe('2018-02-28');
    expect(moved('month', '2018-01-15', -1)).toBe('2017-12-15');
    expect(moved('year', '2020-02-29', 1)).toBe('2021-02-28');
  });

  it('takes nothing but dates from the address', () => {
    expect(isDate('2018-11-22')).toBe(true);
    for (const text of ['2018-02-30', '2018-1-1', '', null, '99999-01-01', "2018-11-22'"]) expect(isDate(text)).toBe(false);
  });

  it('gives an interval that ends at midnight to the day before', () => {
    expect(dayClosedBy('2019-01-01T00:00:00+09:00')).toBe('2018-12-31');
    expect(dayClosedBy('2018-11-22T09:45:00+09:00')).toBe('2018-11-22');
  });

  it('offers no cut finer than the intervals of the point', () => {
    expect(bucketsFor('day', 900)).toEqual(['quarter-hour', 'hour']);
    expect(bucketsFor('day', 3600)).toEqual(['hour']);
    expect(bucketsFor('month', 1800)).toEqual(['day', 'hour']);
    expect(bucketsFor('year', 3600)).toEqual(['month', 'day', 'hour']);
  });
});

describe('slots', () => {
  it('cuts a day into 96 quarters of an hour with the offset of the site', () => {
    const slots = slotsOf(periodOf('day', '2018-11-22'), 'quarter-hour', seoul);
    expect(slots).toHaveLength(96);
    expect(slots[38]).toMatchObject({ start: '2018-11-22T09:30:00+09:00', end: '2018-11-22T09:45:00+09:00' });
    expect(slots.at(-1)?.end).toBe('2018-11-23T00:00:00+09:00');
  });

  it('cuts a year into its months and a month into its days', () => {
    expect(slotsOf(periodOf('year', '2018-01-01'), 'month', seoul).map(({ start }) => start.slice(0, 7))).toContain('2018-12');
    expect(slotsOf(periodOf('month', '2020-02-01'), 'day', seoul)).toHaveLength(29);
    expect(slotsOf(periodOf('year', '2018-01-01'), 'day', seoul)).toHaveLength(365);
    expect(slotsOf(periodOf('year', '2018-01-01'), 'quarter-hour', seoul)).toHaveLength(35_040);
  });

  it('follows the clock where it is changed', () => {
    expect(slotsOf(periodOf('day', '2018-03-11'), 'hour', 'America/New_York')).toHaveLength(23);
    expect(slotsOf(periodOf('day', '2018-11-04'), 'hour', 'America/New_York')).toHaveLength(25);
    const march = slotsOf(periodOf('month', '2018-03-01'), 'day', 'America/New_York');
    expect(march[10]).toMatchObject({ start: '2018-03-11T00:00:00-05:00', end: '2018-03-12T00:00:00-04:00' });
  });
});
