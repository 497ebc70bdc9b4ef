import { type ReactNode, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { oneOf, useAddress } from './address';
import { Choice } from './choice';
import { Loading } from './states';

/** A picture of the same figures beside chart and table, by its word in the address. */
export interface OtherView {
  value: string;
  label: string;
}

interface ChartViewChoiceProps {
  /** Its name in the address, where a page has several charts. */
  name?: string;
  others?: readonly OtherView[];
}

const usualName = 'view';

/** The keys that turn a chart into its table and back. Which of them is shown is in the address, and chart is what nothing there means. */
export function ChartViewChoice({ name = usualName, others = [] }: ChartViewChoiceProps) {
  const { t } = useTranslation('web');
  const { get, set } = useAddress();
  const options = [{ value: 'chart', label: t('chart.chart') }, ...others, { value: 'table', label: t('chart.table') }];
  const values = options.map(({ value }) => value);
  const change = (next: string) => set({ [name]: next === 'chart' ? null : next });
  return <Choice label={t('chart.view')} value={oneOf(get(name), values, 'chart')} options={options} onChange={change} />;
}

interface ChartViewProps {
  name?: string;
  /** What is shown, where the figures for what the address says are still on their way. */
  shown?: string;
  chart: ReactNode;
  table: ReactNode;
  /** By their word in the address. */
  others?: Readonly<Record<string, ReactNode>>;
}

/** A chart, or the table of the same figures: every chart has one behind it, for those who want the numbers or do not see the picture. */
export function ChartView({ name = usualName, shown, chart, table, others = {} }: ChartViewProps) {
  const { get } = useAddress();
  const view = shown ?? get(name);
  if (view === 'table') return <Suspense fallback={<Loading />}>{table}</Suspense>;
  return view !== null && view in others ? <Suspense fallback={<Loading />}>{others[view]}</Suspense> : chart;
}
