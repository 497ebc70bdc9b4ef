import { CalendarOutlined, LeftOutlined, RightOutlined } from '@ant-design/icons';
import { useFormats } from '@maru/web/use-formats';
import { Button } from 'antd';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { periodLabel } from '../load/labels';
import { type Granularity, moved, periodOf } from '../load/period';
import type { PeriodCalendarProps } from './period-calendar';

const loadCalendar = () => import('./period-calendar');
const PeriodCalendar = lazy(loadCalendar);

/** The period in words, in whose place the calendar opens. */
export function PeriodField(props: Omit<PeriodCalendarProps, 'onClose'>) {
  const formats = useFormats();
  const [isOpen, setOpen] = useState(false);
  const wasOpen = useRef(false);
  const field = useRef<HTMLButtonElement>(null);
  // Whoever closes the calendar by key goes on from where they opened it.
  useEffect(() => {
    if (wasOpen.current && !isOpen) field.current?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);
  const shown = (
    <Button
      ref={field}
      className="period-field"
      icon={<CalendarOutlined />}
      iconPlacement="end"
      aria-haspopup="dialog"
      aria-expanded={isOpen}
      onPointerEnter={loadCalendar}
      onFocus={loadCalendar}
      onClick={() => setOpen(true)}
    >
      <span>
        <span className="unseen">{props.label}: </span>
        {periodLabel(periodOf(props.by, props.date), formats)}
      </span>
    </Button>
  );
  if (!isOpen) return shown;
  return (
    <Suspense fallback={shown}>
      <PeriodCalendar {...props} onClose={() => setOpen(false)} />
    </Suspense>
  );
}

interface PeriodPickerProps {
  by: Granularity;
  /** A date in the period shown. */
  date: string;
  firstDay: string;
  lastDay: string;
  onChange: (date: string | null) => void;
}

/** Goes through the periods with data, one by one or by the calendar. */
export function PeriodPicker({ by, date, firstDay, lastDay, onChange }: PeriodPickerProps) {
  const { t } = useTranslation('fems');
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
      <PeriodField label={t('period.pick')} by={by} date={date} isOutside={isOutside} onChange={onChange} />
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
