import { DatePicker, dayjs } from '@maru/web/date-picker';
import { useFormats } from '@maru/web/use-formats';
import { homeZone, zonedText } from '@maru/web/zoned';
import { useTranslation } from 'react-i18next';
import { dayOf } from '../operating/day-of';

/** Where the programme counts. */
export const today = () => zonedText(Date.now(), homeZone).slice(0, 'yyyy-mm-dd'.length);

/** A day of the address that is over; null where it names none, so that figures stand as of now. */
export function pastDayOf(text: string | null): string | null {
  const day = dayOf(text);
  return day !== null && day < today() ? day : null;
}

/** The last moment of a day where the programme counts, as a question has it; undefined for now. */
export const endOf = (day: string | null): string | undefined => (day === null ? undefined : `${day}T23:59:59.999+09:00`);

/** As of which day figures and verdicts stand: now, or at the end of a day that is over. */
export function AsOfDay({ day, onChange }: { day: string | null; onChange: (day: string | null) => void }) {
  const { t } = useTranslation('programme');
  const formats = useFormats();
  return (
    <DatePicker
      aria-label={t('desk.asOfDay')}
      placeholder={t('desk.asOfNow')}
      value={day === null ? null : dayjs(day)}
      format={(value) => t('desk.asOfEnd', { day: formats.day(value.format('YYYY-MM-DD')) })}
      disabledDate={(each) => each.format('YYYY-MM-DD') >= today()}
      inputReadOnly
      onChange={(value) => onChange(value ? value.format('YYYY-MM-DD') : null)}
    />
  );
}
