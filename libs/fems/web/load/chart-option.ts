import type { Formats } from '@maru/web/format';
import { token } from '@maru/web/tokens';
import type { EChartsCoreOption } from 'echarts/core';
import type { Measure } from './address';
import { slotLabel } from './labels';
import type { Bucket, Period } from './period';
import type { Profile, ProfileRow } from './profile';

export interface ChartTexts {
  energy: string;
  peakDemand: string;
  meanDemand: string;
  peakAt: string;
  /** What the mark at the peak says, such as '최대 628.72 kW'. */
  peakMark: string;
  noReading: string;
}

export interface LoadChart {
  profile: Profile;
  period: Period;
  bucket: Bucket;
  measure: Measure;
  formats: Formats;
  texts: ChartTexts;
  scale: number;
}

export type Curve = 'energy' | 'peakDemand' | 'meanDemand';

/** Which curves a chart has; the legend above it is made from the same. */
export function curvesOf(bucket: Bucket, measure: Measure): Curve[] {
  if (measure === 'energy') return isCoarse(bucket) ? ['energy', 'peakDemand'] : ['energy'];
  return bucket === 'quarter-hour' ? ['peakDemand'] : ['peakDemand', 'meanDemand'];
}

/** Days and months are places on the axis, each with its name below it; shorter cuts are stretches of it, from edge to edge. */
const isCoarse = (bucket: Bucket) => bucket === 'day' || bucket === 'month';

/** The text below the place of a day or month, or none where there are too many: days of a month, months of a year. */
function placeLabel({ start }: ProfileRow, { period, bucket, formats }: LoadChart): string {
  if (bucket === 'month') return formats.shortMonth(start);
  if (period.by === 'year') return start.slice(8, 10) === '01' ? formats.shortMonth(start) : '';
  return `${Number(start.slice(8, 10))}\n${formats.weekday(start)}`;
}

/** The texts below the edges of the cuts, by the number of cuts before them: hours of a day up to 24:00, or the days of a month. */
function edgeLabels({ profile, period, formats }: LoadChart): Map<number, string> {
  const { rows } = profile;
  const found = new Map<number, string>();
  for (const [index, { start }] of rows.entries()) {
    const clock = formats.time(start);
    if (period.by !== 'day' && clock === '00:00') found.set(index, `${Number(start.slice(8, 10))}\n${formats.weekday(start)}`);
    if (period.by === 'day' && clock.endsWith(':00') && Number(clock.slice(0, 2)) % 3 === 0) found.set(index, clock);
  }
  if (period.by === 'day') found.set(rows.length, formats.endTime(rows[rows.length - 1].end));
  return found;
}

/** What the charts' library says of the pointer: the nearest figure, and where on the axis the pointer is. */
interface Pointed {
  dataIndex: number;
  axisValue: number;
}

function tooltipOf(chart: LoadChart) {
  const { formats, texts, period, bucket } = chart;
  const line = (name: string, value: string, unit: string) => `${name} <b>${value}</b> ${unit}`;
  const { rows } = chart.profile;
  // Between edges the pointer is where the person holds it, and the cut is the one that it lies in.
  const indexAt = ({ dataIndex, axisValue }: Pointed) =>
    isCoarse(bucket) ? dataIndex : Math.min(rows.length - 1, Math.max(0, Math.floor(axisValue)));
  return (shown: Pointed[]): string => {
    const row = rows[indexAt(shown[0])];
    const head = `<b>${slotLabel(row, bucket, period, formats)}</b>`;
    if (row.readings === 0) return `${head}<br>${texts.noReading}`;
    const lines = [
      head,
      line(texts.energy, formats.figure(row.energyKwh), 'kWh'),
      line(texts.peakDemand, formats.figure(row.peakDemandKw), 'kW'),
    ];
    if (bucket !== 'quarter-hour') {
      lines.push(line(texts.meanDemand, formats.figure(row.meanDemandKw), 'kW'));
      if (row.peakAt)
        lines.push(`${texts.peakAt} ${period.by === 'day' ? formats.endTime(row.peakAt) : formats.shortEndDateTime(row.peakAt)}`);
    }
    return lines.join('<br>');
  };
}

/** Where on the axis the peak is: on the place of its day or month, else at the very time, which is the end of its interval. */
function peakPlace({ profile, bucket }: LoadChart, peak: ProfileRow): number {
  const index = profile.rows.indexOf(peak);
  const { startMs, endMs, peakAt } = peak;
  return isCoarse(bucket) || !peakAt ? index : index + (Date.parse(peakAt) - startMs) / (endMs - startMs);
}

