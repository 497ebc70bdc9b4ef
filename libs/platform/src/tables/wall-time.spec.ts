import fc from 'fast-check';
import { type Cell, FaultyCell, WallCell } from './table';
import { type DateOrder, dateOf, dateTimeOf, dayMs, hourOf, type Parsed, timeOf } from './wall-time';

const wall = (parsed: Parsed<{ day: number; atMs: number; untilMs?: number; offsetMs?: number }>) => {
  if (!parsed.ok) return parsed.code;
  const { day, atMs, untilMs, offsetMs } = parsed.value;
  const date = new Date(day * dayMs).toISOString().slice(0, 10);
  return [
    date,
    clock(atMs),
    ...(untilMs === undefined ? [] : [clock(untilMs)]),
    ...(offsetMs === undefined ? [] : [offsetMs / 60_000]),
  ].join(' ');
};
const clock = (ms: number) => `${String(Math.floor(ms / 3_600_000)).padStart(2, '0')}:${String((ms / 60_000) % 60).padStart(2, '0')}`;
const time = (parsed: Parsed<{ atMs: number; untilMs?: number }>) =>
  parsed.ok ? clock(parsed.value.atMs) + (parsed.value.untilMs === undefined ? '' : `~${clock(parsed.value.untilMs)}`) : parsed.code;

describe('a date with a time', () => {
  it.each([
    ['2018-01-31 00:15', 'ymd', '2018-01-31 00:15'],
    ['2018-01-31T00:15:00', 'ymd', '2018-01-31 00:15'],
    ['2018-01-31T00:15:00.000+09:00', 'ymd', '2018-01-31 00:15 540'],
    ['2018-01-31T00:15:00-05:00', 'ymd', '2018-01-31 00:15 -300'],
    ['2018-01-31 00:15Z', 'ymd', '2018-01-31 00:15 0'],
    ['2018/1/31 0:15', 'dmy', '2018-01-31 00:15'],
    ['2018. 1. 31. 오전 12:15', 'ymd', '2018-01-31 00:15'],
    ['2018-01-31 오후 12:15:00', 'ymd', '2018-01-31 12:15'],
    ['2018-01-31 오후 1:00', 'ymd', '2018-01-31 13:00'],
    ['1/31/2018 1:15 PM', 'mdy', '2018-01-31 13:15'],
    ['31/1/2018 0:15', 'dmy', '2018-01-31 00:15'],
    ['31/1/18 0:15', 'dmy', '2018-01-31 00:15'],
    ['18-01-31 0:15', 'ymd', '2018-01-31 00:15'],
    ['2018년 1월 31일 13시 15분', 'ymd', '2018-01-31 13:15'],
    ['2018년 1월 31일 13시', 'ymd', '2018-01-31 13:00'],
    ['2018-01-31(수) 01:00', 'ymd', '2018-01-31 01:00'],
    ['2018-01-31 수요일 01:00', 'ymd', '2018-01-31 01:00'],
    ['201801310015', 'ymd', '2018-01-31 00:15'],
    ['20180131 0015', 'ymd', '2018-01-31 00:15'],
    ['20180131001530', 'ymd', '2018-01-31 00:15.5'],
    ['20180131001530600', 'ymd', '2018-01-31 00:15.51'],
    ['2018-01-31 0:15:00.600', 'ymd', '2018-01-31 00:15.01'],
    ['2018-01-31 0:15:00.6009', 'ymd', '2018-01-31 00:15.01'],
    ['2018013124', 'ymd', '2018-01-31 24:00'],
    ['2018-01-31 24:00', 'ymd', '2018-01-31 24:00'],
    ['2018-01-31 24:00:00', 'ymd', '2018-01-31 24:00'],
    ['2018-01-31', 'ymd', '2018-01-31 00:00'],
    ['2018-01-31 23:45~24:00', 'ymd', '2018-01-31 23:45 24:00'],
    ['2018-01-31 23:45-00:00', 'ymd', '2018-01-31 23:45 24:00'],
    [new WallCell(Date.UTC(2018, 0, 31, 0, 15)), 'ymd', '2018-01-31 00:15'],
    [43131.010416666664, 'ymd', '2018-01-31 00:15'],
    [20180131, 'ymd', '2018-01-31 00:00'],
    [201801310015, 'ymd', '2018-01-31 00:15'],
    ['1/31/2018 0:15', 'dmy', 'out-of-range'],
    ['1/31/2018 0:15', 'ymd', 'date-order'],
    ['2018-02-30 0:15', 'ymd', 'out-of-range'],
    ['2018-01-31 24:15', 'ymd', 'out-of-range'],
    ['2018-01-31 0:75', 'ymd', 'out-of-range'],
    ['2018-01-31 오후 13:00', 'ymd', 'out-of-range'],
    ['2018-01-31 0:15:60.5', 'ymd', 'out-of-range'],
    ['2018-01-31 noon', 'ymd', 'not-a-time'],
    ['합계', 'ymd', 'not-a-date'],
    ['3.17', 'ymd', 'not-a-date'],
    [' ', 'ymd', 'no-time'],
    [undefined, 'ymd', 'no-time'],
    [true, 'ymd', 'not-a-time'],
    [WallCell.time(900_000), 'ymd', 'not-a-date'],
    [new FaultyCell('error-value', '#N/A'), 'ymd', 'error-value'],
  ] as [Cell | undefined, DateOrder, string][])('%p by %s is %s', (cell, order, is) => {
    expect(wall(dateTimeOf(cell, order))).toBe(is);
  });

  it('is read back however it is written', () => {
    const minutes = fc.integer({ min: Date.UTC(2001, 0) / 60_000, max: Date.UTC(2060, 0) / 60_000 });
    fc.assert(
      fc.property(minutes, (minute) => {
        const at = new Date(minute * 60_000);
        const [y, m, d, h, n] = [at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate(), at.getUTCHours(), at.getUTCMinutes()];
        const two = (value: number) => String(value).padStart(2, '0');
        const half = `${h < 12 ? '오전' : '오후'} ${h % 12 || 12}:${two(n)}`;
        const writings: [Cell, DateOrder][] = [
          [`${y}-${two(m)}-${two(d)} ${two(h)}:${two(n)}`, 'ymd'],
          [`${y}. ${m}. ${d}. ${half}`, 'ymd'],
          [`${d}/${m}/${y} ${h}:${two(n)}`, 'dmy'],
          [`${m}/${d}/${y} ${h}:${two(n)}`, 'mdy'],
          [`${y}${two(m)}${two(d)}${two(h)}${two(n)}`, 'ymd'],
          [at.getTime() / dayMs + 25_569, 'ymd'],
        ];
        for (const [cell, order] of writings) {
          const parsed = dateTimeOf(cell, order);
          expect([cell, parsed.ok && parsed.value.day * dayMs + parsed.value.atMs]).toEqual([cell, at.getTime()]);
        }
      }),
    );
  });
});

