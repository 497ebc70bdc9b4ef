import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Chart } from '../kit/chart';
import { ChartView, ChartViewChoice } from '../kit/chart-view';
import { DataTable } from '../kit/data-table';
import { KeyFigure, KeyFigures } from '../kit/key-figure';
import { token, useScale } from '../kit/tokens';
import { useFormats } from '../kit/use-formats';
import { type SampleRow, sampleRows } from './samples';
import { Group, Specimen } from './specimen';

const rows = sampleRows(24);

function SampleChart() {
  const { t } = useTranslation('showcase');
  const scale = useScale();
  const formats = useFormats();
  const option = useMemo(() => {
    const type = { color: token('muted'), fontFamily: token('type'), fontSize: 12.5 * scale };
    return {
      grid: { left: 4, right: 8, top: 28 * scale, bottom: 4, containLabel: true },
      tooltip: { trigger: 'axis', confine: true },
      xAxis: { type: 'category', data: rows.map(({ number }) => String(number)), axisLabel: type },
      yAxis: { type: 'value', name: 'kWh', nameTextStyle: type, axisLabel: { ...type, formatter: formats.tick } },
      series: [{ type: 'bar', data: rows.map(({ energyKwh }) => energyKwh), itemStyle: { color: token('energy') } }],
    };
  }, [scale, formats]);
  return <Chart option={option} label={t('charts.label')} />;
}

/** Numbers that lead, and pictures with their tables. */
export function ChartSpecimens() {
  const { t } = useTranslation('showcase');
  const columns = [
    { key: 'name', title: t('sample.name'), value: ({ number }: SampleRow) => t('sample.meter', { number }) },
    { key: 'energy', title: t('sample.energy'), value: ({ energyKwh }: SampleRow) => energyKwh, digits: 2 as const, isFigure: true },
  ];
  return (
    <Group title={t('charts.title')}>
      <Specimen of="KeyFigure KeyFigures" title={t('charts.figures')} use={t('charts.figuresUse')}>
        <KeyFigures>
          <KeyFigure label={t('charts.energy')} value="52,318.00" unit="kWh">
            {t('charts.energyOf')}
          </KeyFigure>
          <KeyFigure label={t('charts.demand')} value="–" unit="kW">
            {t('charts.unknown')}
          </KeyFigure>
        </KeyFigures>
      </Specimen>
      <Specimen of="Chart ChartView ChartViewChoice" title={t('charts.chart')} use={t('charts.chartUse')}>
        <div className="row">
          <ChartViewChoice name="chart" />
        </div>
        <ChartView
          name="chart"
          chart={<SampleChart />}
          table={
            <DataTable
              id="charted"
              label={t('charts.chart')}
              columns={columns}
              rows={rows}
              rowKey={({ id }) => id}
              isPinned
              isSimulated={() => true}
            />
          }
        />
      </Specimen>
    </Group>
  );
}
