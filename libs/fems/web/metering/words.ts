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

/** 15분, 1시간 */
export function useIntervalText(): (seconds: number) => string {
  const { t } = useTranslation('fems');
  return (seconds) => (seconds % 3600 === 0 ? t('figure.hours', { count: seconds / 3600 }) : t('figure.minutes', { count: seconds / 60 }));
}
