import { Picker } from '@maru/web/picker';
import { useFormats } from '@maru/web/use-formats';
import { useTranslation } from 'react-i18next';
import type { LoadFilters } from '../load/address';
import type { ShownLoad } from '../load/shown';
import { type TimeOfUse, tariffs, usePeriods } from '../load/time-of-use';

const nothing = 'none';

interface TimeOfUsePickerProps {
  filters: LoadFilters;
  onChange: (changes: Partial<LoadFilters>) => void;
}

/** By which tariff the day is divided into time-of-use periods, if by any. */
export function TimeOfUsePicker({ filters, onChange }: TimeOfUsePickerProps) {
  const { t } = useTranslation('fems');
  const options = [
    { value: nothing, label: t('timeOfUse.nothing') },
    ...tariffs.map((value) => ({ value, label: t('timeOfUse.by', { tariff: t(`timeOfUse.tariff.${value}`) }) })),
  ];
  const change = (value: string) => onChange({ tariff: tariffs.find((each) => each === value) ?? null });
  return <Picker label={t('timeOfUse.label')} value={filters.tariff ?? nothing} options={options} onChange={change} />;
}

/** The bands by name and hours, so that nobody needs their colours to read them. */
export function TimeOfUseLegend({ timeOfUse }: { timeOfUse: TimeOfUse }) {
  const { t } = useTranslation('fems');
  const formats = useFormats();
  const spans = timeOfUse.periods ?? [];
  const shown = usePeriods.filter((period) => spans.some((span) => span.period === period));
  const hoursOf = (period: string) =>
    spans
      .filter((span) => span.period === period)
      .map(({ from, to }) => `${formats.time(from)}–${formats.endTime(to)}`)
      .join(', ');
  if (shown.length === 0) return null;
  return (
    <ul className="row load-legend load-bands quiet" aria-label={t('timeOfUse.label')}>
      {shown.map((period) => (
        <li key={period}>
          <i className={`load-band-${period}`} aria-hidden="true" />
          <b>{t(`timeOfUse.period.${period}`)}</b> <span>{hoursOf(period)}</span>
        </li>
      ))}
    </ul>
  );
}

/** Of which terms the periods are and whom they may not fit; or that those of the day are not known. */
export function TimeOfUseNote({ load }: { load: ShownLoad }) {
  const { t } = useTranslation('fems');
  const formats = useFormats();
  const { timeOfUse } = load;
  if (!timeOfUse) return null;
  const { day, tariff, version, formerTermsUntil } = timeOfUse;
  if (!version) return <p className="quiet load-bands-note">{t('timeOfUse.unknown', { day: formats.day(day) })}</p>;
  const terms = t('timeOfUse.note', { tariff: t(`timeOfUse.tariff.${tariff}`), version: formats.day(version) });
  const former = formerTermsUntil && t('timeOfUse.former', { until: formats.day(formerTermsUntil) });
  return (
    <p className="quiet load-bands-note">
      {terms} {former}
    </p>
  );
}
