import { Decimal } from './decimal';

export type Dimension = 'activeEnergy' | 'reactiveEnergy' | 'activePower';

interface UnitDefinition {
  readonly dimension: Dimension;
  /** How many of the dimension's first unit one of these is, as a fraction, so that no factor is ever rounded. */
  readonly numerator: bigint;
  readonly denominator: bigint;
}

const catalogue = {
  Wh: { dimension: 'activeEnergy', numerator: 1n, denominator: 1n },
  kWh: { dimension: 'activeEnergy', numerator: 1_000n, denominator: 1n },
  MWh: { dimension: 'activeEnergy', numerator: 1_000_000n, denominator: 1n },
  varh: { dimension: 'reactiveEnergy', numerator: 1n, denominator: 1n },
  kvarh: { dimension: 'reactiveEnergy', numerator: 1_000n, denominator: 1n },
  Mvarh: { dimension: 'reactiveEnergy', numerator: 1_000_000n, denominator: 1n },
  W: { dimension: 'activePower', numerator: 1n, denominator: 1n },
  kW: { dimension: 'activePower', numerator: 1_000n, denominator: 1n },
  MW: { dimension: 'activePower', numerator: 1_000_000n, denominator: 1n },
} as const satisfies Record<string, UnitDefinition>;

export type Unit = keyof typeof catalogue;

export const units: readonly Unit[] = Object.keys(catalogue) as Unit[];

export function isUnit(text: unknown): text is Unit {
  return typeof text === 'string' && Object.hasOwn(catalogue, text);
}

export function dimensionOf(unit: Unit): Dimension {
  return catalogue[unit].dimension;
}

/** The same quantity in another unit, exactly. Throws a RangeError when the dimensions differ or the result has no end. */
export function convert(value: Decimal, from: Unit, to: Unit): Decimal {
  const source = catalogue[from];
  const target = catalogue[to];
  if (source.dimension !== target.dimension) throw new RangeError(`${from} is ${source.dimension}, ${to} is ${target.dimension}`);
  return multiplyExactly(value, source.numerator * target.denominator, source.denominator * target.numerator);
}

/** Below this a quotient times its denominator fits into the digits that Decimal keeps, so that the check itself is exact. */
const quotientDigitsMax = 300;

/** `value` x `numerator` / `denominator`. Throws a RangeError when the quotient cannot be written in decimals without rounding. */
export function multiplyExactly(value: Decimal, numerator: bigint, denominator: bigint): Decimal {
  const product = new Decimal(value).times(String(numerator));
  const quotient = product.div(String(denominator));
  const exact = quotient.precision() <= quotientDigitsMax && quotient.times(String(denominator)).eq(product);
  if (!exact) throw new RangeError(`${value} x ${numerator}/${denominator} has no exact decimal`);
  return quotient;
}
