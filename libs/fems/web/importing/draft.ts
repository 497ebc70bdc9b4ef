import { type Column, type Mapping, type MonthField, monthFields, type TimeFormat } from './words';

/** What a column of a file of readings is for. `clock`: the time of the day, or its hour, where the date has a column of its own. */
export const readingRoles = ['none', 'time', 'clock', 'value', 'meter'] as const;
export type ReadingRole = (typeof readingRoles)[number];
export type Role = ReadingRole | MonthField;

type Value = Mapping['values'][number];

const dayMinutes = 24 * 60;

/** Whether the time of a row stands in two columns. */
export const isTwoColumns = (format: TimeFormat): boolean => format === 'dateAndTime' || format === 'dateAndHour';

/** What a column can be for, as the mapping stands. */
export function rolesFor({ kind, time, meters }: Mapping): readonly Role[] {
  if (kind === 'utilityMonths') return ['none', ...monthFields];
  return readingRoles.filter(
    (role) => (role !== 'clock' || isTwoColumns(time.format)) && (role !== 'meter' || time.format !== 'date' || meters !== null),
  );
}

export function roleOf(mapping: Mapping, column: number): Role {
  if (mapping.kind === 'utilityMonths') return mapping.months.find((month) => month.column === column)?.field ?? 'none';
  const place = mapping.time.columns.indexOf(column);
  if (place >= 0) return place === 0 ? 'time' : 'clock';
  if (mapping.meters?.column === column) return 'meter';
  return mapping.values.some((value) => value.column === column) ? 'value' : 'none';
}

const byColumn = (a: { column: number }, b: { column: number }) => a.column - b.column;

/** Takes the column out of all that it was for; the time keeps it until another column has its place. */
function without(mapping: Mapping, column: number): Mapping {
  return {
    ...mapping,
    values: mapping.values.filter((value) => value.column !== column),
    months: mapping.months.filter((month) => month.column !== column),
    meters: mapping.meters?.column === column ? null : mapping.meters,
  };
}

/** The names that stand in a column, as far as they are known here; more are added as the check finds them. */
const metersIn = ({ index, samples }: Column): NonNullable<Mapping['meters']> => ({
  column: index,
  points: [...new Set(samples)].map((name) => ({ name, pointId: null })),
});

/** Says what a column is for. What can be only once (the time, a field of a month) leaves its former column. */
export function withRole(mapping: Mapping, column: Column, role: Role): Mapping {
  const { index } = column;
  const rest = without(mapping, index);
  const [date = index, clock] = mapping.time.columns;
  if (mapping.kind === 'utilityMonths') {
    if (role === 'none') return rest;
    const field = role as MonthField;
    return { ...rest, months: [...rest.months.filter((month) => month.field !== field), { column: index, field }].sort(byColumn) };
  }
  if (role === 'time')
    return { ...rest, time: { ...rest.time, columns: clock === undefined || clock === index ? [index] : [index, clock] } };
  if (role === 'clock') return { ...rest, time: { ...rest.time, columns: date === index ? [index] : [date, index] } };
  if (role === 'meter') return { ...rest, meters: metersIn(column), values: rest.values.slice(0, 1) };
  if (role === 'none') return { ...rest, time: { ...rest.time, columns: rest.time.columns.filter((each) => each !== index) } };
  const value: Value = { column: index, pointId: null, unit: mapping.values[0]?.unit ?? 'kWh', time: null };
  const values = mapping.meters ? [value] : [...rest.values, value].sort(byColumn);
  return withTimes({ ...rest, values, time: { ...rest.time, columns: rest.time.columns.filter((each) => each !== index) } });
}

const clockText = (minutes: number) => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** Where a row is a day, its values follow each other through the day, in the order of their columns; elsewhere they have no time of their own. */
function withTimes(mapping: Mapping): Mapping {
  const { time, values, stamp, intervalSeconds } = mapping;
  if (time.format !== 'date') return { ...mapping, values: values.map((value) => ({ ...value, time: null })) };
  if (values.every((value) => value.time !== null)) return mapping;
  const step = intervalSeconds / 60;
  const shift = stamp === 'intervalEnd' ? step : 0;
  return { ...mapping, values: values.map((value, at) => ({ ...value, time: clockText(Math.min(at * step + shift, dayMinutes)) })) };
}

/** Another form of the time: as many columns as it takes. */
export function withFormat(mapping: Mapping, format: TimeFormat): Mapping {
  const [date = 0, clock] = mapping.time.columns;
  const columns = isTwoColumns(format) && clock !== undefined ? [date, clock] : [date];
  return withTimes({ ...mapping, meters: format === 'date' ? null : mapping.meters, time: { format, columns } });
}

/** What the check cannot do without. */
export type Missing = 'source' | 'time' | 'clock' | 'values' | 'points' | 'site' | 'month' | 'monthValues';

export function missingIn(mapping: Mapping): Missing[] {
  const { kind, sourceId, time, values, meters, siteId, months } = mapping;
  const when = (isMissing: boolean, what: Missing): Missing[] => (isMissing ? [what] : []);
  if (kind === 'utilityMonths')
    return [
      ...when(siteId === null, 'site'),
      ...when(!months.some(({ field }) => field === 'month'), 'month'),
      ...when(!months.some(({ field }) => field !== 'month'), 'monthValues'),
    ];
  const hasPoints = meters ? meters.points.some(({ pointId }) => pointId !== null) : values.every(({ pointId }) => pointId !== null);
  return [
    ...when(sourceId === null, 'source'),
    ...when(time.columns.length === 0, 'time'),
    ...when(isTwoColumns(time.format) && time.columns.length === 1, 'clock'),
    ...when(values.length === 0, 'values'),
    ...when(values.length > 0 && !hasPoints, 'points'),
  ];
}