/** Marks the period's peak on the curve (or bar) that shows it, with value and time; the text leans inwards at the edges. */
function peakMark(chart: LoadChart) {
  const { bucket, measure, texts, scale } = chart;
  const { peak, rows } = chart.profile;
  if (!peak) return undefined;
  const at = peakPlace(chart, peak);
  const isOnBar = curvesOf(bucket, measure).length === 1 && measure === 'energy';
  const place = at / rows.length;
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

/** Each cut as a level line from its start to its end; where nothing is known there is no line. */
const levels = (values: (number | null)[]) =>
  values.flatMap((value, index) =>
    value === null
      ? [[index, null]]
      : [
          [index, value],
          [index + 1, value],
        ],
  );

/** A day between two gaps would be a line of no length: it gets a dot. */
function withDots(values: (number | null)[]) {
  const isAlone = (index: number) => values[index] !== null && (values[index - 1] ?? null) === null && (values[index + 1] ?? null) === null;
  return values.map((value, index) => (isAlone(index) ? { value, symbol: 'circle' } : value));
}

/** With more places than this the dots would hide the line. */
const dotsAtMost = 62;

function seriesOf(chart: LoadChart) {
  const { profile, bucket, measure } = chart;
  const curves = curvesOf(bucket, measure);
  const coarse = isCoarse(bucket);
  const hasDots = coarse && profile.rows.length <= dotsAtMost;
  const marked = curves.includes('peakDemand') ? 'peakDemand' : 'energy';
  const markOn = (curve: string) => (curve === marked ? peakMark(chart) : undefined);
  const lineOf = (curve: 'peakDemand' | 'meanDemand', values: (number | null)[]) => ({
    type: 'line',
    yAxisIndex: measure === 'energy' ? 1 : 0,
    data: coarse ? withDots(values) : levels(values),
    symbol: hasDots ? 'circle' : 'none',
    showAllSymbol: true,
    symbolSize: 6 * chart.scale,
    connectNulls: false,
    lineStyle: { width: (curve === 'peakDemand' ? 2 : 1.5) * chart.scale, type: curve === 'peakDemand' ? 'solid' : 'dashed' },
    itemStyle: { color: token(curve === 'peakDemand' ? 'demand' : 'brand') },
    areaStyle: curve === 'peakDemand' && !coarse ? { color: token('brand'), opacity: 0.1 } : undefined,
    markPoint: markOn(curve),
    z: 3,
  });
  return curves.map((curve) => {
    if (curve === 'peakDemand')
      return lineOf(
        curve,
        profile.rows.map((row) => row.peakDemandKw),
      );
    if (curve === 'meanDemand')
      return lineOf(
        curve,
        profile.rows.map((row) => row.meanDemandKw),
      );
    const data = profile.rows.map((row, index) => (coarse ? row.energyKwh : [index + 0.5, row.energyKwh]));
    return { type: 'bar', data, itemStyle: { color: token('energy') }, barMaxWidth: 64 * chart.scale, markPoint: markOn(curve) };
  });
}

/** The time axis: a place for each day or month, or one that runs from the first edge of the shorter cuts to the last. */
function timeAxisOf(chart: LoadChart, type: object) {
  const { rows } = chart.profile;
  const lineHeight = 16 * chart.scale;
  const axisLine = { onZero: false, lineStyle: { color: token('line-strong') } };
  if (isCoarse(chart.bucket)) {
    const data = rows.map((row) => placeLabel(row, chart));
    const axisLabel = { ...type, lineHeight, hideOverlap: true, interval: (index: number) => data[index] !== '' };
    return { type: 'category', data, axisTick: { show: false }, axisLine, axisLabel };
  }
  const labels = edgeLabels(chart);
  const customValues = [...labels.keys()];
  return {
    type: 'value',
    min: 0,
    max: rows.length,
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
  const isDouble = measure === 'energy' && curvesOf(bucket, measure).length > 1;
  return {
    textStyle: { fontFamily: token('type') },
    grid: { left: 4, right: (isCoarse(bucket) ? 8 : 20) * scale, top: 34 * scale, bottom: 4, containLabel: true },
    tooltip: { trigger: 'axis', formatter: tooltipOf(chart), textStyle: { ...type, color: token('ink') }, confine: true },
    xAxis: timeAxisOf(chart, type),
    yAxis: isDouble ? [valueAxis('kWh'), valueAxis('kW', true)] : [valueAxis(measure === 'energy' ? 'kWh' : 'kW')],
    series: seriesOf(chart),
  };
}
