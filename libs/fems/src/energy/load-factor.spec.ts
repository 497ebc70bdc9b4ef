import { Decimal } from '@maru/kernel';
import { loadFactorPercent, meanDemandKw } from './load-factor';

const whole = (windows: number, sumKw: number | null, highestKw: number | null) => ({
  windows,
  sumKw: sumKw === null ? null : new Decimal(sumKw),
  highestKw: highestKw === null ? null : new Decimal(highestKw),
});

describe('load factor', () => {
  it('is the mean demand over the highest one', () => {
    expect(meanDemandKw(whole(4, 400, 200))?.toNumber()).toBe(100);
    expect(loadFactorPercent(whole(4, 400, 200))?.toNumber()).toBe(50);
  });

  it('is 100 % where the demand never changes', () => {
    expect(loadFactorPercent(whole(3, 21, 7))?.toNumber()).toBe(100);
  });

  it.each([
    ['no window is whole', whole(0, null, null)],
    ['nothing was demanded', whole(2, 0, 0)],
  ])('is none where %s', (_, windows) => {
    expect(loadFactorPercent(windows)).toBeNull();
  });
});
