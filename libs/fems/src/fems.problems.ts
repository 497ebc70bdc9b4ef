import { defineProblem } from '@maru/kernel';

export const femsProblems = {
  mainMeterExists: defineProblem({
    type: 'fems/main-meter-exists',
    status: 409,
    title: { ko: '이 사업장에는 이미 대표 계량기가 있습니다', en: 'The site has a main meter already' },
  }),
  noMainImport: defineProblem({
    type: 'fems/no-main-import',
    status: 404,
    title: { ko: '사업장의 수전 전력량을 재는 계측 항목이 없습니다', en: 'Nothing measures the energy that the site takes in' },
  }),
  notActiveImport: defineProblem({
    type: 'fems/not-active-import',
    status: 422,
    title: { ko: '수전 유효전력량 계측 항목이 아닙니다', en: 'The point does not measure active energy import' },
  }),
};
