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
function timeAxisOf(chart: LoadChart, type: object) {
  const { places } = chart;
  const lineHeight = 16 * chart.scale;
  const axisLine = { onZero: false, lineStyle: { color: token('line-strong') } };
  if (isCoarse(chart.bucket)) {
    const data = places.map((place) => placeLabel(place, chart));
    const axisLabel = { ...type, lineHeight, hideOverlap: true, interval: (index: number) => data[index] !== '' };
    return { type: 'category', data, axisTick: { show: false }, axisLine, axisLabel };
  }
  const labels = edgeLabels(chart);
  const customValues = [...labels.keys()];
  return {
    type: 'value',
    min: 0,
    max: places.length,
    containShape: false,
    axisLine: { ...axisLine, show: true },
    axisTick: { show: true, customValues },
    axisLabel: { ...type, lineHeight, hideOverlap: true, customValues, formatter: (edge: number) => labels.get(edge) ?? '' },
    splitLine: { show: false },
    axisPointer: { snap: false },
  };
}

/** The picture of a load profile. Places without a reading stay empty: nothing is joined over them. */
export function loadChartOption(chart: LoadChart): EChartsCoreOption {
  const { bucket, measure, formats, scale } = chart;
  const type = { color: token('muted'), fontFamily: token('type'), fontSize: 12.5 * scale };
  const valueAxis = (unit: string, isSecond = false) => ({
    type: 'value',
    name: unit,
    nameTextStyle: { ...type, align: isSecond ? 'right' : 'left', padding: [0, 0, 4, 0] },
    axisLabel: { ...type, formatter: (value: number) => formats.tick(value) },
    splitLine: { show: !isSecond, lineStyle: { color: token('line') } },
    // Headroom for the mark of the peak.
    boundaryGap: [0, '16%'],
  });
  const isDouble = measure === 'energy' && curvesOf(bucket, measure, chart.other !== null).length > 1;
  return {
    textStyle: { fontFamily: token('type') },
    grid: { left: 4, right: (isCoarse(bucket) ? 8 : 20) * scale, top: 34 * scale, bottom: 4, containLabel: true },
    tooltip: { trigger: 'axis', formatter: tooltipOf(chart), textStyle: { ...type, color: token('ink') }, confine: true },
    xAxis: timeAxisOf(chart, type),
    yAxis: isDouble ? [valueAxis('kWh'), valueAxis('kW', true)] : [valueAxis(measure === 'energy' ? 'kWh' : 'kW')],
    series: seriesOf(chart),
  };
}
