import { Picker } from '@maru/web/picker';
import { useTranslation } from 'react-i18next';
import type { LoadFilters } from '../load/address';
import { type ComparisonName, comparisonsOf, otherPeriod } from '../load/compare';
import { periodOf } from '../load/period';
import { PeriodField } from './period-picker';

interface ComparePickerProps {
  filters: LoadFilters;
  /** A date in the period shown. */
  date: string;
  firstDay: string;
  lastDay: string;
  onChange: (changes: Partial<LoadFilters>) => void;
}

const nothing = 'none';
const chosenDate = 'date';

/** What the period is compared with: one by its name, or any other with data. */
export function ComparePicker({ filters, date, firstDay, lastDay, onChange }: ComparePickerProps) {
  const { t } = useTranslation('fems');
  const { by, comparison } = filters;
  const names: readonly ComparisonName[] = comparisonsOf[by];
  const name = names.find((each) => each === comparison);
  const nameOf = (each: ComparisonName) =>
    each === 'previous'
      ? t(`period.previous.${by}`)
      : each === 'week'
        ? t('compare.week')
        : t(by === 'day' ? 'compare.yearAgo.day' : 'compare.yearAgo.month');
  const options = [
    { value: nothing, label: t('compare.nothing') },
    ...names.map((each) => ({ value: each, label: t('compare.with', { name: nameOf(each) }) })),
    { value: chosenDate, label: t('compare.choose') },
  ];
  const shown = periodOf(by, date);
  const isOutside = (day: string) => {
    const period = periodOf(by, day);
    return period.to <= firstDay || period.from > lastDay || period.from === shown.from;
  };
  const change = (value: string) => {
    if (value === nothing) onChange({ comparison: null });
    // The calendar opens from the period before, unless another one is compared with already.
    else if (value === chosenDate) onChange({ comparison: otherPeriod(by, date, comparison ?? 'previous').from });
    else onChange({ comparison: value });
  };
  const isChosen = comparison !== null && !name;
  return (
    <div className="row load-compare">
      <Picker label={t('compare.label')} value={comparison === null ? nothing : (name ?? chosenDate)} options={options} onChange={change} />
      {isChosen && (
        <PeriodField
          label={t('compare.pick')}
          by={by}
          date={comparison}
          isOutside={isOutside}
          onChange={(on) => onChange({ comparison: on })}
        />
      )}
    </div>
  );
}
