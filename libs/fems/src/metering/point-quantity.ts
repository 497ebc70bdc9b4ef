import { type Dimension, dimensionOf, type Unit, units } from '@maru/kernel';

/**
 * What a point counts. Each is a register of its own that never runs backwards (import and export, lagging and leading apart,
 * as meters of IEC 62053 keep them), so the energy of an interval is never negative.
 */
export const pointQuantities = ['activeEnergyImport', 'activeEnergyExport', 'reactiveEnergyLagging', 'reactiveEnergyLeading'] as const;
export type PointQuantity = (typeof pointQuantities)[number];

const dimensions: Readonly<Record<PointQuantity, Dimension>> = {
  activeEnergyImport: 'activeEnergy',
  activeEnergyExport: 'activeEnergy',
  reactiveEnergyLagging: 'reactiveEnergy',
  reactiveEnergyLeading: 'reactiveEnergy',
};

/** Units in which a source may report any of the quantities. */
export const pointUnits: readonly Unit[] = units.filter((unit) => Object.values(dimensions).includes(dimensionOf(unit)));

export function fits(unit: Unit, quantity: PointQuantity): boolean {
  return dimensionOf(unit) === dimensions[quantity];
}

/** How a value is collected: 자동, 반자동, 수동. */
export const acquisitionModes = ['automatic', 'semiAutomatic', 'manual'] as const;
export type AcquisitionMode = (typeof acquisitionModes)[number];
