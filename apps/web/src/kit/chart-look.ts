import { useMemo } from 'react';
import type { Formats } from './format';
import { useTheme } from './theme-choice';
import { token, useScale } from './tokens';
import { useFormats } from './use-formats';

/** How charts of the product look: type, axes and margins, in the size of the screen. */
export interface ChartLook {
  formats: Formats;
  scale: number;
  /** Of everything written in a chart. */
  type: { color: string; fontFamily: string; fontSize: number };
  /** What every chart begins with. */
  base: object;
  /** The margins, which are in the base. */
  grid: object;
  /** A scale from 0 with its unit above it. */
  valueAxis: (unit: string) => object;
  /** Another scale, on the right; the lines across the chart are the first one's. */
  secondValueAxis: (unit: string) => object;
  /** Places with their names below them; an empty name leaves its place without one. */
  placeAxis: (names: readonly string[]) => object;
  /** A stretch with edges that may have names: of hours or shares. */
  stretchAxis: (length: number, names: ReadonlyMap<number, string>) => object;
}

export function useChartLook(): ChartLook {
  const formats = useFormats();
  const scale = useScale();
  const theme = useTheme();
  // biome-ignore lint/correctness/useExhaustiveDependencies: token(), by which the look takes its colours, follows the theme.
  return useMemo(() => lookOf(formats, scale), [formats, scale, theme]);
}

function lookOf(formats: Formats, scale: number): ChartLook {
  const type = { color: token('muted'), fontFamily: token('type'), fontSize: 12.5 * scale };
  const lineHeight = 16 * scale;
  const axisLine = { show: true, onZero: false, lineStyle: { color: token('line-strong') } };
  const grid = { left: 4, right: 20 * scale, top: 34 * scale, bottom: 4, containLabel: true };
  const valueAxis = (unit: string, isSecond: boolean) => ({
    type: 'value',
    name: unit,
    nameTextStyle: { ...type, align: isSecond ? 'right' : 'left', padding: [0, 0, 4, 0] },
    axisLabel: { ...type, formatter: (value: number) => formats.tick(value) },
    splitLine: { show: !isSecond, lineStyle: { color: token('line') } },
    min: 0,
  });
  return {
    formats,
    scale,
    type,
    base: { textStyle: { fontFamily: token('type') }, grid },
    grid,
    valueAxis: (unit) => valueAxis(unit, false),
    secondValueAxis: (unit) => valueAxis(unit, true),
    placeAxis: (names) => ({
      type: 'category',
      data: names,
      axisTick: { show: false },
      axisLine,
      axisLabel: { ...type, lineHeight, hideOverlap: true, interval: (index: number) => names[index] !== '' },
    }),
    stretchAxis: (length, names) => {
      const customValues = [...names.keys()];
      return {
        type: 'value',
        min: 0,
        max: length,
        containShape: false,
        axisLine,
        axisTick: { show: true, customValues },
        axisLabel: { ...type, lineHeight, hideOverlap: true, customValues, formatter: (edge: number) => names.get(edge) ?? '' },
        splitLine: { show: false },
        axisPointer: { snap: false },
      };
    },
  };
}
