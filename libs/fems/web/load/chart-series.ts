import { token } from '@maru/web/tokens';
import { bandsOf } from './chart-bands';
import { type Curve, curvesOf, isCoarse, type LoadChart } from './chart-model';
import { levels } from './levels';
import type { ProfileRow } from './profile';

/** Where on the axis the peak is: on the place of its day or month, else at the very time, which is the end of its interval. */
function peakPlace({ places, bucket }: LoadChart, peak: ProfileRow): number {
  const index = places.findIndex(({ shown }) => shown === peak);
  const { startMs, endMs, peakAt } = peak;
  return isCoarse(bucket) || !peakAt ? index : index + (Date.parse(peakAt) - startMs) / (endMs - startMs);
}

/** Marks the period's peak on the curve (or bar) that shows it, with value and time; the text leans inwards at the edges. */
function peakMark(chart: LoadChart, isOnBar: boolean) {
  const { texts, scale, places } = chart;
  const { peak } = chart.profile;
  if (!peak) return undefined;
  const at = peakPlace(chart, peak);
  const place = at / places.length;
  return {
    symbol: 'circle',
    symbolSize: 11 * scale,
    itemStyle: { color: token('peak'), borderColor: token('card'), borderWidth: 2 },
    label: {
      position: 'top',
      distance: 8 * scale,
      color: token('peak'),
      fontSize: 13 * scale,
      fontWeight: 600,
      lineHeight: 17 * scale,
      align: place < 0.15 ? 'left' : place > 0.8 ? 'right' : 'center',
      formatter: texts.peakMark,
      textBorderColor: token('card'),
      textBorderWidth: 3,
    },
    data: [{ coord: [at, isOnBar ? peak.energyKwh : peak.peakDemandKw] }],
  };
}

/** A value between two gaps would be a line of no length: it gets a dot. */
export function withDots(values: (number | null)[]) {
  const isAlone = (index: number) => values[index] !== null && (values[index - 1] ?? null) === null && (values[index + 1] ?? null) === null;
  return values.map((value, index) => (isAlone(index) ? { value, symbol: 'circle' } : value));
}

/** With more places than this the dots would hide the line. */
const dotsAtMost = 62;

/** More bars than this would be thinner than a line: their tops are drawn. */
const barsAtMost = 3_000;

const looks = {
  energy: { color: 'energy', width: 1.5, isDashed: false },
  peakDemand: { color: 'demand', width: 2, isDashed: false },
  meanDemand: { color: 'brand', width: 1.5, isDashed: true },
  other: { color: 'muted', width: 2, isDashed: true },
} as const;

/** A curve over the places; a place without a figure stays empty. */
function lineOf(chart: LoadChart, look: keyof typeof looks, values: (number | null)[]) {
  const { bucket, scale } = chart;
  const coarse = isCoarse(bucket);
  const { color, width, isDashed } = looks[look];
  return {
    type: 'line',
    data: coarse ? withDots(values) : levels(values),
    symbol: coarse && values.length <= dotsAtMost ? 'circle' : 'none',
    showAllSymbol: true,
    symbolSize: 6 * scale,
    connectNulls: false,
    lineStyle: { width: width * scale, type: isDashed ? 'dashed' : 'solid' },
    itemStyle: { color: token(color) },
    areaStyle: look === 'peakDemand' && !coarse ? { color: token('brand'), opacity: 0.1 } : undefined,
    z: 3,
  };
}

const figures: Record<Curve, (row: ProfileRow) => number | null> = {
  energy: (row) => row.energyKwh,
  peakDemand: (row) => row.peakDemandKw,
  meanDemand: (row) => row.meanDemandKw,
};

/** The curves of the period, and the other one's beside the first of them. */
export function seriesOf(chart: LoadChart) {
  const { places, bucket, measure, scale, other } = chart;
  const curves = curvesOf(bucket, measure, other !== null);
  const marked = curves.includes('peakDemand') ? 'peakDemand' : 'energy';
  const shown = curves.map((curve) => {
    const values = places.map((place) => place.shown && figures[curve](place.shown));
    const markPoint = curve === marked ? peakMark(chart, curve === 'energy') : undefined;
    if (curve !== 'energy' || places.length > barsAtMost)
      return { ...lineOf(chart, curve, values), yAxisIndex: measure === 'energy' && curve !== 'energy' ? 1 : 0, markPoint };
    const data = isCoarse(bucket) ? values : values.map((value, index) => [index + 0.5, value]);
    return { type: 'bar', data, itemStyle: { color: token('energy') }, barMaxWidth: 64 * scale, markPoint };
  });
  const [first, ...others] = shown;
  const curvesShown = [{ ...first, markArea: bandsOf(chart) }, ...others];
  if (!other) return curvesShown;
  const values = places.map((place) => place.other && figures[curves[0]](place.other));
  return [...curvesShown, lineOf(chart, 'other', values)];
}
