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
} as const satisfies Record<string, ProblemType>;
