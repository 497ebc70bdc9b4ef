import { periodOf, slotsOf } from './period';
import { type EnergyBucket, profileOf } from './profile';

const always = { fromMs: Date.parse('2018-01-01T00:00:00Z'), toMs: Date.parse('2026-01-01T00:00:00Z') };
const slots = slotsOf(periodOf('day', '2018-11-22'), 'hour', 'Asia/Seoul');

const bucket = (hour: number, energyKwh: number, peakDemandKw: number, readings = 4): EnergyBucket => ({
  start: slots[hour].start,
  energyKwh,
  peakDemandKw,
  peakAt: slots[hour].end,
  readings,
});

describe('profile', () => {
  it('sums the energy, finds the peak and counts the readings', () => {
    const profile = profileOf(slots, [bucket(8, 100, 420), bucket(9, 140, 628.72), bucket(10, 120, 628.72)], 900, always);
    expect(profile.energyKwh).toBe(360);
    expect(profile.peak?.start).toBe('2018-11-22T09:00:00+09:00');
    expect(profile.meanDemandKw).toBe(120);
    expect(profile.readings).toBe(12);
    expect(profile.expected).toBe(96);
  });

  it('leaves empty what has no reading', () => {
    const { rows } = profileOf(slots, [bucket(8, 100, 420)], 900, always);
    expect(rows[7]).toMatchObject({ energyKwh: null, peakDemandKw: null, meanDemandKw: null, readings: 0, expected: 4 });
  });

  it('is nothing, not zero, without any reading', () => {
    const profile = profileOf(slots, [], 900, always);
    expect(profile).toMatchObject({ energyKwh: null, peak: null, meanDemandKw: null, readings: 0, expected: 96 });
  });

  it('keeps a demand of zero apart from no demand', () => {
    expect(profileOf(slots, [bucket(3, 0, 0)], 900, always).peak?.peakDemandKw).toBe(0);
  });

  it('has no peak where no demand window is whole', () => {
    const partly = { ...bucket(8, 10, 0, 1), peakDemandKw: null, peakAt: null };
    expect(profileOf(slots, [partly], 900, always)).toMatchObject({ energyKwh: 10, peak: null });
  });

  it('names the stretches in which readings are missing', () => {
    const present = slots.map((_, hour) => bucket(hour, 10, 40)).filter((_, hour) => hour !== 3 && hour !== 4);
    const { gaps } = profileOf(slots, [...present.slice(0, 10), bucket(12, 5, 40, 2), ...present.slice(11)], 900, always);
    expect(gaps).toEqual([
      { start: '2018-11-22T03:00:00+09:00', end: '2018-11-22T05:00:00+09:00' },
      { start: '2018-11-22T12:00:00+09:00', end: '2018-11-22T13:00:00+09:00' },
    ]);
  });

  it('misses nothing before the first reading and after the newest', () => {
    const known = { fromMs: Date.parse('2018-11-22T01:30:00+09:00'), toMs: Date.parse('2018-11-22T04:30:00+09:00') };
    const profile = profileOf(slots, [bucket(1, 5, 40, 2), bucket(2, 10, 40), bucket(4, 5, 40, 2)], 900, known);
    expect(profile.rows.map(({ expected }) => expected).slice(0, 6)).toEqual([0, 2, 4, 4, 2, 0]);
    expect(profile.expected).toBe(12);
    expect(profile.gaps).toEqual([{ start: '2018-11-22T03:00:00+09:00', end: '2018-11-22T04:00:00+09:00' }]);
  });

  it('expects what has come since it was asked from when to when there are readings', () => {
    const known = { fromMs: slots[0].startMs, toMs: slots[1].endMs };
    const profile = profileOf(slots, [bucket(0, 10, 40), bucket(1, 10, 40), bucket(2, 5, 40, 2)], 900, known);
    expect(profile).toMatchObject({ readings: 10, expected: 10, gaps: [] });
  });

  it('gives the mean over the intervals that have a reading', () => {
    expect(profileOf(slots, [bucket(8, 50, 200, 2)], 900, always).meanDemandKw).toBe(100);
  });
});
