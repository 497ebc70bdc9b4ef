import { formatsOf } from './format';

describe('formats', () => {
  const ko = formatsOf('ko');
  const en = formatsOf('en');
  const peakAt = '2018-11-22T09:45:00+09:00';

  it('writes numbers as a meter shows them', () => {
    expect(ko.figure(959636.71)).toBe('959,636.71');
    expect(ko.figure(0)).toBe('0.00');
    expect(ko.figure(null)).toBe('–');
    expect(ko.count(35040)).toBe('35,040');
    expect([41.25, 0, null].map(ko.percent)).toEqual(['41.3 %', '0.0 %', '–']);
  });

  it('writes a minus as a minus, wherever a number is less than nothing', () => {
    for (const { count, figure, percent, exact, tick } of [ko, en])
      expect([count(-1234), figure(-0.5), percent(-2), exact('-0.125'), tick(-20)]).toEqual(['−1,234', '−0.50', '−2.0 %', '−0.125', '−20']);
  });

  it('writes how far figures are apart with a sign, and no sign where they are not', () => {
    expect([1234.5, -0.25, 0, null].map(ko.difference)).toEqual(['+1,234.50', '−0.25', '0.00', '–']);
    expect([3.21, -1234.56, -0.04, null].map(ko.change)).toEqual(['+3.2 %', '−1,234.6 %', '0.0 %', '–']);
  });

  it('writes dates the Korean and the English way', () => {
    expect(ko.dateTime(peakAt)).toBe('2018년 11월 22일 (목) 09:45');
    expect(en.dateTime(peakAt)).toBe('Thu 22 Nov 2018 09:45');
    expect(ko.month('2018-11-01')).toBe('2018년 11월');
    expect(ko.year('2018-11-01')).toBe('2018년');
  });

  it('gives a midnight that ends an interval to the day that it closes', () => {
    expect(ko.endDateTime('2019-01-01T00:00:00+09:00')).toBe('2018년 12월 31일 (월) 24:00');
    expect(ko.endDateTime(peakAt)).toBe('2018년 11월 22일 (목) 09:45');
  });

  it('shows instants that belong to no site on the home clock', () => {
    const instant = '2026-11-19T15:30:00Z';
    expect(ko.instant(instant)).toBe('2026년 11월 20일 (금) 00:30');
    expect([ko, en].map(({ instantDate }) => instantDate(instant))).toEqual(['2026년 11월 20일', '20 Nov 2026']);
    expect([ko, en].map(({ shortInstant }) => shortInstant(instant))).toEqual(['11월 20일 00:30', '20 Nov 00:30']);
  });
});
