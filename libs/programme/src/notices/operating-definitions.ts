import type { OperatingDefinition } from '@maru/evidence';
import type { Text } from '@maru/kernel';

/** A definition with its names, and what of it is inferred. */
export interface NamedOperatingDefinition extends OperatingDefinition {
  readonly title: Text;
  /** The notice from which days, months and the year of building are taken. */
  readonly noticeId: string;
  readonly uncertain: Text;
}

const bonusOfNotice = { daysAMonth: 20, months: 6, builtSince: '2021-01-01', noticeId: 'carbon-neutral-2025' } as const;
const formulaUnknown: Text = {
  ko: '공고는 월 20일·연속 6개월만 정합니다. 포털이 가동일을 세는 방법은 공개되어 있지 않습니다.',
  en: 'The notice fixes twenty days a month and six months in a row. How the portal counts a day is not public.',
};

/** A rule is never changed: another reading is another version. */
const versions = [
  { version: 1, completion: 'first', uncertain: formulaUnknown },
  {
    version: 2,
    completion: 'any',
    uncertain: {
      ko: `${formulaUnknown.ko} ‘공고일 이전 연속 6개월’은 공고일이 있는 달 앞의 달력상 여섯 달로, ‘2021년 이후 구축기업’은 2021년부터 공고일까지 한 번이라도 구축을 완료한 기업으로 읽었습니다.`,
      en: `${formulaUnknown.en} “Six months before the notice” is read as the six whole calendar months before the month of its day, “companies that built since 2021” as those that completed any project from 2021 to its day.`,
    },
  },
] as const;

const kinds = [
  { id: 'stored-log', basis: 'stored', title: { ko: '로그가 저장된 날', en: 'Days with a stored log' } },
  { id: 'real-use', basis: 'used', title: { ko: '사람이 사용한 날', en: 'Days of use by a person' } },
  { id: 'use-and-stored-log', basis: 'both', title: { ko: '사람이 사용하고 로그도 저장된 날', en: 'Days of use with a stored log' } },
] as const;

/** What may be meant by an operating day, each in its versions, the newest last; figures are of the first where none is named. */
export const operatingDefinitions: readonly NamedOperatingDefinition[] = kinds.flatMap((kind) =>
  versions.map(({ version, ...rule }) => ({ id: kind.id, version, basis: kind.basis, title: kind.title, ...bonusOfNotice, ...rule })),
);

type Named = Pick<NamedOperatingDefinition, 'id' | 'version'>;

/** By which one version is asked for, such as stored-log@2. */
export const versionName = ({ id, version }: Named): string => `${id}@${version}`;

/** What can be asked for: an id, which means its newest version, or one version. */
export const operatingDefinitionNames: readonly string[] = [
  ...new Set(operatingDefinitions.map(({ id }) => id)),
  ...operatingDefinitions.map(versionName),
];

/**
 * @param name one of `operatingDefinitionNames`; null or left out for the definition that is meant where none is named
 * @throws RangeError for another name: no figure passes for one of a definition that nobody asked for
 */
export function operatingDefinition(name: string | null | undefined): NamedOperatingDefinition {
  const asked = name ?? operatingDefinitions[0].id;
  const found = operatingDefinitions.findLast((definition) => definition.id === asked || versionName(definition) === asked);
  if (!found) throw new RangeError(`no operating definition is called ${asked}`);
  return found;
}
