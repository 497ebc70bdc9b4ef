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

/** What may be meant by an operating day, each in its versions; the first is the one that figures are of where none is named. */
export const operatingDefinitions: readonly NamedOperatingDefinition[] = [
  {
    id: 'stored-log',
    version: 1,
    basis: 'stored',
    title: { ko: '로그가 저장된 날', en: 'Days with a stored log' },
    ...bonusOfNotice,
    uncertain: formulaUnknown,
  },
  {
    id: 'real-use',
    version: 1,
    basis: 'used',
    title: { ko: '사람이 사용한 날', en: 'Days of use by a person' },
    ...bonusOfNotice,
    uncertain: formulaUnknown,
  },
  {
    id: 'use-and-stored-log',
    version: 1,
    basis: 'both',
    title: { ko: '사람이 사용하고 로그도 저장된 날', en: 'Days of use with a stored log' },
    ...bonusOfNotice,
    uncertain: formulaUnknown,
  },
];

/** The newest version of a definition; the first definition where none of that id is known, or none is named. */
export function operatingDefinition(id: string | null | undefined): NamedOperatingDefinition {
  return operatingDefinitions.findLast((definition) => definition.id === id) ?? operatingDefinitions[0];
}
