import fc from 'fast-check';
import seoul from './fixtures/seoul-months.json';
import { type Bucket, buckets, isBucket, periodAt, zonedPeriods } from './period';
import { formatInZone } from './zone';

function shown(bucket: Bucket, from: string, to: string, zone: string): string[] {
  return zonedPeriods(bucket, Date.parse(from), Date.parse(to), zone).map(
    (period) => `${formatInZone(period.from, zone)} ${formatInZone(period.to, zone)}`,
  );
}

describe('zonedPeriods', () => {
  it('gives the months of Seoul', () => {
    const first = seoul.months[0]!;
    const last = seoul.months.at(-1)!;
    const periods = zonedPeriods('month', Date.parse(first.startUtc), Date.parse(last.endUtc), 'Asia/Seoul');
    expect(periods.map(({ from, to }) => [new Date(from).toISOString(), new Date(to).toISOString(), (to - from) / 60_000])).toEqual(
      seoul.months.map(({ startUtc, endUtc, minutes }) => [startUtc.replace('Z', '.000Z'), endUtc.replace('Z', '.000Z'), minutes]),
    );
  });

  it('counts 35,040 quarter-hours in a year of Seoul', () => {
    const year = periodAt('year', Date.parse('2018-06-01T00:00:00+09:00'), 'Asia/Seoul');
    expect(year).toEqual({ from: Date.parse('2018-01-01T00:00:00+09:00'), to: Date.parse('2019-01-01T00:00:00+09:00') });
    expect(zonedPeriods('quarter-hour', year.from, year.to, 'Asia/Seoul')).toHaveLength(35_040);
  });

  it('has 23 and 25 hours on the days when New York changes its clocks', () => {
    const spring = periodAt('day', Date.parse('2024-03-10T12:00:00-04:00'), 'America/New_York');
    const autumn = periodAt('day', Date.parse('2024-11-03T12:00:00-05:00'), 'America/New_York');
    expect(zonedPeriods('hour', spring.from, spring.to, 'America/New_York')).toHaveLength(23);
    expect(zonedPeriods('hour', autumn.from, autumn.to, 'America/New_York')).toHaveLength(25);
    expect(shown('hour', '2024-11-03T01:00:00-04:00', '2024-11-03T02:00:00-05:00', 'America/New_York')).toEqual([
      '2024-11-03T01:00:00-04:00 2024-11-03T01:00:00-05:00',
      '2024-11-03T01:00:00-05:00 2024-11-03T02:00:00-05:00',
    ]);
  });

  it('has 23 and 25 hours on the days when Seoul changed its clocks in 1988', () => {
    expect(shown('day', '1988-05-08T12:00:00+10:00', '1988-05-08T12:00:01+10:00', 'Asia/Seoul')).toEqual([
      '1988-05-08T00:00:00+09:00 1988-05-09T00:00:00+10:00',
    ]);
    expect(shown('day', '1988-10-09T12:00:00+09:00', '1988-10-09T12:00:01+09:00', 'Asia/Seoul')).toEqual([
      '1988-10-09T00:00:00+10:00 1988-10-10T00:00:00+09:00',
    ]);
  });

  it('begins a day where midnight does not exist at the first instant after it', () => {
    expect(shown('day', '2018-11-04T12:00:00-02:00', '2018-11-04T12:00:01-02:00', 'America/Sao_Paulo')).toEqual([
      '2018-11-04T01:00:00-02:00 2018-11-05T00:00:00-02:00',
    ]);
  });

  it('begins a day whose midnight comes twice at the first of them', () => {
    expect(shown('day', '2018-02-17T12:00:00-02:00', '2018-02-18T12:00:00-03:00', 'America/Sao_Paulo')).toEqual([
      '2018-02-17T00:00:00-02:00 2018-02-18T00:00:00-03:00',
      '2018-02-18T00:00:00-03:00 2018-02-19T00:00:00-03:00',
    ]);
    expect(shown('day', '2023-11-05T12:00:00-05:00', '2023-11-05T12:00:01-05:00', 'America/Havana')).toEqual([
      '2023-11-05T00:00:00-04:00 2023-11-06T00:00:00-05:00',
    ]);
  });

  it('skips the day that Samoa skipped', () => {
    expect(shown('day', '2011-12-29T12:00:00-10:00', '2011-12-31T12:00:00+14:00', 'Pacific/Apia')).toEqual([
      '2011-12-29T00:00:00-10:00 2011-12-31T00:00:00+14:00',
      '2011-12-31T00:00:00+14:00 2012-01-01T00:00:00+14:00',
    ]);
  });

  it('splits an hour that a change of half an hour cuts', () => {
    expect(shown('hour', '2024-04-07T01:00:00+11:00', '2024-04-07T02:30:00+10:30', 'Australia/Lord_Howe')).toEqual([
      '2024-04-07T01:00:00+11:00 2024-04-07T01:30:00+10:30',
      '2024-04-07T01:30:00+10:30 2024-04-07T02:00:00+10:30',
      '2024-04-07T02:00:00+10:30 2024-04-07T03:00:00+10:30',
    ]);
  });

  it('gives nothing for an empty period', () => {
    expect(zonedPeriods('day', 5, 5, 'Asia/Seoul')).toEqual([]);
  });

  it('tiles time: no hole, no overlap, every instant in its own bucket', () => {
    const zones = fc.constantFrom('Asia/Seoul', 'America/New_York', 'America/Sao_Paulo', 'Australia/Lord_Howe', 'Pacific/Apia');
    const instants = fc.integer({ min: Date.UTC(1985, 0, 1), max: Date.UTC(2040, 0, 1) });
    fc.assert(
      fc.property(fc.constantFrom(...buckets), instants, zones, (bucket, at, zone) => {
        const period = periodAt(bucket, at, zone);
        const next = periodAt(bucket, period.to, zone);
        const last = periodAt(bucket, period.to - 1, zone);
        return period.from <= at && at < period.to && next.from === period.to && last.from === period.from && last.to === period.to;
      }),
      { numRuns: 2000 },
    );
  });
});

describe('isBucket', () => {
  it('knows the five', () => {
    expect([...buckets, 'week', '', 3].map(isBucket)).toEqual([true, true, true, true, true, false, false, false]);
  });
});
