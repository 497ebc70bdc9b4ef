import { convert, Decimal, type Unit } from '@maru/kernel';

/**
 * Demand (수요전력): the energy of a demand window divided by its length. The window (수요시한) is 15 minutes, as Korean supply contracts
 * meter it, unless another is asked for, as other contracts differ; a point whose intervals are longer is measured over its own interval.
 * Windows begin at the whole multiples of their length on the point's grid, which is that of the site's clock. A window of which any reading is missing has no demand: nothing is estimated. The peak of a period is the highest
 * demand of the windows that begin in it, at the end of its window; of equal ones the earliest.
 * The version is part of every answer, so that a figure can be traced to the definition that it was made by.
 */
export const demandDefinition = 'fems.demand.v1';

/** Windows that may be asked for, in minutes; the first is meant when none is. */
export const demandWindowMinutes = [15, 30, 60] as const;

export interface DemandWindow {
  readonly seconds: number;
  /** Readings that fill it. */
  readonly readings: number;
}

export function demandWindowOf(intervalSeconds: number, minutes: number = demandWindowMinutes[0]): DemandWindow {
  const seconds = Math.max(minutes * 60, intervalSeconds);
  return { seconds, readings: seconds / intervalSeconds };
}

/** What an energy in `unit` is multiplied by to be in kWh: an exact decimal as text. */
export function kwhPer(unit: Unit): string {
  return convert(new Decimal(1), unit, 'kWh').toFixed();
}

/** What the energy of a window in `unit` is multiplied by to be a demand in kW. Windows are whole parts of an hour, so it is exact. */
export function kwPer(unit: Unit, window: DemandWindow): string {
  return convert(new Decimal(1), unit, 'kWh').times(3600).div(window.seconds).toFixed();
}
