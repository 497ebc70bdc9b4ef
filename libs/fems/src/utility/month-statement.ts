import { Decimal } from '@maru/kernel';

/** What a utility's statement says of a month, in the order of its columns in the database. */
export const monthQuantities = [
  'energyKwh',
  'contractDemandKw',
  'billingDemandKw',
  'daysUsed',
  'laggingPowerFactorPercent',
  'leadingPowerFactorPercent',
  'chargeWon',
] as const;
export type MonthQuantity = (typeof monthQuantities)[number];

/** Exact decimals as text; null where the statement does not say it. */
export type MonthValues = Readonly<Record<MonthQuantity, string | null>>;

export interface MonthStatement {
  /** `2026-10` */
  readonly month: string;
  readonly values: MonthValues;
}

export const noValues: MonthValues = {
  energyKwh: null,
  contractDemandKw: null,
  billingDemandKw: null,
  daysUsed: null,
  laggingPowerFactorPercent: null,
  leadingPowerFactorPercent: null,
  chargeWon: null,
};

/** What is known of a month once the statement is added: what it does not say stays as it was. */
export function added(before: MonthValues | null, statement: MonthValues): MonthValues {
  const values = { ...(before ?? noValues) } as Record<MonthQuantity, string | null>;
  for (const quantity of monthQuantities) values[quantity] = statement[quantity] ?? values[quantity];
  return values;
}

export function sameValues(one: MonthValues, other: MonthValues): boolean {
  return monthQuantities.every((quantity) => {
    const [a, b] = [one[quantity], other[quantity]];
    return a === null || b === null ? a === b : new Decimal(a).eq(b);
  });
}
