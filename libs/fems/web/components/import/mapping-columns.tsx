import { letterOf } from '@maru/web/column-letter';
import { SelectField } from '@maru/web/select-field';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { type Role, roleOf, rolesFor, withRole } from '../../importing/draft';
import { type Column, type Mapping } from '../../importing/words';
import type { Metering } from '../../metering/next-step';
import { type Point, type Unit, unitsOf, useIntervalText } from '../../metering/words';

/** What the server has to say of a field, by its place in the mapping (`values.3.pointId`). */
export type ErrorsAt = (field: string) => readonly string[];

export interface DraftProps {
  draft: Mapping;
  columns: readonly Column[];
  metering: Metering;
  errorsAt: ErrorsAt;
  change: (draft: Mapping) => void;
}

const units = [...new Set(Object.values(unitsOf).flat())];

/** Points by the name that a person knows: of which meter, in which unit, how often. */
function usePointOptions({ points, meters }: Metering): { value: string; label: string }[] {
  const intervalText = useIntervalText();
  const meterName = (point: Point) => meters.find(({ id }) => id === point.meterId)?.name ?? '';
  return points.map((point) => ({
    value: point.id,
    label: `${meterName(point)} · ${point.name} (${point.unit}, ${intervalText(point.intervalSeconds)})`,
  }));
}

/**
 * A unit of another quantity becomes that of the point. The interval stays as the file has it: an hour's energy must not become that of a
 * quarter because such a point was chosen.
 */
function withPoint(draft: Mapping, at: readonly number[], pointId: string, { points }: Metering): Mapping {
  const point = points.find(({ id }) => id === pointId);
  const unitFor = (unit: Mapping['values'][number]['unit']) =>
    point && !unitsOf[point.quantity].includes(unit as Unit) ? point.unit : unit;
  const values = draft.values.map((value, index) => (at.includes(index) ? { ...value, pointId, unit: unitFor(value.unit) } : value));
  return { ...draft, values };
}

const withUnit = (draft: Mapping, at: readonly number[], unit: Unit): Mapping => ({
  ...draft,
  values: draft.values.map((value, index) => (at.includes(index) ? { ...value, unit } : value)),
});

interface ValueFieldsProps extends DraftProps {
  /** Places among the values that are set together. */
  at: readonly number[];
  name: string;
}

/** Whose readings a column holds, and in which unit it is written. */
function ValueFields({ draft, metering, errorsAt, change, at, name }: ValueFieldsProps) {
  const { t } = useTranslation('fems');
  const options = usePointOptions(metering);
  const [first] = at;
  const value = first === undefined ? undefined : draft.values[first];
  if (!value) return null;
  const errors = (field: string) => [...new Set(at.flatMap((place) => errorsAt(`values.${place}.${field}`)))];
  return (
    <>
      {!draft.meters && (
        <SelectField
          label={t('import.pointOf', { name })}
          isLabelUnseen
          value={value.pointId ?? ''}
          options={options}
          placeholder={t('import.choosePoint')}
          errors={errors('pointId')}
          onChange={(pointId) => change(withPoint(draft, at, pointId, metering))}
        />
      )}
      <SelectField
        label={t('import.unitOf', { name })}
        isLabelUnseen
        value={value.unit}
        options={units.map((unit) => ({ value: unit, label: unit }))}
        errors={errors('unit')}
        onChange={(unit) => change(withUnit(draft, at, unit))}
      />
    </>
  );
}

interface ColumnEntryProps extends DraftProps {
  column: Column;
}

/** A point says how often it is read: where none is read as the file is, another one has to be added first. */
export function NoFittingPoint({ draft, metering }: Pick<DraftProps, 'draft' | 'metering'>) {
  const { t } = useTranslation('fems');
  const intervalText = useIntervalText();
  const fits = metering.points.some(({ intervalSeconds }) => intervalSeconds === draft.intervalSeconds);
  if (fits || draft.kind !== 'readings') return null;
  return (
    <p className="notice notice-warning">
      {t('import.noFittingPoint', { interval: intervalText(draft.intervalSeconds) })} <Link to="/fems/meters">{t('load.toMeters')}</Link>
    </p>
  );
}

