import fc from 'fast-check';
import { Decimal, formatDecimal } from './decimal';
import { convert, dimensionOf, isUnit, multiplyExactly, units } from './quantity';

describe('convert', () => {
  it.each([
    ['959636.71', 'kWh', 'MWh', '959.63671'],
    ['3.17', 'kWh', 'Wh', '3170'],
    ['1', 'Wh', 'MWh', '0.000001'],
    ['0.5', 'Mvarh', 'kvarh', '500'],
    ['628.72', 'kW', 'W', '628720'],
    ['7', 'kWh', 'kWh', '7'],
  ] as const)('%s %s is %s as %s', (value, from, to, expected) => {
    expect(formatDecimal(convert(new Decimal(value), from, to))).toBe(expected);
  });

  it('refuses another dimension, reactive energy for active among them', () => {
    expect(() => convert(new Decimal(1), 'kWh', 'kvarh')).toThrow('kWh is activeEnergy, kvarh is reactiveEnergy');
    expect(() => convert(new Decimal(1), 'kW', 'kWh')).toThrow(RangeError);
  });

  it('comes back to where it started', () => {
    const pairs = units.flatMap((from) => units.filter((to) => dimensionOf(to) === dimensionOf(from)).map((to) => [from, to] as const));
    fc.assert(
      fc.property(
        fc.constantFrom(...pairs),
        fc.bigInt({ min: -(10n ** 37n), max: 10n ** 37n }),
        fc.nat(30),
        ([from, to], digits, places) => {
          const value = new Decimal(`${digits}e-${places}`);
          return convert(convert(value, from, to), to, from).eq(value);
        },
      ),
    );
  });
});

describe('multiplyExactly', () => {
  it('refuses a quotient without an end', () => {
    expect(formatDecimal(multiplyExactly(new Decimal('2.5'), 3600n, 900n))).toBe('10');
    // Two thirds, rounded up and multiplied back, would pass for 2 if the check rounded too.
    for (const numerator of [1n, 2n]) expect(() => multiplyExactly(new Decimal(1), numerator, 3n)).toThrow('no exact decimal');
  });
});

describe('isUnit', () => {
  it('knows the catalogue and nothing of Object', () => {
    expect(units.every(isUnit)).toBe(true);
    for (const text of ['kwh', 'toString', '__proto__', '', null, 3]) expect(isUnit(text)).toBe(false);
  });
});
