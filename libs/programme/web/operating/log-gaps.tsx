import { type Column, DataTable, timeCell } from '@maru/web/data-table';
import { useFormats } from '@maru/web/use-formats';
import { useTranslation } from 'react-i18next';
import type { Month } from './words';

type Gap = Month['logGaps'][number];

/** When the usage log of the service may have missed reads in the month. Nothing is shown where there was no such time. */
export function LogGaps({ month }: { month: Month }) {
  const { t } = useTranslation('programme');
  const formats = useFormats();
  if (month.logGaps.length === 0) return null;
  const columns: Column<Gap>[] = [
    { key: 'from', title: t('runningMonth.gapFrom'), value: ({ from }) => timeCell(from, formats.exactInstant) },
    { key: 'until', title: t('runningMonth.gapUntil'), value: ({ until }) => timeCell(until, formats.exactInstant) },
  ];
  return (
    <section className="card" aria-labelledby="log-gaps">
      <h2 id="log-gaps">{t('runningMonth.gaps', { count: formats.count(month.logGaps.length) })}</h2>
      <p className="quiet">{t('runningMonth.gapsMean')}</p>
      <DataTable
        id="gaps"
        label={t('runningMonth.gaps', { count: formats.count(month.logGaps.length) })}
        columns={columns}
        rows={month.logGaps}
        rowKey={({ from, until }) => `${from} ${until}`}
        pageSize={20}
        isSimulated={() => month.simulated}
      />
    </section>
  );
}
