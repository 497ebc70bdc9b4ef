import fc from 'fast-check';
import { besideEachOther, comparisonOf, differenceOf, otherPeriod, placeDifference } from './compare';
import { type Bucket, type Granularity, periodOf, slotsOf } from './period';
import { type ProfileRow, profileOf } from './profile';

const seoul = 'Asia/Seoul';
const newYork = 'America/New_York';
const always = { fromMs: 0, toMs: Number.MAX_SAFE_INTEGER };
const quarter = 900;

/** A period's rows; each has its readings, of kWh by its number, but for those left out. */
function rowsOf(by: Granularity, date: string, bucket: Bucket, zone = seoul, kwhOf = (_: number): number | null => 1): ProfileRow[] {
  const slots = slotsOf(periodOf(by, date), bucket, zone);
  const buckets = slots.flatMap(({ start, end, startMs, endMs }, index) => {
    const energyKwh = kwhOf(index);
    const readings = (endMs - startMs) / (quarter * 1000);
    return energyKwh === null ? [] : [{ start, energyKwh, peakDemandKw: energyKwh * 4, peakAt: end, readings }];
  });
  return profileOf(slots, buckets, quarter, always).rows;
}

const beside = (shown: string, other: string, by: Granularity, bucket: Bucket, zone = seoul) =>
  besideEachOther(rowsOf(by, shown, bucket, zone), rowsOf(by, other, bucket, zone), by, bucket);

const clock = (row: ProfileRow | null) => row?.start.slice(11, 16) ?? null;
const dayOf = (row: ProfileRow | null) => row?.start.slice(0, 10) ?? null;

describe('the other period', () => {
  it.each([
    ['day', '2018-11-22', 'previous', '2018-11-21'],
    ['day', '2018-11-22', 'week', '2018-11-15'],
    ['day', '2018-11-22', 'year', '2017-11-22'],
    ['day', '2020-02-29', 'year', '2019-02-28'],
    ['day', '2018-03-03', 'week', '2018-02-24'],
    ['month', '2018-03-31', 'previous', '2018-02-01'],
    ['month', '2018-01-15', 'year', '2017-01-01'],
    ['year', '2018-11-22', 'previous', '2017-01-01'],
    ['month', '2018-11-22', '2018-03-09', '2018-03-01'],
  ] as const)('of the %s of %s named %s begins on %s', (by, date, chosen, from) => {
    expect(otherPeriod(by, date, chosen)).toEqual(periodOf(by, from));
  });
});

describe('two periods beside each other', () => {
  it('pair a day by the clock, from 00:00 to the quarter that ends at 24:00', () => {
    const places = beside('2018-11-22', '2018-11-15', 'day', 'quarter-hour');
    expect(places).toHaveLength(96);
    expect(places.every(({ shown, other }) => clock(shown) === clock(other))).toBe(true);
    expect(places[95].other?.end).toBe('2018-11-16T00:00:00+09:00');
  });

  it('leave the days alone that only the longer month has', () => {
    const places = beside('2018-02-01', '2018-01-01', 'month', 'day');
    expect(places).toHaveLength(31);
    expect([dayOf(places[27].shown), dayOf(places[27].other)]).toEqual(['2018-02-28', '2018-01-28']);
    expect(places.slice(28).map(({ shown, other }) => [shown, dayOf(other)])).toEqual([
      [null, '2018-01-29'],
      [null, '2018-01-30'],
      [null, '2018-01-31'],
    ]);
  });

  it('leave 29 February alone beside a year without one, and pair 1 March with 1 March', () => {
    const places = beside('2020-06-01', '2019-06-01', 'year', 'day');
    expect(places).toHaveLength(366);
    expect([dayOf(places[59].shown), places[59].other]).toEqual(['2020-02-29', null]);
    expect([dayOf(places[60].shown), dayOf(places[60].other)]).toEqual(['2020-03-01', '2019-03-01']);
  });

  // 11 March 2018 lacks the hour from two, 4 November 2018 has the one from one twice.
  it('leave alone the hour that the clock leaves out', () => {
    const places = beside('2018-03-11', '2018-03-10', 'day', 'hour', newYork);
    expect(places).toHaveLength(24);
    expect([places[2].shown, clock(places[2].other)]).toEqual([null, '02:00']);
    expect([clock(places[3].shown), clock(places[3].other)]).toEqual(['03:00', '03:00']);
  });

  it('leave alone the second of the hours that the clock shows twice, after the whole first one', () => {
    const places = beside('2018-11-04', '2018-11-03', 'day', 'quarter-hour', newYork);
    expect(places).toHaveLength(100);
    const around = places.slice(4, 13).map(({ shown, other }) => [clock(shown), clock(other)]);
    expect(around.map(([shown]) => shown)).toEqual(['01:00', '01:15', '01:30', '01:45', '01:00', '01:15', '01:30', '01:45', '02:00']);
    expect(around.map(([, other]) => other)).toEqual(['01:00', '01:15', '01:30', '01:45', null, null, null, null, '02:00']);
  });

  it('keep every cut of both once and in order', () => {
    const date = fc.integer({ min: 0, max: 3000 }).map((days) => new Date(Date.UTC(2016, 0, 1 + days)).toISOString().slice(0, 10));
    const kind = fc.constantFrom<[Granularity, Bucket]>(['day', 'hour'], ['month', 'day'], ['month', 'hour'], ['year', 'month']);
    fc.assert(
      fc.property(date, date, kind, fc.constantFrom(seoul, newYork, 'Australia/Lord_Howe'), (shown, other, [by, bucket], zone) => {
        const places = beside(shown, other, by, bucket, zone);
        expect(places.flatMap((place) => place.shown ?? [])).toEqual(rowsOf(by, shown, bucket, zone));
        expect(places.flatMap((place) => place.other ?? [])).toEqual(rowsOf(by, other, bucket, zone));
      }),
      { numRuns: 60 },
    );
  });
});

