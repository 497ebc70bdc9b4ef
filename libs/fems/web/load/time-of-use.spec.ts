import { besideEachOther } from './compare';
import { periodOf, slotsOf } from './period';
import { profileOf } from './profile';
import { hasTimeOfUse, timeOfUseAt, timeOfUseBands } from './time-of-use';

const at = (hour: number) => new Date(Date.parse('2026-11-27T00:00:00+09:00') + hour * 3_600_000).toISOString();
const spans = [
  { from: at(0), to: at(8), period: 'offPeak' as const },
  { from: at(8), to: at(9), period: 'midPeak' as const },
  { from: at(9), to: at(24), period: 'onPeak' as const },
];

function placesOf(bucket: 'hour' | 'quarter-hour') {
  const slots = slotsOf(periodOf('day', '2026-11-27'), bucket, 'Asia/Seoul');
  const { rows } = profileOf(slots, [], 900, { fromMs: 0, toMs: Date.parse(at(24)) });
  return besideEachOther(rows, [], 'day', bucket);
}

describe('the bands of time-of-use periods', () => {
  it.each([
    ['hour', 1],
    ['quarter-hour', 4],
  ] as const)('lie over the cuts of each %s, from edge to edge', (bucket, perHour) => {
    expect(timeOfUseBands(placesOf(bucket), spans)).toEqual([
      { from: 0, to: 8 * perHour, period: 'offPeak' },
      { from: 8 * perHour, to: 9 * perHour, period: 'midPeak' },
      { from: 9 * perHour, to: 24 * perHour, period: 'onPeak' },
    ]);
  });

  it('leave out what only the other day has', () => {
    const [first, ...others] = placesOf('hour');
    const bands = timeOfUseBands([{ shown: null, other: first.shown }, ...others], spans);
    expect(bands[0]).toEqual({ from: 1, to: 8, period: 'offPeak' });
  });

  it('belong to the period that a cut begins in, and to none outside the day', () => {
    const found = [7.75, 8, 23.75, 24, -0.25].map((hour) => timeOfUseAt(spans, Date.parse(at(hour))));
    expect(found).toEqual(['offPeak', 'midPeak', 'onPeak', null, null]);
  });

  it('are there for days on the clocks of Korea alone', () => {
    const had = [hasTimeOfUse('day', 'Asia/Seoul'), hasTimeOfUse('day', 'Asia/Tokyo'), hasTimeOfUse('month', 'Asia/Seoul')];
    expect(had).toEqual([true, false, false]);
  });
});
