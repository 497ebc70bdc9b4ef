import type { ChartLook } from '@maru/web/chart-look';
import { token } from '@maru/web/tokens';
import type { EChartsCoreOption } from 'echarts/core';
import { curvesOf, isCoarse, type LoadChart, namingRow } from './chart-model';
import { seriesOf } from './chart-series';
import { tooltipOf } from './chart-tooltip';
import type { Place } from './compare';

/** The day of a place; its weekday too, where it is the same in both periods because there is only one. */
function dayLabel(place: Place, { formats, other }: LoadChart): string {
  const { start } = namingRow(place);
  const day = String(Number(start.slice(8, 10)));
  return other ? day : `${day}\n${formats.weekday(start)}`;
}

/** The text below the place of a day or month, or none where there are too many: days of a month, months of a year. */
function placeLabel(place: Place, chart: LoadChart): string {
  const { start } = namingRow(place);
  if (chart.bucket === 'month') return chart.formats.shortMonth(start);
  if (chart.period.by === 'year') return start.slice(8, 10) === '01' ? chart.formats.shortMonth(start) : '';
  return dayLabel(place, chart);
}

/** The texts below the edges of the cuts, by the number of cuts before them: hours of a day up to 24:00, the days of a month, the months of a year. */
function edgeLabels(chart: LoadChart): Map<number, string> {
  const { places, period, formats } = chart;
  const found = new Map<number, string>();
  for (const [index, place] of places.entries()) {
    const { start } = namingRow(place);
    const clock = formats.time(start);
    if (period.by === 'day' && clock.endsWith(':00') && Number(clock.slice(0, 2)) % 3 === 0) found.set(index, clock);
    if (period.by === 'month' && clock === '00:00') found.set(index, dayLabel(place, chart));
    if (period.by === 'year' && start.slice(8, 16) === '01T00:00') found.set(index, formats.shortMonth(start));
  }
  if (period.by === 'day') found.set(places.length, formats.endTime(namingRow(places[places.length - 1]).end));
  return found;
}

/** The time axis: a place for each day or month, or one that runs from the first edge of the shorter cuts to the last. */
function timeAxisOf(chart: LoadChart, look: ChartLook) {
  const { places, bucket } = chart;
  if (isCoarse(bucket)) return look.placeAxis(places.map((place) => placeLabel(place, chart)));
  return look.stretchAxis(places.length, edgeLabels(chart));
}

/** Headroom for the mark of the peak. */
const headroom = { boundaryGap: [0, '16%'] };

/** The picture of a load profile. Places without a reading stay empty: nothing is joined over them. */
export function loadChartOption(look: ChartLook, chart: LoadChart): EChartsCoreOption {
  const { bucket, measure } = chart;
  const { type, scale } = look;
  const first = { ...look.valueAxis(measure === 'energy' ? 'kWh' : 'kW'), ...headroom };
  const second = { ...look.secondValueAxis('kW'), ...headroom };
  const isDouble = measure === 'energy' && curvesOf(bucket, measure, chart.other !== null).length > 1;
  return {
    ...look.base,
    // Places end where the chart does; a stretch has the name of its last edge beyond it.
    grid: { ...look.grid, right: (isCoarse(bucket) ? 8 : 20) * scale },
    tooltip: { trigger: 'axis', formatter: tooltipOf(chart), textStyle: { ...type, color: token('ink') }, confine: true },
    xAxis: timeAxisOf(chart, look),
    yAxis: isDouble ? [first, second] : [first],
    series: seriesOf(chart),
  };
}
