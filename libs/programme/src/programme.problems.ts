import { defineProblem, type ProblemType } from '@maru/kernel';

export const programmeProblems = {
  keyOfOtherSite: defineProblem({
    type: 'programme/key-of-other-site',
    status: 409,
    title: {
      ko: '이 기업의 다른 사업장에 등록한 포털 키입니다. 키는 사업장마다 따로 받습니다. 잘못 등록했으면 그 사업장에서 먼저 삭제하십시오',
      en: 'Another site of this organisation has this portal key. Each site has a key of its own: if it was set there by mistake, remove it there first',
    },
  }),
  otherOrganisationHasKey: defineProblem({
    type: 'programme/other-organisation-has-key',
    status: 409,
    title: {
      ko: '다른 기업이 쓰고 있는 포털 키입니다. 키는 사업장마다 따로 받습니다. 포털에서 이 사업장의 키를 확인하십시오',
      en: 'Another organisation uses this portal key. Each site has a key of its own: look up the one of this site at the portal',
    },
  }),
  logCentreDaySpent: defineProblem({
    type: 'programme/log-centre-day-spent',
    status: 409,
    title: {
      ko: '오늘은 로그 수집 서버에 더 물어볼 수 없습니다. 내일 0시 이후에 다시 확인하십시오',
      en: 'The log centre takes no more requests today: test the connection again after midnight in Korea',
    },
  }),
  agreementNumberTaken: defineProblem({
    type: 'programme/agreement-number-taken',
    status: 409,
    title: { ko: '이미 등록한 협약 번호입니다', en: 'An agreement with this number is registered already' },
  }),
  portalListTooLong: defineProblem({
    type: 'programme/portal-list-too-long',
    status: 422,
    title: { ko: '한 번에 읽을 수 있는 양을 넘는 목록입니다', en: 'The list holds more than is read at once' },
  }),
  portalListUnreadable: defineProblem({
    type: 'programme/portal-list-unreadable',
    status: 422,
    title: { ko: '목록에서 읽을 수 있는 행이 없습니다', en: 'No row of the list can be read' },
  }),
  portalListEmpty: defineProblem({
    type: 'programme/portal-list-empty',
    status: 422,
    title: {
      ko: '행이 없는 목록입니다. 포털에 로그가 없다는 뜻이면 목록의 첫날과 마지막 날을 적어 불러와 주십시오',
      en: 'The list has no rows: if the portal holds no logs, state the first and the last day of which it says so',
    },
  }),
  portalListWithdrawn: defineProblem({
    type: 'programme/portal-list-withdrawn',
    status: 409,
    title: { ko: '이미 되돌린 목록입니다', en: 'The list has been taken back already' },
  }),
  notRegistered: defineProblem({
    type: 'programme/not-registered',
    status: 409,
    title: { ko: '수기 등록 기록이 없어 취소할 것이 없습니다', en: 'There is no registration by hand that could be withdrawn' },
  }),
  reportingEnded: defineProblem({
    type: 'programme/reporting-ended',
    status: 403,
    title: {
      ko: '기업의 보고 동의가 끝나 더 볼 수 없습니다',
      en: "The company's reporting grant has ended: nothing more of it can be read",
    },
  }),
} as const satisfies Record<string, ProblemType>;
