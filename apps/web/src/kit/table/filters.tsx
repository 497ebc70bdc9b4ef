import { useTranslation } from 'react-i18next';
import { Picker } from '../picker';
import { SearchBox } from '../search-box';
import type { StateChange, TableState } from './state';

/** A column of a few values, with what there is to choose from. */
export interface ColumnChoice {
  key: string;
  title: string;
  options: readonly { value: string; label: string }[];
}

interface FiltersProps {
  label: string;
  choices: readonly ColumnChoice[];
  /** The columns that can be sorted by: on a phone there are no heads to press. */
  sortable: readonly { key: string; title: string }[];
  state: TableState;
  onChange: (change: StateChange) => void;
}

const any = '';

/** One of a column's values. A value of the address that no row has stays in sight, since it is what leaves the table empty. */
function ChoicePicker({
  choice: { key, title, options },
  state,
  onChange,
}: { choice: ColumnChoice } & Pick<FiltersProps, 'state' | 'onChange'>) {
  const { t } = useTranslation('web');
  const chosen = state.choices[key] ?? any;
  const isKnown = chosen === any || options.some(({ value }) => value === chosen);
  const all = [{ value: any, label: t('table.any', { title }) }, ...options, ...(isKnown ? [] : [{ value: chosen, label: chosen }])];
  return (
    <Picker
      label={title}
      value={chosen}
      options={all}
      onChange={(value) => onChange({ choices: { [key]: value === any ? null : value } })}
    />
  );
}

function SortPicker({ sortable, state, onChange }: Pick<FiltersProps, 'sortable' | 'state' | 'onChange'>) {
  const { t } = useTranslation('web');
  const options = sortable.flatMap(({ key, title }) => [
    { value: key, label: t('table.ascending', { title }) },
    { value: `-${key}`, label: t('table.descending', { title }) },
  ]);
  const written = state.sort ? `${state.sort.isDescending ? '-' : ''}${state.sort.key}` : any;
  const value = options.some((option) => option.value === written) ? written : any;
  const sort = (chosen: string) =>
    onChange({ sort: chosen === any ? null : { key: chosen.replace(/^-/, ''), isDescending: chosen.startsWith('-') } });
  return (
    <span className="table-sort">
      <Picker label={t('table.sort')} value={value} options={[{ value: any, label: t('table.unsorted') }, ...options]} onChange={sort} />
    </span>
  );
}

/** Finds rows by words and by the values of columns. */
export function TableFilters({ label, choices, sortable, state, onChange }: FiltersProps) {
  const { t } = useTranslation('web');
  return (
    <>
      <SearchBox label={t('table.find', { label })} value={state.find} onChange={(find) => onChange({ find })} />
      {choices.map((choice) => (
        <ChoicePicker key={choice.key} choice={choice} state={state} onChange={onChange} />
      ))}
      <SortPicker sortable={sortable} state={state} onChange={onChange} />
    </>
  );
}
