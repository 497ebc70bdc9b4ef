import { formatsOf } from '@maru/web/format';
import { gapLabel, periodLabel, slotLabel } from './labels';
import { periodOf, slotsOf } from './period';

const ko = formatsOf('ko');
const day = periodOf('day', '2018-11-22');
const month = periodOf('month', '2018-11-22');
const year = periodOf('year', '2018-11-22');
const seoul = 'Asia/Seoul';

describe('labels', () => {
  it('name a period', () => {
    expect([day, month, year].map((period) => periodLabel(period, ko))).toEqual(['2018년 11월 22일 (목)', '2018년 11월', '2018년']);
  });

  it('name a cut, the last of a day ending at 24:00', () => {
    const quarters = slotsOf(day, 'quarter-hour', seoul);
    expect(slotLabel(quarters[38], 'quarter-hour', day, ko)).toBe('09:30–09:45');
    expect(slotLabel(quarters[95], 'quarter-hour', day, ko)).toBe('23:45–24:00');
    expect(slotLabel(slotsOf(month, 'hour', seoul)[9], 'hour', month, ko)).toBe('11월 1일 09:00–10:00');
    expect(slotLabel(slotsOf(month, 'day', seoul)[21], 'day', month, ko)).toBe('11월 22일 (목)');
    expect(slotLabel(slotsOf(year, 'month', seoul)[10], 'month', year, ko)).toBe('2018년 11월');
  });

  it('name a stretch without readings by its times, days or months', () => {
    const gap = { start: '2018-11-22T08:00:00+09:00', end: '2018-11-22T11:15:00+09:00' };
    expect(gapLabel(gap, 'quarter-hour', day, ko)).toBe('08:00–11:15');
    expect(gapLabel(gap, 'hour', month, ko)).toBe('11월 22일 08:00–11:15');
    const overnight = { start: '2018-11-22T23:00:00+09:00', end: '2018-11-24T00:00:00+09:00' };
    expect(gapLabel(overnight, 'hour', month, ko)).toBe('11월 22일 23:00–11월 23일 24:00');
    const days = { start: '2018-11-22T00:00:00+09:00', end: '2018-11-24T00:00:00+09:00' };
    expect(gapLabel(days, 'day', month, ko)).toBe('11월 22일–11월 23일');
    const one = { start: '2018-11-01T00:00:00+09:00', end: '2018-12-01T00:00:00+09:00' };
    expect(gapLabel(one, 'month', year, ko)).toBe('11월');
  });
});
