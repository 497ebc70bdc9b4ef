import { DatePicker, dayjs } from '@maru/web/date-picker';
import { useFormats } from '@maru/web/use-formats';
import { periodLabel } from '../load/labels';
import { type Granularity, periodOf } from '../load/period';

export interface PeriodCalendarProps {
  /** What is chosen here, for those who do not see it. */
  label: string;
  by: Granularity;
  /** A date in the period shown. */
  date: string;
  /** True for a day whose period has no data. */
  isOutside: (day: string) => boolean;
  onChange: (date: string) => void;
  onClose: () => void;
}

const pickers = { day: 'date', month: 'month', year: 'year' } as const;

/** The open calendar. It weighs as much as the rest of the page, so it is loaded when somebody reaches for it. */
export default function PeriodCalendar({ label, by, date, isOutside, onChange, onClose }: PeriodCalendarProps) {
  const formats = useFormats();
  return (
    <DatePicker
      aria-label={label}
      className="period-field"
      picker={pickers[by]}
      value={dayjs(date)}
      format={(value) => periodLabel(periodOf(by, value.format('YYYY-MM-DD')), formats)}
      disabledDate={(day) => isOutside(day.format('YYYY-MM-DD'))}
      allowClear={false}
      inputReadOnly
      showNow={false}
      open
      autoFocus
      onOpenChange={(isOpen) => !isOpen && onClose()}
      onChange={(value) => value && onChange(value.format('YYYY-MM-DD'))}
    />
  );
}
