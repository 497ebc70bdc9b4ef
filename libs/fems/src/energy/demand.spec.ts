import { demandWindowOf, kwhPer, kwPer } from './demand';

describe('demand', () => {
  it('is measured over 15 minutes, or over the point’s own interval when that is longer', () => {
    expect([60, 180, 300, 900, 1800, 3600].map((seconds) => demandWindowOf(seconds))).toEqual([
      { seconds: 900, readings: 15 },
      { seconds: 900, readings: 5 },
      { seconds: 900, readings: 3 },
      { seconds: 900, readings: 1 },
      { seconds: 1800, readings: 1 },
      { seconds: 3600, readings: 1 },
    ]);
  });

  it('is measured over the window that is asked for', () => {
    expect(demandWindowOf(900, 30)).toEqual({ seconds: 1800, readings: 2 });
    expect(demandWindowOf(300, 60)).toEqual({ seconds: 3600, readings: 12 });
  });

  // 157.18 kWh in a quarter of an hour are 628.72 kW: the steel plant's highest demand of 2018.
  it.each([
    ['kWh', 900, '4', '1'],
    ['Wh', 900, '0.004', '0.001'],
    ['MWh', 900, '4000', '1000'],
    ['kWh', 1800, '2', '1'],
    ['MWh', 3600, '1000', '1000'],
  ] as const)('of 1 %s in %i s is %s kW', (unit, intervalSeconds, kw, kwh) => {
    expect(kwPer(unit, demandWindowOf(intervalSeconds))).toBe(kw);
    expect(kwhPer(unit)).toBe(kwh);
  });
});
