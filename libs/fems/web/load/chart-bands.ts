import { token } from '@maru/web/tokens';
import type { LoadChart } from './chart-model';
import { timeOfUseBands, type UsePeriod } from './time-of-use';

const colours = { offPeak: 'off-peak', midPeak: 'mid-peak', onPeak: 'on-peak' } as const satisfies Record<UsePeriod, string>;

/** The time-of-use periods as bands behind the curves, so light that curve, peak and grid stay what is seen first; none where they are not known. */
export function bandsOf({ places, timeOfUse }: LoadChart) {
  if (!timeOfUse?.periods) return undefined;
  const bands = timeOfUseBands(places, timeOfUse.periods);
  return {
    silent: true,
    animation: false,
    data: bands.map(({ from, to, period }) => [
      { xAxis: from, itemStyle: { color: token(colours[period]), opacity: 0.22 } },
      { xAxis: to },
    ]),
  };
}
