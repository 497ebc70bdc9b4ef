import { Decimal } from '@maru/kernel';
import { compare, isEnough, type SpanEnergy, sharePercent } from './comparison';

const span = (energyKwh: number | null, readings = 96, expected = 96): SpanEnergy => ({
  from: 0,
  to: 1,
  energyKwh: energyKwh === null ? null : new Decimal(energyKwh),
  readings,
  expected,
});
const numbers = ({ meanKwh, changePercent }: ReturnType<typeof compare>) => [
  meanKwh?.toNumber() ?? null,
  changePercent?.toNumber() ?? null,
];

describe('a comparison', () => {
  it('is with the mean of the others', () => {
    expect(numbers(compare(span(110), [span(90), span(110)]))).toEqual([100, 10]);
    expect(numbers(compare(span(75), [span(100)]))).toEqual([100, -25]);
  });

  it('is not made where a stretch lacks more than one reading in a hundred, whichever it is', () => {
    const none = [null, null];
    expect(isEnough({ readings: 99, expected: 100 })).toBe(true);
    expect(isEnough({ readings: 95, expected: 96 })).toBe(false);
    expect(numbers(compare(span(110, 95), [span(100)]))).toEqual(none);
    expect(numbers(compare(span(110), [span(100), span(100, 95)]))).toEqual(none);
    expect(numbers(compare(span(110), [span(null, 0)]))).toEqual(none);
    expect(numbers(compare(span(110), []))).toEqual(none);
  });

  it('with nothing has no ratio', () => {
    expect(numbers(compare(span(10), [span(0)]))).toEqual([0, null]);
  });
});

it('a share is of equal stretches that have their readings, and of something', () => {
  expect(sharePercent(span(25), span(100))?.toNumber()).toBe(25);
  expect(sharePercent(span(25, 90), span(100))).toBeNull();
  expect(sharePercent(span(25), span(100, 90))).toBeNull();
  expect(sharePercent(span(0), span(0))).toBeNull();
  expect(sharePercent(span(null, 0, 0), span(100))).toBeNull();
});
