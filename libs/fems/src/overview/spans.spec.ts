import { formatInZone, type Period } from '@maru/kernel';
import { daySpans, monthSpans, yearMonths } from './spans';

const seoul = 'Asia/Seoul';
const text = (span: Period | null, zone = seoul) =>
  span && [span.from, span.to].map((at) => formatInZone(at, zone).slice(0, 16)).join(' – ');

describe('the newest day', () => {
  it('ends where its readings end, and so do the same weekdays before it', () => {
    const { soFar, weekdaysBefore } = daySpans(Date.parse('2018-11-22T09:45:00+09:00'), seoul);
    expect(text(soFar)).toBe('2018-11-22T00:00 – 2018-11-22T09:45');
    expect(weekdaysBefore.map((span) => text(span))).toEqual([
      '2018-11-15T00:00 – 2018-11-15T09:45',
      '2018-11-08T00:00 – 2018-11-08T09:45',
      '2018-11-01T00:00 – 2018-11-01T09:45',
      '2018-10-25T00:00 – 2018-10-25T09:45',
    ]);
  });

  it('is the one that its last interval closes', () => {
    const { soFar, weekdaysBefore } = daySpans(Date.parse('2019-01-01T00:00:00+09:00'), seoul);
    expect(text(soFar)).toBe('2018-12-31T00:00 – 2019-01-01T00:00');
    expect(text(weekdaysBefore[0])).toBe('2018-12-24T00:00 – 2018-12-25T00:00');
  });

  it('is not compared with a day that is shorter or longer', () => {
    const berlin = 'Europe/Berlin';
    // 2026-03-29 has 23 hours there, 2026-10-25 has 25.
    const [before] = daySpans(Date.parse('2026-04-06T00:00:00+02:00'), berlin).weekdaysBefore;
    expect(before).toBeNull();
    expect(daySpans(Date.parse('2026-11-02T00:00:00+01:00'), berlin).weekdaysBefore.map((span) => span === null)).toEqual([
      true,
      false,
      false,
      false,
    ]);
    // As much of it as there is of the newest day can be compared.
    expect(text(daySpans(Date.parse('2026-04-05T12:00:00+02:00'), berlin).weekdaysBefore[0], berlin)).toBe(
      '2026-03-29T00:00 – 2026-03-29T13:00',
    );
  });
});

describe('the month', () => {
  it('is compared with as much of the month before', () => {
    const { soFar, compared, before } = monthSpans(Date.parse('2018-11-22T09:45:00+09:00'), seoul);
    expect(text(soFar)).toBe('2018-11-01T00:00 – 2018-11-22T09:45');
    expect(compared).toEqual(soFar);
    expect(text(before)).toBe('2018-10-01T00:00 – 2018-10-22T09:45');
  });

  it('is compared in part where the month before is shorter', () => {
    const { soFar, compared, before } = monthSpans(Date.parse('2019-01-01T00:00:00+09:00'), seoul);
    expect(text(soFar)).toBe('2018-12-01T00:00 – 2019-01-01T00:00');
    expect(text(compared)).toBe('2018-12-01T00:00 – 2018-12-31T00:00');
    expect(text(before)).toBe('2018-11-01T00:00 – 2018-12-01T00:00');
  });
});

it('the year is the twelve months up to the newest one', () => {
  const months = yearMonths(Date.parse('2018-03-05T10:00:00+09:00'), seoul);
  expect(months).toHaveLength(12);
  expect(text(months[0])).toBe('2017-04-01T00:00 – 2017-05-01T00:00');
  expect(text(months[11])).toBe('2018-03-01T00:00 – 2018-04-01T00:00');
});
