import { zonedText } from '@maru/web/zoned';
import { loadAddress } from '../load/load-address';
import type { Granularity } from '../load/period';
import type { Metering } from '../metering/next-step';
import type { Import } from './words';

/** The shortest period of the load page that holds both days; the last year of several. */
export function periodFor(first: string, last: string): Granularity {
  if (first === last) return 'day';
  return first.slice(0, 7) === last.slice(0, 7) ? 'month' : 'year';
}

/** The load page at the time that an import has written to; null where it holds nothing that the page shows. */
export function importLoadAddress({ mapping, firstAt, lastAt }: Import, { points }: Pick<Metering, 'points'>): string | null {
  if (mapping?.kind !== 'readings' || !firstAt || !lastAt) return null;
  const ids = new Set([...mapping.values, ...(mapping.meters?.points ?? [])].map(({ pointId }) => pointId));
  const point = points.find(({ id, quantity }) => ids.has(id) && quantity === 'activeEnergyImport');
  if (!point) return null;
  const day = (text: string) => zonedText(Date.parse(text), mapping.zone).slice(0, 'yyyy-mm-dd'.length);
  return loadAddress(point.id, { by: periodFor(day(firstAt), day(lastAt)), on: day(lastAt) });
}
