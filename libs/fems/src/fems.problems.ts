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
  importNotChecked: defineProblem({
    type: 'fems/import-not-checked',
    status: 409,
    title: { ko: '아직 반영할 수 없는 가져오기입니다', en: 'The import cannot be applied yet' },
  }),
  importUnderWay: defineProblem({
    type: 'fems/import-under-way',
    status: 409,
    title: { ko: '이미 반영했거나 반영하고 있는 가져오기입니다', en: 'The import is being applied or has been' },
  }),
  importHasRefusals: defineProblem({
    type: 'fems/import-has-refusals',
    status: 409,
    title: {
      ko: '거절되는 행이 있어 전부 반영할 수 없습니다',
      en: 'Some rows would be refused, so not all of it can be applied',
    },
  }),
  importNothingToWithdraw: defineProblem({
    type: 'fems/import-nothing-to-withdraw',
    status: 409,
    title: { ko: '되돌릴 것이 없는 가져오기입니다', en: 'The import has nothing to take back' },
  }),
  importStored: defineProblem({
    type: 'fems/import-stored',
    status: 409,
    title: { ko: '반영을 시작한 가져오기는 삭제할 수 없습니다', en: 'An import whose application has begun cannot be discarded' },
  }),
  importGone: defineProblem({
    type: 'fems/import-gone',
    status: 410,
    title: { ko: '파일이 지워진 가져오기입니다', en: 'The file of the import is gone' },
  }),
  importTooLong: defineProblem({
    type: 'fems/import-too-long',
    status: 422,
    title: { ko: '한 번에 가져올 수 있는 양을 넘는 파일입니다', en: 'The file holds more than can be imported at once' },
  }),
};
