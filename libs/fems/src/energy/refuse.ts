import { invalidField } from '@maru/platform';
import type { PeriodFault } from './energy-period';

/** @throws Problem 400 that names the parameter at fault */
export function refuse(fault: PeriodFault | null): void {
  if (fault) throw invalidField(`?${fault.field}`, fault.code, fault.detail);
}
