import type { Schemas } from '@maru/web/client';
import { useTranslation } from 'react-i18next';

export type Meter = Schemas['MeterItem'];
export type Point = Schemas['PointItem'];
export type Source = Schemas['ReadingSourceItem'];
export type Quantity = Point['quantity'];
export type Unit = Point['unit'];

const activeUnits: readonly Unit[] = ['kWh', 'Wh', 'MWh'];
const reactiveUnits: readonly Unit[] = ['kvarh', 'varh', 'Mvarh'];

/** What a point can count, and in which units, the usual one first. */
export const unitsOf: Record<Quantity, readonly Unit[]> = {
  activeEnergyImport: activeUnits,
  reactiveEnergyLagging: reactiveUnits,
  reactiveEnergyLeading: reactiveUnits,
  activeEnergyExport: activeUnits,
};
export const quantities = Object.keys(unitsOf) as Quantity[];

/** Lengths of an interval, in seconds. */
export const intervals = [60, 180, 300, 900, 1800, 3600] as const;
export const modes = ['automatic', 'semiAutomatic', 'manual'] as const;
export const stamps = ['intervalStart', 'intervalEnd'] as const;

/** 15분, 1시간, 43시간 15분: how long an interval, a stretch of them or a delay is. To the second; to the minute from an hour on. */
export function useIntervalText(): (seconds: number) => string {
  const { t } = useTranslation('fems');
  return (exact) => {
    const seconds = exact < 3600 ? Math.round(exact) : Math.round(exact / 60) * 60;
    const parts = { hours: Math.trunc(seconds / 3600), minutes: Math.trunc(seconds / 60) % 60, seconds: seconds % 60 };
    const named = (['hours', 'minutes', 'seconds'] as const).filter((unit) => parts[unit] !== 0 || (unit === 'seconds' && seconds === 0));
    return named.map((unit) => t(`figure.${unit}`, { count: parts[unit] })).join(' ');
  };
}
