import { type Metering, nextStep } from './next-step';

describe('the next step', () => {
  const whole = {
    sites: [{}],
    meters: [{}],
    points: [{ activity: {} }],
    sources: [{}],
  } as unknown as Metering;

  it.each([
    ['site', { sites: [] }],
    ['meter', { meters: [], points: [] }],
    ['point', { points: [] }],
    ['source', { sources: [] }],
    ['reading', { points: [{ activity: null }] }],
    [null, {}],
  ])('is %s', (step, missing) => {
    expect(nextStep({ ...whole, ...(missing as Partial<Metering>) })).toBe(step);
  });
});