describe('comparison', () => {
  const far = Number.MAX_SAFE_INTEGER;
  const compared = (shown: ProfileRow[], other: ProfileRow[], by: Granularity, bucket: Bucket, lastMs = far) =>
    comparisonOf(besideEachOther(shown, other, by, bucket), lastMs, quarter);

  it('gives the difference and what it is of the other', () => {
    const found = compared(
      rowsOf('day', '2018-11-22', 'hour', seoul, () => 12),
      rowsOf('day', '2018-11-15', 'hour', seoul, () => 10),
      'day',
      'hour',
    );
    expect(found).toMatchObject({ until: null, isSameLength: true, energy: { value: 48, percent: 20 }, peak: { value: 8, percent: 20 } });
    expect(found.mean).toEqual({ value: 2, percent: 20 });
  });

  it('has no percentage of nothing', () => {
    expect(differenceOf(5, 0)).toEqual({ value: 5, percent: null });
    expect(differenceOf(null, 5)).toEqual({ value: null, percent: null });
  });

  it('computes nothing where a reading is missing, and says how many on each side', () => {
    const found = compared(
      rowsOf('day', '2018-11-22', 'quarter-hour', seoul, (index) => (index === 40 ? null : 1)),
      rowsOf('day', '2018-11-15', 'quarter-hour', seoul, (index) => (index < 3 ? null : 1)),
      'day',
      'quarter-hour',
    );
    expect([found.shown.missing, found.other.missing]).toEqual([1, 3]);
    for (const difference of [found.energy, found.perDay, found.mean, found.peak])
      expect(difference).toEqual({ value: null, percent: null });
    expect(found.shown.perDayKwh).toBeNull();
  });

  it('compares months of different lengths by the day', () => {
    const found = compared(
      rowsOf('month', '2018-02-01', 'day', seoul, () => 20),
      rowsOf('month', '2018-01-01', 'day', seoul, () => 10),
      'month',
      'day',
    );
    expect(found).toMatchObject({ isSameLength: false, energy: { value: null, percent: null }, perDay: { value: 10, percent: 100 } });
    expect([found.shown.energyKwh, found.other.energyKwh]).toEqual([560, 310]);
  });

  it('compares a month that is going on with the same days only', () => {
    const shown = rowsOf('month', '2018-11-01', 'day', seoul, (index) => (index < 12 ? 2 : null));
    const other = rowsOf('month', '2018-10-01', 'day', seoul, (index) => index);
    // The newest reading ends at noon of the 13th, of which half has arrived.
    const found = compared(shown, other, 'month', 'day', Date.parse('2018-11-13T12:00:00+09:00'));
    expect(found.until).toBe('2018-11-13T00:00:00+09:00');
    expect(found).toMatchObject({ isSameLength: true, energy: { value: 24 - 66 } });
  });

  it('counts days by their length where the clock is changed', () => {
    const found = compared(rowsOf('day', '2018-03-11', 'hour', newYork), rowsOf('day', '2018-03-10', 'hour', newYork), 'day', 'hour');
    expect(found).toMatchObject({ isSameLength: false, energy: { value: null }, mean: { value: 0 } });
    expect(found.shown.perDayKwh).toBeCloseTo(24, 9);
  });

  it('turns its sign when the sides are changed, and is nothing with itself', () => {
    const kwh = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 24, maxLength: 24 });
    fc.assert(
      fc.property(kwh, kwh, (a, b) => {
        const [first, second] = [a, b].map((values) => rowsOf('day', '2018-11-22', 'hour', seoul, (index) => values[index]));
        const there = compared(first, second, 'day', 'hour');
        const back = compared(second, first, 'day', 'hour');
        for (const figure of ['energy', 'mean', 'peak'] as const)
          expect((there[figure].value as number) + (back[figure].value as number)).toBeCloseTo(0, 9);
        expect(compared(first, first, 'day', 'hour').energy.value).toBe(0);
      }),
      { numRuns: 50 },
    );
  });

  it('compares one place only where both cuts are whole and equally long', () => {
    const energy = (row: ProfileRow) => row.energyKwh;
    const months = beside('2018-02-01', '2018-01-01', 'year', 'month');
    expect(placeDifference(months[0], energy, quarter)).toEqual({ value: 0, percent: 0 });
    const days = beside('2018-02-01', '2018-01-01', 'month', 'day');
    expect(placeDifference(days[30], energy, quarter).value).toBeNull();
    const leap = beside('2020-02-01', '2019-02-01', 'year', 'month');
    expect(placeDifference(leap[1], energy, quarter).value).toBeNull();
  });
});
