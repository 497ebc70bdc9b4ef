import { defineProblem, type ProblemType } from '@maru/kernel';

export const programmeProblems = {
  otherSiteHasKey: defineProblem({
    type: 'programme/other-site-has-key',
    status: 409,
    title: {
      ko: '다른 사업장에 이미 포털 키가 있습니다. 그 키를 먼저 삭제하십시오',
      en: 'Another site has a portal key already: remove that one first',
    },
  }),
  agreementNumberTaken: defineProblem({
    type: 'programme/agreement-number-taken',
    status: 409,
    title: { ko: '이미 등록한 협약 번호입니다', en: 'An agreement with this number is registered already' },
  }),
  notRegistered: defineProblem({
    type: 'programme/not-registered',
    status: 409,
    title: { ko: '수기 등록 기록이 없어 취소할 것이 없습니다', en: 'There is no registration by hand that could be withdrawn' },
  }),
} as const satisfies Record<string, ProblemType>;