describe('a date', () => {
  it.each([
    ['2018-01-31', '2018-01-31'],
    ['2018-01-31 0:00:00', '2018-01-31'],
    [new WallCell(Date.UTC(2018, 0, 31)), '2018-01-31'],
    [43_131, '2018-01-31'],
    ['2018-01-31 0:15', 'not-a-date'],
    [43_131.5, 'not-a-date'],
    ['', 'no-time'],
  ] as [Cell, string][])('%p is %s', (cell, is) => {
    const parsed = dateOf(cell, 'ymd');
    expect(parsed.ok ? new Date(parsed.value * dayMs).toISOString().slice(0, 10) : parsed.code).toBe(is);
  });
});

describe('a time', () => {
  it.each([
    ['0:15', '00:15'],
    ['00:15:00', '00:15'],
    ['24:00', '24:00'],
    ['0015', '00:15'],
    ['2400', '24:00'],
    ['오후 11:45', '23:45'],
    ['1시 15분', '01:15'],
    ['00:00~00:15', '00:00~00:15'],
    ['23:00 - 24:00', '23:00~24:00'],
    ['23시~0시', '23:00~24:00'],
    ['0시부터 1시까지', '00:00~01:00'],
    [WallCell.time(900_000), '00:15'],
    [WallCell.time(dayMs), '24:00'],
    [0.25, '06:00'],
    ['01:00~00:15', 'not-a-time'],
    ['25:00', 'out-of-range'],
    ['소계', 'not-a-time'],
    [new WallCell(Date.UTC(2018, 0, 31)), 'not-a-time'],
  ] as [Cell, string][])('%p is %s', (cell, is) => {
    expect(time(timeOf(cell))).toBe(is);
  });
});

describe('an hour', () => {
  it.each([
    [1, '01:00'],
    [0, '00:00'],
    [24, '24:00'],
    ['01', '01:00'],
    ['1시', '01:00'],
    ['24시', '24:00'],
    ['H01', '01:00'],
    ['01:00', '01:00'],
    ['0~1', '00:00~01:00'],
    ['23-24', '23:00~24:00'],
    [25, 'out-of-range'],
    ['합계', 'not-a-time'],
    ['', 'no-time'],
  ] as [Cell, string][])('%p is %s', (cell, is) => {
    expect(time(hourOf(cell))).toBe(is);
  });
});
