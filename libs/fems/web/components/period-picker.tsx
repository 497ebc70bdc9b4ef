import './period-picker.css';
import { loadingEarly } from '@maru/web/early';
import { useFormats } from '@maru/web/use-formats';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { periodLabel } from '../load/labels';
import { type Granularity, moved, periodOf } from '../load/period';
import type { PeriodCalendarProps } from './period-calendar';

const loadCalendar = () => import('./period-calendar');
const loadCalendarEarly = loadingEarly(loadCalendar);
const PeriodCalendar = lazy(loadCalendar);

const signs = {
  previous: 'M12.5 4 6.5 10l6 6',
  next: 'm7.5 4 6 6-6 6',
  calendar: 'M3 5.5h14V17H3zM3 9h14M6.5 3v4M13.5 3v4',
};

/** Drawn here: of the library's keys and signs the page of a chart would load more than of everything else on it. */
function Sign({ of }: { of: keyof typeof signs }) {
  return (
    <svg className="period-sign" viewBox="0 0 20 20" aria-hidden="true">
      <path d={signs[of]} />
    </svg>
  );
}

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
    <button
      type="button"
      ref={field}
      className="button period-field"
      aria-haspopup="dialog"
      aria-expanded={isOpen}
      onPointerEnter={loadCalendarEarly}
      onFocus={loadCalendarEarly}
      onClick={() => setOpen(true)}
    >
      <span>
        <span className="unseen">{props.label}: </span>
        {periodLabel(periodOf(props.by, props.date), formats)}
      </span>
      <Sign of="calendar" />
    </button>
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
      <button
        type="button"
        className="button period-step"
        aria-label={t(`period.previous.${by}`)}
        disabled={from <= firstDay}
        onClick={() => onChange(moved(by, date, -1))}
      >
        <Sign of="previous" />
      </button>
      <PeriodField label={t('period.pick')} by={by} date={date} isOutside={isOutside} onChange={onChange} />
      <button
        type="button"
        className="button period-step"
        aria-label={t(`period.next.${by}`)}
        disabled={to > lastDay}
        onClick={() => onChange(moved(by, date, 1))}
      >
        <Sign of="next" />
      </button>
      <button type="button" className="button" disabled={from <= lastDay && lastDay < to} onClick={() => onChange(null)}>
        {t('period.newest')}
      </button>
    </div>
  );
}