/** What a column is for; one of values also says whose they are, but where a row is a day: those are set together. */
function ColumnEntry({ column, ...props }: ColumnEntryProps) {
  const { t } = useTranslation('fems');
  const { draft, change } = props;
  const name = [letterOf(column.index), column.name].filter(Boolean).join(' · ');
  const role = roleOf(draft, column.index);
  const at = draft.values.findIndex((value) => value.column === column.index);
  return (
    <li className={`import-column ${role === 'none' ? 'import-column-none' : ''}`}>
      <p>
        <strong>{name}</strong>
        <br />
        <span className="quiet">{column.samples.slice(0, 3).join(', ') || t('import.noSamples')}</span>
      </p>
      <SelectField
        label={t('import.roleOf', { name })}
        isLabelUnseen
        value={role}
        options={rolesFor(draft).map((value: Role) => ({ value, label: t(`import.role.${value}`) }))}
        onChange={(chosen) => change(withRole(draft, column, chosen))}
      />
      {role === 'value' && draft.time.format !== 'date' && <ValueFields {...props} at={[at]} name={name} />}
    </li>
  );
}

interface MappingColumnsProps extends DraftProps {
  /** As it was before anything was changed here: columns stay where they are while their meaning changes. */
  begun: Mapping;
}

/** What the columns are for: first those in use, then the others, which are mostly left alone. */
export function MappingColumns({ begun, ...props }: MappingColumnsProps) {
  const { t } = useTranslation('fems');
  const { draft, columns } = props;
  const name = t('import.dayColumns', { count: draft.values.length });
  const isUsed = ({ index }: Column) => roleOf(begun, index) !== 'none';
  const used = columns.filter(isUsed);
  const others = columns.filter((column) => !isUsed(column));
  const list = (some: readonly Column[]) => (
    <ul>
      {some.map((column) => (
        <ColumnEntry key={column.index} {...props} column={column} />
      ))}
    </ul>
  );
  return (
    <fieldset className="import-columns">
      <legend>{t('import.columns')}</legend>
      {draft.kind === 'readings' && draft.time.format === 'date' && draft.values.length > 0 && (
        <div className="import-column">
          <p>
            <strong>{name}</strong>
            <br />
            <span className="quiet">
              {t('import.dayTimes', { first: draft.values[0]?.time ?? '', last: draft.values.at(-1)?.time ?? '' })}
            </span>
          </p>
          <ValueFields {...props} at={draft.values.map((_, at) => at)} name={name} />
        </div>
      )}
      {list(used)}
      {others.length > 0 && (
        <details open={used.length === 0}>
          <summary>{t('import.otherColumns', { count: others.length })}</summary>
          {list(others)}
        </details>
      )}
    </fieldset>
  );
}

/** Whose readings the rows hold, by the names that a column of the file gives. */
export function MappingMeters({ draft, metering, errorsAt, change }: DraftProps) {
  const { t } = useTranslation('fems');
  const options = usePointOptions(metering);
  const { meters } = draft;
  if (!meters) return null;
  const choose = (at: number, pointId: string) =>
    change({ ...draft, meters: { ...meters, points: meters.points.map((each, index) => (index === at ? { ...each, pointId } : each)) } });
  return (
    <fieldset className="import-columns">
      <legend>{t('import.meters')}</legend>
      <p className="quiet">{t('import.metersHint')}</p>
      <ul>
        {meters.points.map(({ name, pointId }, at) => (
          <li key={name} className="import-column">
            <p>
              <strong>{name}</strong>
            </p>
            <SelectField
              label={t('import.pointOf', { name })}
              isLabelUnseen
              value={pointId ?? ''}
              options={options}
              placeholder={t('import.choosePoint')}
              errors={errorsAt(`meters.points.${at}.pointId`)}
              onChange={(chosen) => choose(at, chosen)}
            />
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
