import { DatePicker, dayjs } from '@maru/web/date-picker';
import { useFormats } from '@maru/web/use-formats';
import { homeZone, zonedText } from '@maru/web/zoned';
import { useTranslation } from 'react-i18next';
import './month-switch.css';

/** The month that it is where the programme counts. */
export const thisMonth = () => zonedText(Date.now(), homeZone).slice(0, 'yyyy-mm'.length);

/** A month of the address; this one where it names none, or none that has begun. */
export function monthOf(text: string | null): string {
  return text !== null && /^20\d\d-(?:0[1-9]|1[0-2])$/.test(text) && text <= thisMonth() ? text : thisMonth();
}

/** Goes from month to month, or to one by the calendar; none that has not begun. */
export function MonthSwitch({ month, onChange }: { month: string; onChange: (month: string | null) => void }) {
  const { t } = useTranslation('programme');
  const formats = useFormats();
  const first = dayjs(`${month}-01`);
  const moved = (by: number) => onChange(first.add(by, 'month').format('YYYY-MM'));
  return (
    <div className="row month-switch">
      <button type="button" className="button" aria-label={t('operating.month.previous')} onClick={() => moved(-1)}>
        ‹
      </button>
      <DatePicker
        aria-label={t('operating.month.pick')}
        picker="month"
        value={first}
        format={(value) => formats.month(value.format('YYYY-MM-DD'))}
        disabledDate={(day) => day.format('YYYY-MM') > thisMonth()}
        allowClear={false}
        inputReadOnly
        onChange={(value) => value && onChange(value.format('YYYY-MM'))}
      />
      <button
        type="button"
        className="button"
        aria-label={t('operating.month.next')}
        disabled={month >= thisMonth()}
        onClick={() => moved(1)}
      >
        ›
      </button>
      <button type="button" className="button" disabled={month === thisMonth()} onClick={() => onChange(null)}>
        {t('operating.month.this')}
      </button>
    </div>
  );
}
