import type { ColumnKind } from './column-kinds';
import type { Mapping, MonthField } from './mapping';

/** What the columns of a utility's monthly statement are called. The first that fits a name is meant. */
const names: readonly (readonly [MonthField, RegExp])[] = [
  ['contractDemandKw', /계약\s*전력|contract/i],
  ['billingDemandKw', /요금\s*적용\s*전력|billing.*demand/i],
  ['energyKwh', /사용\s*전력량|사용량|전력\s*사용량|energy|usage|kwh/i],
  ['daysUsed', /사용\s*일수|days/i],
  ['laggingPowerFactorPercent', /지상\s*역률|lagging.*factor/i],
  ['leadingPowerFactorPercent', /진상\s*역률|leading.*factor/i],
  ['chargeWon', /청구\s*요금|청구\s*금액|전기\s*요금|요금\s*\(?원|charge/i],
];

/** The months of a statement, where a column holds months and others are called what statements call them; null where the file is none. */
export function proposeMonths(kinds: readonly ColumnKind[]): Mapping['months'] | null {
  const month = kinds.find(({ isMonth }) => isMonth);
  if (!month) return null;
  const months: { column: number; field: MonthField }[] = [{ column: month.index, field: 'month' }];
  for (const { index, name } of kinds) {
    if (index === month.index) continue;
    const field = names.find(([, pattern]) => pattern.test(name))?.[0];
    if (field && !months.some((mapped) => mapped.field === field)) months.push({ column: index, field });
  }
  return months.length > 1 ? months : null;
}
