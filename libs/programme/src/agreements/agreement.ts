import type { FieldError, Text } from '@maru/kernel';
import type { Notice } from '../notices/notices';

export const targetLevels = ['basic', 'intermediate1', 'intermediate2', 'advanced'] as const;
export type TargetLevel = (typeof targetLevels)[number];

/** What is entered of an agreement. Days are days of Asia/Seoul. */
export interface AgreementTerms {
  readonly number: string;
  /** Of a consortium of suppliers; null where the company itself signed. */
  readonly partyName: string | null;
  /** The organisation of the consortium that sees on its board what is owed; null where the company names none, and none sees it. */
  readonly supplierId: string | null;
  readonly siteIds: readonly string[];
  readonly signedOn: string;
  readonly completedOn: string | null;
  readonly finallyCompletedOn: string | null;
  readonly targetLevel: TargetLevel | null;
  readonly modules: readonly string[];
}

type Rule = readonly [isBroken: boolean, pointer: string, code: string, detail: Text];

/**
 * What is wrong with the terms beside the form of each field.
 * @param today in Asia/Seoul: what is entered has happened
 * @param modules ids of the modules that an agreement can be about
 */
export function termsFaults(terms: AgreementTerms, notice: Notice, today: string, modules: ReadonlySet<string>): FieldError[] {
  const { signedOn, completedOn, finallyCompletedOn, partyName, supplierId } = terms;
  const byConsortium = notice.party === 'supplierConsortium';
  const inFuture: Text = {
    ko: '오늘보다 뒤의 날짜입니다. 실제로 한 날을 적어 주세요.',
    en: 'The day is to come. Enter the day on which it was done.',
  };
  const rules: readonly Rule[] = [
    [
      byConsortium && partyName === null,
      '/partyName',
      'missing',
      { ko: '협약을 맺은 공급기업 컨소시엄의 이름을 적어 주세요.', en: 'Enter the name of the consortium of suppliers that signed.' },
    ],
    [
      !byConsortium && partyName !== null,
      '/partyName',
      'not-asked',
      {
        ko: '이 공고의 협약은 도입기업이 맺습니다. 컨소시엄 이름을 비워 주세요.',
        en: 'Under this notice the company signs. Leave the consortium out.',
      },
    ],
    [
      !byConsortium && supplierId !== null,
      '/supplierId',
      'not-asked',
      {
        ko: '이 공고의 협약은 도입기업이 맺습니다. 공급기업을 비워 주세요.',
        en: 'Under this notice the company signs. Leave the supplier out.',
      },
    ],
    [signedOn > today, '/signedOn', 'in-future', inFuture],
    [completedOn !== null && completedOn > today, '/completedOn', 'in-future', inFuture],
    [finallyCompletedOn !== null && finallyCompletedOn > today, '/finallyCompletedOn', 'in-future', inFuture],
    [
      completedOn !== null && completedOn < signedOn,
      '/completedOn',
      'before-signing',
      { ko: '협약일보다 앞선 날짜입니다.', en: 'It lies before the day of signing.' },
    ],
    [
      finallyCompletedOn !== null && completedOn === null,
      '/completedOn',
      'missing',
      { ko: '최종 완료일이 있으면 구축 완료일도 적어 주세요.', en: 'With a final completion, enter the completion too.' },
    ],
    [
      finallyCompletedOn !== null && completedOn !== null && finallyCompletedOn < completedOn,
      '/finallyCompletedOn',
      'before-completion',
      { ko: '구축 완료일보다 앞선 날짜입니다.', en: 'It lies before the completion.' },
    ],
  ];
  const broken = rules.filter(([isBroken]) => isBroken).map(([, pointer, code, detail]): FieldError => ({ pointer, code, detail }));
  const unknown = terms.modules.flatMap((id, at): FieldError[] =>
    modules.has(id)
      ? []
      : [
          {
            pointer: `/modules/${at}`,
            code: 'unknown-module',
            detail: { ko: '구독할 수 있는 모듈이 아닙니다.', en: 'It is no module that can be subscribed to.' },
          },
        ],
  );
  return [...broken, ...unknown];
}

/** What a person enters of an agreement; the party follows from the notice. */
export const agreementFields = [
  'number',
  'noticeId',
  'partyName',
  'supplierId',
  'siteIds',
  'signedOn',
  'completedOn',
  'finallyCompletedOn',
  'targetLevel',
  'modules',
] as const;
export type AgreementField = (typeof agreementFields)[number];
type Entered = AgreementTerms & { readonly noticeId: string };

/** What differs between two versions. The order of sites and modules means nothing. */
export function changedFields(former: Entered, version: Entered): AgreementField[] {
  const textOf = (value: Entered[AgreementField]) => (Array.isArray(value) ? value.toSorted().join() : value);
  return agreementFields.filter((field) => textOf(former[field]) !== textOf(version[field]));
}
