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
  const isCoarse = bucket === 'day' || bucket === 'month';
  if (measure === 'energy') return isCoarse ? ['energy', 'peakDemand'] : ['energy'];
  return bucket === 'quarter-hour' ? ['peakDemand'] : ['peakDemand', 'meanDemand'];
}

/** The text below a place of the axis, or none: hours of a day, days of a month, months of a year. */
function axisLabel(row: ProfileRow, { period, bucket, formats }: LoadChart): string {
  const { start } = row;
  if (bucket === 'month') return formats.shortMonth(start);
  if (period.by === 'day') return start.slice(14, 16) === '00' && Number(start.slice(11, 13)) % 3 === 0 ? formats.time(start) : '';
  if (period.by === 'year') return start.slice(8, 10) === '01' ? formats.shortMonth(start) : '';
  const isMidnight = start.slice(11, 16) === '00:00';
  return isMidnight ? `${Number(start.slice(8, 10))}\n${formats.weekday(start)}` : '';
}

function tooltipOf(chart: LoadChart) {
  const { formats, texts, period, bucket } = chart;
  const line = (name: string, value: string, unit: string) => `${name} <b>${value}</b> ${unit}`;
  return (shown: { dataIndex: number }[]): string => {
    const row = chart.profile.rows[shown[0].dataIndex];
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

/** Marks the period's peak on the curve (or bar) that shows it, with value and time; the text leans inwards at the edges. */
function peakMark({ profile, bucket, measure, texts, scale }: LoadChart) {
  const { peak, rows } = profile;
  if (!peak) return undefined;
  const index = rows.indexOf(peak);
  const isOnBar = curvesOf(bucket, measure).length === 1 && measure === 'energy';
  const place = index / rows.length;
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
    data: [{ coord: [index, isOnBar ? peak.energyKwh : peak.peakDemandKw] }],
  };
}

/** A reading between two gaps would be a line of no length: it gets a dot. */
function withDots(values: (number | null)[]) {
  const isAlone = (index: number) => values[index] !== null && (values[index - 1] ?? null) === null && (values[index + 1] ?? null) === null;
  return values.map((value, index) => (isAlone(index) ? { value, symbol: 'circle' } : value));
}

/** With more places than this the dots would hide the line. */
const dotsAtMost = 62;

function seriesOf(chart: LoadChart) {
  const { profile, bucket, measure } = chart;
  const curves = curvesOf(bucket, measure);
  const isCoarse = bucket === 'day' || bucket === 'month';
  const hasDots = isCoarse && profile.rows.length <= dotsAtMost;
  const marked = curves.includes('peakDemand') ? 'peakDemand' : 'energy';
  const markOn = (curve: string) => (curve === marked ? peakMark(chart) : undefined);
  const lineOf = (curve: 'peakDemand' | 'meanDemand', values: (number | null)[]) => ({
    type: 'line',
    yAxisIndex: measure === 'energy' ? 1 : 0,
    data: withDots(values),
    step: isCoarse ? false : 'middle',
    symbol: hasDots ? 'circle' : 'none',
    showAllSymbol: true,
    symbolSize: 6 * chart.scale,
    connectNulls: false,
    lineStyle: { width: (curve === 'peakDemand' ? 2 : 1.5) * chart.scale, type: curve === 'peakDemand' ? 'solid' : 'dashed' },
    itemStyle: { color: token(curve === 'peakDemand' ? 'demand' : 'brand') },
    areaStyle: curve === 'peakDemand' && !isCoarse ? { color: token('brand'), opacity: 0.1 } : undefined,
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
    const data = profile.rows.map((row) => row.energyKwh);
    return { type: 'bar', data, itemStyle: { color: token('energy') }, barMaxWidth: 64 * chart.scale, markPoint: markOn(curve) };
  });
}

/** The picture of a load profile. Places without a reading stay empty: nothing is joined over them. */
export function loadChartOption(chart: LoadChart): EChartsCoreOption {
  const { profile, bucket, measure, formats, scale } = chart;
  const type = { color: token('muted'), fontFamily: token('type'), fontSize: 12.5 * scale };
  const labels = profile.rows.map((row) => axisLabel(row, chart));
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
    grid: { left: 4, right: 8, top: 34 * scale, bottom: 4, containLabel: true },
    tooltip: { trigger: 'axis', formatter: tooltipOf(chart), textStyle: { ...type, color: token('ink') }, confine: true },
    xAxis: {
      type: 'category',
      data: labels,
      axisTick: { show: false },
      axisLine: { lineStyle: { color: token('line-strong') } },
      axisLabel: { ...type, lineHeight: 16 * scale, hideOverlap: true, interval: (index: number) => labels[index] !== '' },
    },
    yAxis: isDouble ? [valueAxis('kWh'), valueAxis('kW', true)] : [valueAxis(measure === 'energy' ? 'kWh' : 'kW')],
    series: seriesOf(chart),
  };
}
