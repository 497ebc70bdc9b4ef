import type { Unit } from '@maru/kernel';
import type { PointQuantity } from '../metering/point-quantity';

export interface EnergyColumn {
  readonly quantity: PointQuantity;
  readonly unit: Unit;
}

const units: readonly (readonly [RegExp, Unit])[] = [
  [/mvarh/i, 'Mvarh'],
  [/kvarh/i, 'kvarh'],
  [/varh/i, 'varh'],
  [/mwh/i, 'MWh'],
  [/kwh/i, 'kWh'],
  [/(?<![a-z])wh(?![a-z])/i, 'Wh'],
];
/** What is no energy, although its name may hold the words of one. */
const other =
  /역률|power.?factor|전류|current(?!.*varh)|전압|voltage|요금|금액|charge|cost|co2|탄소|온도|수요전력|최대수요|demand|(?<![a-z])k?w(?![a-z])/i;
const lagging = /lag|지상/i;
const leading = /lead|진상/i;
const reactive = /무효|reactive|varh/i;
const exported = /송전|역송|발전|export/i;
const imported = /수전|유효|사용량|사용전력량|전력량|소비량|usage|energy|import|active|consumption/i;

/** What energy a column counts by its name, and in which unit: null where the name says none. kWh and kvarh are what meters write. */
export function energyOf(name: string): EnergyColumn | null {
  const unit = units.find(([pattern]) => pattern.test(name))?.[1];
  if (other.test(name) && unit === undefined) return null;
  if (reactive.test(name) || lagging.test(name) || leading.test(name)) {
    if (unit !== undefined && !unit.endsWith('varh')) return null;
    if (lagging.test(name) === leading.test(name)) return null;
    return { quantity: lagging.test(name) ? 'reactiveEnergyLagging' : 'reactiveEnergyLeading', unit: unit ?? 'kvarh' };
  }
  if (unit?.endsWith('varh')) return null;
  if (unit === undefined && !imported.test(name) && !exported.test(name)) return null;
  return { quantity: exported.test(name) ? 'activeEnergyExport' : 'activeEnergyImport', unit: unit ?? 'kWh' };
}
