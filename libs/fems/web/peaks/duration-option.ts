import type { ChartLook } from '@maru/web/chart-look';
import type { Schemas } from '@maru/web/client';
import { token } from '@maru/web/tokens';
import type { EChartsCoreOption } from 'echarts/core';

export type DurationPoint = Schemas['LoadDurationPoint'];

/** The place of the first point at or beyond a share: what the top so many per cent of the time had at least. */
export function pointAt(points: readonly DurationPoint[], sharePercent: number): number {
  const index = points.findIndex((point) => point.sharePercent >= sharePercent);
  return index === -1 ? points.length - 1 : index;
}

/** The demands from the highest to the lowest against the share of time, with a cursor at one of the points. */
export function durationOption(
  look: ChartLook,
  points: readonly DurationPoint[],
  cursor: number,
  sentence: (point: DurationPoint) => string,
): EChartsCoreOption {
  const { scale, type, formats } = look;
  const at = points[cursor];
  const shares = [0, 20, 40, 60, 80, 100];
  const names = new Map(shares.map((share) => [share, `${formats.tick(share)} %`]));
  return {
    ...look.base,
    tooltip: {
      trigger: 'axis',
      textStyle: { ...type, color: token('ink') },
      confine: true,
      formatter: ([{ axisValue }]: { axisValue: number }[]) => sentence(points[pointAt(points, axisValue)]),
    },
    xAxis: look.stretchAxis(100, names),
    yAxis: look.valueAxis('kW'),
    series: [
      {
        type: 'line',
        // The highest demand begins the curve: what lies left of its own share is as high.
        data: [[0, points[0].demandKw], ...points.map(({ sharePercent, demandKw }) => [sharePercent, demandKw])],
        symbol: 'none',
        lineStyle: { width: 2 * scale, color: token('demand') },
        areaStyle: { color: token('energy'), opacity: 0.35 },
      },
      {
        type: 'line',
        data: [[at.sharePercent, 0], { value: [at.sharePercent, at.demandKw], symbol: 'circle' }],
        symbol: 'none',
        symbolSize: 9 * scale,
        itemStyle: { color: token('peak') },
        lineStyle: { width: 1.5 * scale, color: token('peak') },
        z: 3,
      },
    ],
  };
}
