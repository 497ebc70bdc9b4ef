import { bucketFault, bucketsWithin, periodFault } from './energy-period';

const period = (from: string, to: string) => ({ from: Date.parse(from), to: Date.parse(to) });
const hour = 3_600_000;

describe('periodFault', () => {
  it.each([
    ['2018-01-01T00:00+09:00', '2019-01-01T00:00+09:00', 'quarter-hour', null],
    ['2018-01-01T00:00+09:00', '2028-01-01T00:00+09:00', 'hour', null],
    ['2016-02-29T00:00+09:00', '2026-03-01T00:00+09:00', 'year', null],
    ['2015-11-01T00:00-04:00', '2025-11-01T00:00-04:00', 'day', null],
    ['0001-01-01T00:00Z', '0011-01-01T00:00Z', 'year', null],
    ['2018-01-01T00:00Z', '2018-01-01T00:00Z', 'day', 'not-after-from'],
    ['2018-01-02T00:00Z', '2018-01-01T00:00Z', 'day', 'not-after-from'],
    ['2018-01-01T00:00Z', '2028-01-02T00:00Z', 'year', 'too-long'],
    ['2018-01-01T00:00Z', '2019-02-06T00:00Z', 'quarter-hour', 'too-long'],
  ] as const)('of %s to %s by %s is %s', (from, to, bucket, code) => {
    const iso = (text: string) => text.replace(/(T\d\d:\d\d)/, '$1:00');
    expect(periodFault(period(iso(from), iso(to)), bucket)?.code ?? null).toBe(code);
  });
});

describe('bucketFault', () => {
  it.each([
    ['quarter-hour', 900, null],
    ['quarter-hour', 1800, 'finer-than-interval'],
    ['hour', 3600, null],
    ['month', 3600, null],
  ] as const)('of %s at %i seconds is %s', (bucket, intervalSeconds, code) => {
    expect(bucketFault(bucket, intervalSeconds)?.code ?? null).toBe(code);
  });
});

describe('bucketsWithin', () => {
  it('cuts the first and the last bucket to the period and leaves no gap', () => {
    const asked = period('2018-01-15T12:34:00+09:00', '2018-03-02T00:00:00+09:00');
    const months = bucketsWithin(asked, 'month', 'Asia/Seoul');
    expect(months.map(({ from }) => new Date(from).toISOString())).toEqual([
      '2018-01-15T03:34:00.000Z',
      '2018-01-31T15:00:00.000Z',
      '2018-02-28T15:00:00.000Z',
    ]);
    expect(months.at(-1)?.to).toBe(asked.to);
    expect(months.every(({ from }, i) => i === 0 || from === months[i - 1].to)).toBe(true);
  });

  // Korea had summer time in 1987 and 1988: 8 May 1988 lacked an hour, 9 October had one twice.
  it.each([
    ['Asia/Seoul', '1988-05-08', 23],
    ['Asia/Seoul', '1988-10-09', 25],
    ['Asia/Seoul', '1988-07-01', 24],
    ['America/New_York', '2025-03-09', 23],
    ['America/New_York', '2025-11-02', 25],
  ])('gives %s %s %i hours', (zone, date, hours) => {
    const noon = Date.parse(`${date}T12:00:00${zone === 'Asia/Seoul' ? '+09:00' : '-05:00'}`);
    const [before] = bucketsWithin({ from: noon - 24 * hour, to: noon }, 'day', zone);
    const [, day] = bucketsWithin({ from: before.to - hour, to: noon + 30 * hour }, 'day', zone);
    expect((day.to - day.from) / hour).toBe(hours);
    expect(bucketsWithin(day, 'hour', zone)).toHaveLength(hours);
    expect(bucketsWithin(day, 'quarter-hour', zone)).toHaveLength(hours * 4);
  });
});
