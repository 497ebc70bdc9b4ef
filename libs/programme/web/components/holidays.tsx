import { type Column, DataTable, dayCell } from '@maru/web/data-table';
import { currentLanguage } from '@maru/web/language';
import { useFormats } from '@maru/web/use-formats';
import { useTranslation } from 'react-i18next';
import type { Calendar } from './single-days';

/** Public holidays to come, as far as they are known. */
export function Holidays({ calendar }: { calendar: Calendar }) {
  const { t } = useTranslation('programme');
  const { day: dayText } = useFormats();
  const language = currentLanguage();
  const columns: Column<Calendar['holidays'][number]>[] = [
    { key: 'day', title: t('calendar.day'), value: ({ day }) => dayCell(day, dayText) },
    { key: 'name', title: t('calendar.holiday'), value: ({ name }) => name[language] },
  ];
  return (
    <section className="card" aria-labelledby="holidays">
      <h2 id="holidays">{t('calendar.holidays')}</h2>
      <p className="quiet">{t('calendar.holidaysHint', { day: dayText(calendar.holidaysKnownUntil) })}</p>
      <DataTable
        id="holidays"
        label={t('calendar.holidays')}
        columns={columns}
        rows={calendar.holidays}
        rowKey={({ day }) => day}
        pageSize={50}
      />
    </section>
  );
}
