import type { ChartLook } from '@maru/web/chart-look';
import type { Schemas } from '@maru/web/client';
import { token } from '@maru/web/tokens';
import type { EChartsCoreOption } from 'echarts/core';
import { line } from '../load/chart-tooltip';
import { levels } from '../load/levels';

type Occurrence = Schemas['PeakOccurrence'];

export interface BarTexts {
  demand: string;
  /** The name of each bar, and what is said of it at the pointer. */
  names: string[];
  heads: string[];
}

/** The highest demands side by side; the one that is looked at has the colour of the peak. */
export function peakBarsOption(look: ChartLook, demandsKw: readonly number[], chosen: number, texts: BarTexts): EChartsCoreOption {
  const { formats, scale, type } = look;
  const colour = (index: number) => token(index === chosen ? 'peak' : 'energy');
  return {
    ...look.base,
    tooltip: {
      trigger: 'axis',
      axisPointer: { type: 'shadow' },
      textStyle: { ...type, color: token('ink') },
      confine: true,
      formatter: ([{ dataIndex }]: { dataIndex: number }[]) =>
        `<b>${texts.heads[dataIndex]}</b><br>${line(texts.demand, formats.figure(demandsKw[dataIndex]), 'kW')}`,
    },
    xAxis: look.placeAxis(texts.names),
    yAxis: look.valueAxis('kW'),
    series: [
      {
        type: 'bar',
        barMaxWidth: 56 * scale,
        data: demandsKw.map((value, index) => ({ value, itemStyle: { color: colour(index) } })),
      },
    ],
  };
}

export interface CurveTexts {
  demand: string;
  near: string;
  usual: string;
  noReading: string;
  /** What each window is called. */
  windows: string[];
}

/** How the load ran around a peak, with 90 % of it and what is usual in its hour. */
export function surroundingsOption(look: ChartLook, peak: Occurrence, texts: CurveTexts): EChartsCoreOption {
  const { formats, scale, type } = look;
  const { surroundings, hour, nearDemandKw } = peak;
  const values = surroundings.map(({ demandKw }) => demandKw);
  const atPeak = surroundings.findIndex(({ start }) => start === peak.start);
  const startMs = Date.parse(surroundings[0].start);
  const windowMs = Date.parse(surroundings[0].end) - startMs;
  const place = (time: string) => (Date.parse(time) - startMs) / windowMs;
  const names = new Map(surroundings.flatMap(({ start }, index) => (start.slice(14, 16) === '00' ? [[index, formats.time(start)]] : [])));
  const curve = (name: string, data: unknown[], style: object) => ({ type: 'line', name, data, symbol: 'none', lineStyle: style });
  const usual = hour.usualDemandKw;
  return {
    ...look.base,
    tooltip: {
      trigger: 'axis',
      textStyle: { ...type, color: token('ink') },
      confine: true,
      formatter: ([{ axisValue }]: { axisValue: number }[]) => {
        const index = Math.min(values.length - 1, Math.max(0, Math.floor(axisValue)));
        const value = values[index];
        return `<b>${texts.windows[index]}</b><br>${value === null ? texts.noReading : line(texts.demand, formats.figure(value), 'kW')}`;
      },
    },
    xAxis: look.stretchAxis(values.length, names),
    yAxis: look.valueAxis('kW'),
    series: [
      curve(texts.demand, levels(values), { width: 2 * scale, color: token('demand') }),
      curve(
        texts.demand,
        [
          [atPeak, peak.demandKw],
          [atPeak + 1, peak.demandKw],
        ],
        { width: 5 * scale, color: token('peak') },
      ),
      curve(
        texts.near,
        [
          [0, nearDemandKw],
          [values.length, nearDemandKw],
        ],
        { width: 1 * scale, type: 'dotted', color: token('muted') },
      ),
      ...(usual === null
        ? []
        : [
            curve(
              texts.usual,
              [
                [place(hour.start), usual],
                [place(hour.end), usual],
              ],
              { width: 2 * scale, type: 'dashed', color: token('brand') },
            ),
          ]),
    ],
  };
}
