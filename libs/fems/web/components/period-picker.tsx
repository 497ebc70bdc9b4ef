import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { useFormats } from '@maru/web/use-formats';
import { Button, DatePicker } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import { periodLabel } from '../load/labels';
import { type Granularity, moved, periodOf } from '../load/period';

interface PeriodPickerProps {
  by: Granularity;
  /** A date in the period shown. */
  date: string;
  firstDay: string;
  lastDay: string;
  onChange: (date: string | null) => void;
}

const pickers = { day: 'date', month: 'month', year: 'year' } as const;

/** Goes through the periods with data, one by one or by the calendar. */
export function PeriodPicker({ by, date, firstDay, lastDay, onChange }: PeriodPickerProps) {
  const { t } = useTranslation('fems');
  const formats = useFormats();
  const { from, to } = periodOf(by, date);
  const isOutside = (day: string) => {
    const period = periodOf(by, day);
    return period.to <= firstDay || period.from > lastDay;
  };
  return (
    <div className="row period-picker">
      <Button
        icon={<LeftOutlined />}
        aria-label={t(`period.previous.${by}`)}
        disabled={from <= firstDay}
        onClick={() => onChange(moved(by, date, -1))}
      />
      <DatePicker
        aria-label={t('period.pick')}
        picker={pickers[by]}
        value={dayjs(date)}
        format={(value) => periodLabel(periodOf(by, value.format('YYYY-MM-DD')), formats)}
        disabledDate={(day) => isOutside(day.format('YYYY-MM-DD'))}
        allowClear={false}
        inputReadOnly
        showNow={false}
        onChange={(value) => value && onChange(value.format('YYYY-MM-DD'))}
      />
      <Button
        icon={<RightOutlined />}
        aria-label={t(`period.next.${by}`)}
        disabled={to > lastDay}
        onClick={() => onChange(moved(by, date, 1))}
      />
      <Button disabled={from <= lastDay && lastDay < to} onClick={() => onChange(null)}>
        {t('period.newest')}
      </Button>
    </div>
  );
}
