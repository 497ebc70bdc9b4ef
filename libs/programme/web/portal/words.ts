import type { Schemas } from '@maru/web/client';

export type PortalDay = Schemas['PortalDayItem'];
export type PortalMonth = Schemas['PortalMonth'];
export type Compared = Schemas['ComparedItem'];
export type PortalList = Schemas['PortalListItem'];
export type Mapping = Schemas['PortalMappingBody'];
export type Field = Mapping['columns'][number]['field'];
export type Preview = Schemas['PortalListPreviewOutcome'];
export type Loaded = Schemas['PortalListOutcome'];

export const monthPath = '/api/programme/portal-months';
export const dayPath = '/api/programme/portal-days';
export const listsPath = '/api/programme/portal-lists';
/** The kind of task that looks at a file: also the purpose for which it is sent. */
export const previewKind = 'programme.portal-list-preview';

export const fieldsOfKind = {
  logs: ['time', 'use', 'user', 'address', 'bytes', 'result'],
  days: ['day', 'count'],
} as const satisfies Record<Mapping['kind'], readonly Field[]>;
export const neededFields = { logs: ['time'], days: ['day', 'count'] } as const satisfies Record<Mapping['kind'], readonly Field[]>;
export const kinds = ['logs', 'days'] as const;

export const fieldOf = ({ columns }: Mapping, column: number): Field | 'none' =>
  columns.find((one) => one.column === column)?.field ?? 'none';

/** The column is read as the field, and no other one is. */
export function withField(mapping: Mapping, column: number, field: Field | 'none'): Mapping {
  const others = mapping.columns.filter((one) => one.column !== column && one.field !== field);
  return { ...mapping, columns: field === 'none' ? others : [...others, { column, field }] };
}

/** What is read as something that the other kind does not have is not read any more. */
export function withKind(mapping: Mapping, kind: Mapping['kind']): Mapping {
  const fields: readonly Field[] = fieldsOfKind[kind];
  return { ...mapping, kind, columns: mapping.columns.filter(({ field }) => fields.includes(field)) };
}

export const missingFields = (mapping: Mapping): Field[] =>
  neededFields[mapping.kind].filter((field) => !mapping.columns.some((one) => one.field === field));

export const stateOf = ({ differs }: Pick<PortalDay, 'differs'>): 'differs' | 'equal' | 'uncovered' =>
  differs === null ? 'uncovered' : differs ? 'differs' : 'equal';
const order = { differs: 0, equal: 1, uncovered: 2 } as const;

/** Days that differ first, then those that do not, and last those of which no list speaks. */
export function differencesFirst(days: readonly PortalDay[]): PortalDay[] {
  return [...days].sort((a, b) => order[stateOf(a)] - order[stateOf(b)] || a.day.localeCompare(b.day));
}
