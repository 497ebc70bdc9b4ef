import { cellText } from '@maru/platform';
import type { ColumnKind } from './column-kinds';
import { type EnergyColumn, energyOf } from './energy-columns';
import type { KnownPoint } from './known';
import type { MappedMeters, MappedValue } from './mapping';
import type { TimeProposal } from './propose-time';

const namesMax = 200;

/** The columns that hold readings, and whose readings they are. */
export function proposeValues(
  kinds: readonly ColumnKind[],
  time: TimeProposal,
  points: readonly KnownPoint[],
): { values: MappedValue[]; meters: MappedMeters | null } {
  const fitting = points.filter(({ intervalMs }) => intervalMs === time.intervalSeconds * 1000);
  const numbers = kinds.filter(({ index, isNumber }) => isNumber && !time.columns.includes(index));
  if (time.slots.size > 0) {
    const whole = { quantity: 'activeEnergyImport', unit: 'kWh' } as const;
    const pointId = pointOf(whole, fitting);
    return { values: [...time.slots].map(([column, slot]) => ({ column, pointId, unit: whole.unit, time: slot })), meters: null };
  }
  const named = numbers.flatMap((kind) => {
    const energy = energyOf(kind.name);
    return energy ? [{ column: kind.index, energy }] : [];
  });
  const chosen =
    named.length > 0 ? named : numbers.slice(0, 1).map(({ index }) => ({ column: index, energy: energyOf('kWh') as EnergyColumn }));
  const meters = time.stacked ? metersOf(kinds, time, fitting) : null;
  if (meters) {
    const [value] = chosen;
    return { values: value ? [{ column: value.column, pointId: null, unit: value.energy.unit, time: null }] : [], meters };
  }
  return {
    values: chosen.map(({ column, energy }) => ({ column, pointId: pointOf(energy, fitting), unit: energy.unit, time: null })),
    meters: null,
  };
}

/** The main meter's, or the only one there is. */
function pointOf({ quantity }: EnergyColumn, points: readonly KnownPoint[]): string | null {
  const fitting = points.filter((point) => point.quantity === quantity);
  const main = fitting.filter((point) => point.main);
  return (main.length === 1 ? main[0] : fitting.length === 1 ? fitting[0] : undefined)?.id ?? null;
}

/** A column of a few names that repeat: the meters of rows that share their times. */
function metersOf(kinds: readonly ColumnKind[], time: TimeProposal, points: readonly KnownPoint[]): MappedMeters | null {
  const candidates = kinds
    .filter(({ index, isNumber, isDate, isDateTime }) => !time.columns.includes(index) && !isNumber && !isDate && !isDateTime)
    .map((kind) => ({ kind, names: [...new Set(kind.cells.map((cell) => cellText(cell).trim()).filter((name) => name !== ''))] }))
    .filter(({ kind, names }) => names.length > 1 && names.length < namesMax && names.length * 3 < kind.cells.length);
  const found = candidates.find(({ kind }) => /계량기|계측|항목|설비|meter|point|tag|name/i.test(kind.name)) ?? candidates[0];
  if (!found) return null;
  const named = (name: string) => points.filter((point) => point.name === name || point.meterName === name);
  return {
    column: found.kind.index,
    points: found.names.map((name) => {
      const fitting = named(name);
      return { name, pointId: fitting.length === 1 ? (fitting[0]?.id ?? null) : null };
    }),
  };
}
