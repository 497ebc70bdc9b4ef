import { loadFactorPercent } from './load-factor';
import { periodOf, slotsOf } from './period';
import { type EnergyBucket, profileOf } from './profile';

const always = { fromMs: Date.parse('2018-01-01T00:00:00Z'), toMs: Date.parse('2026-01-01T00:00:00Z') };
const slots = slotsOf(periodOf('day', '2018-11-22'), 'hour', 'Asia/Seoul');
/** A day of 24 equal hours, each with so many readings of 50 kWh together and a peak of 200 kW. */
const day = (readings: number, intervalSeconds: number) => {
  const buckets = slots.map(({ start, end }): EnergyBucket => ({ start, energyKwh: 50, peakDemandKw: 200, peakAt: end, readings }));
  return { profile: profileOf(slots, buckets, intervalSeconds, always), intervalSeconds, demandWindowSeconds: 900 };
};

describe('the load factor of what is shown', () => {
  it('is the mean demand over the highest', () => {
    expect(loadFactorPercent(day(4, 900))).toBe(25);
  });

  it('is of the readings that there are where each is a demand window', () => {
    expect(loadFactorPercent(day(2, 900))).toBe(50);
  });

  it('is not told where readings are shorter than a demand window: a part of one may be all that is known', () => {
    for (const readings of [59, 60]) expect(loadFactorPercent(day(readings, 60))).toBeNull();
  });

  it('is none where there is no reading', () => {
    expect(loadFactorPercent({ profile: profileOf(slots, [], 900, always), intervalSeconds: 900, demandWindowSeconds: 900 })).toBeNull();
  });
});
