import type { EChartsCoreOption, EChartsType } from 'echarts/core';
import { useEffect, useRef, useState } from 'react';
import './chart.css';
import { useTheme } from './theme-choice';
import { token } from './tokens';

interface ChartProps {
  option: EChartsCoreOption;
  /** What the chart shows, said in a sentence for those who do not see it; the figures themselves are in the table. */
  label: string;
  /** Called with the position on the x axis that was clicked. */
  onPick?: (index: number) => void;
}

const loadEngine = () => import('./chart-engine');
// On its way as soon as a page with a chart is, so that it arrives while the page asks for its figures. A failure is the first chart's to meet.
loadEngine().catch(() => undefined);

/** Tells which place of the x axis a click in the plot belongs to, so that a low bar need not be hit exactly. */
function pickAt(chart: EChartsType, onPick: (index: number) => void) {
  return ({ offsetX, offsetY }: { offsetX: number; offsetY: number }) => {
    if (!chart.containPixel({ gridIndex: 0 }, [offsetX, offsetY])) return;
    const [index] = chart.convertFromPixel({ gridIndex: 0 }, [offsetX, offsetY]);
    onPick(Math.round(index));
  };
}

/** What the library draws by itself in its own colours, in ours. */
function dressed(option: EChartsCoreOption): EChartsCoreOption {
  const tooltip = { backgroundColor: token('card'), borderColor: token('line'), ...(option.tooltip as object | undefined) };
  return { animation: false, ...option, ...(option.tooltip ? { tooltip } : {}) };
}

/**
 * A chart of the product. Its library comes with the first page that has one. `data-painted` becomes "true" when what the
 * option says is on the screen, for tests and for the measure from answer to picture.
 */
export function Chart({ option, label, onPick }: ChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const [chart, setChart] = useState<EChartsType | null>(null);
  const theme = useTheme();
  const [painted, setPainted] = useState<EChartsCoreOption | null>(null);

  useEffect(() => {
    const state: { chart?: EChartsType; gone: boolean } = { gone: false };
    void loadEngine().then(({ init }) => {
      if (state.gone || !box.current) return;
      state.chart = init(box.current);
      setChart(state.chart);
    });
    return () => {
      state.gone = true;
      state.chart?.dispose();
    };
  }, []);

  useEffect(() => {
    if (!chart || !box.current) return;
    const watch = new ResizeObserver(() => chart.resize());
    watch.observe(box.current);
    return () => watch.disconnect();
  }, [chart]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: token() follows the theme.
  useEffect(() => {
    if (!chart) return;
    const done = () => setPainted(option);
    chart.on('finished', done);
    chart.setOption(dressed(option), { notMerge: true });
    return () => {
      chart.off('finished', done);
    };
  }, [chart, option, theme]);

  useEffect(() => {
    if (!chart || !onPick) return;
    const pick = pickAt(chart, onPick);
    chart.getZr().on('click', pick);
    return () => {
      if (!chart.isDisposed()) chart.getZr().off('click', pick);
    };
  }, [chart, onPick]);

  return <div ref={box} className="chart" role="img" aria-label={label} data-painted={painted === option} />;
}
