import { defineProblem } from '@maru/kernel';

export const workspaceProblems = {
  signInFailed: defineProblem({
    type: 'workspace/sign-in-failed',
    status: 401,
    title: { ko: '로그인 정보가 맞지 않습니다', en: 'The sign-in details do not match' },
  }),
  signInLocked: defineProblem({
    type: 'workspace/sign-in-locked',
    status: 429,
    title: {
      ko: '여러 번 틀려 잠시 잠겼습니다. 잠시 뒤 다시 해 주세요',
      en: 'Locked for a while after repeated failures. Try again later',
    },
  }),
  wrongPassword: defineProblem({
    type: 'workspace/wrong-password',
    status: 422,
    title: { ko: '지금 비밀번호가 맞지 않습니다', en: 'The current password is not right' },
  }),
  alreadySubscribed: defineProblem({
    type: 'workspace/already-subscribed',
    status: 409,
    title: { ko: '이미 구독하고 있는 모듈입니다', en: 'The module is subscribed already' },
  }),
  notSubscribed: defineProblem({
    type: 'workspace/not-subscribed',
    status: 409,
    title: { ko: '구독하고 있지 않은 모듈입니다', en: 'The module is not subscribed' },
  }),
  requiredModuleMissing: defineProblem({
    type: 'workspace/required-module-missing',
    status: 409,
    title: { ko: '함께 필요한 모듈을 먼저 구독해 주세요', en: 'Subscribe to the modules it needs first' },
  }),
  alreadyGranted: defineProblem({
    type: 'workspace/already-granted',
    status: 409,
    title: { ko: '이미 보고에 동의한 기관입니다', en: 'Reporting to this office is granted already' },
  }),
  notGranted: defineProblem({
    type: 'workspace/not-granted',
    status: 409,
    title: { ko: '보고에 동의하지 않은 기관입니다', en: 'Reporting to this office is not granted' },
  }),
};
