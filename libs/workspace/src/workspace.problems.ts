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
  moduleNeeded: defineProblem({
    type: 'workspace/module-needed',
    status: 409,
    title: { ko: '다른 모듈이 쓰고 있어 먼저 끝낼 수 없습니다', en: 'Other modules need it: it cannot end before them' },
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
  reportingEnded: defineProblem({
    type: 'workspace/reporting-ended',
    status: 403,
    title: {
      ko: '기업이 보고 동의를 끝내 사용 로그를 더 볼 수 없습니다',
      en: 'The company has ended reporting: its usage log can no longer be read',
    },
  }),
  roleBeyond: defineProblem({
    type: 'workspace/role-beyond',
    status: 403,
    title: { ko: '내게 없는 권한은 줄 수 없습니다', en: 'You cannot give a permission that you do not have' },
  }),
  memberMayMore: defineProblem({
    type: 'workspace/member-may-more',
    status: 403,
    title: {
      ko: '나보다 권한이 많은 구성원의 코드는 만들 수 없습니다',
      en: 'You cannot make a code for a member who may do more than you',
    },
  }),
  lastManager: defineProblem({
    type: 'workspace/last-manager',
    status: 409,
    title: {
      ko: '구성원을 관리할 사람이 남지 않습니다. 먼저 다른 구성원에게 권한을 주세요',
      en: 'Nobody would be left who may manage members. First give somebody else that permission',
    },
  }),
  codeNotUsable: defineProblem({
    type: 'workspace/code-not-usable',
    status: 404,
    title: { ko: '쓸 수 없는 코드입니다', en: 'This code cannot be used' },
  }),
  codeForJoining: defineProblem({
    type: 'workspace/code-for-joining',
    status: 409,
    title: { ko: '초대 코드로는 비밀번호를 바꿀 수 없습니다', en: 'This code is for joining, not for a new password' },
  }),
  codeForPassword: defineProblem({
    type: 'workspace/code-for-password',
    status: 409,
    title: { ko: '비밀번호 코드로는 들어올 수 없습니다', en: 'This code is for a new password, not for joining' },
  }),
  codeForAnother: defineProblem({
    type: 'workspace/code-for-another',
    status: 403,
    title: { ko: '다른 이메일을 쓰는 사람의 초대 코드입니다', en: 'This code is for somebody with another e-mail address' },
  }),
  accountExists: defineProblem({
    type: 'workspace/account-exists',
    status: 409,
    title: {
      ko: '이미 쓰는 계정이 있습니다. 그 계정의 비밀번호로 수락해 주세요',
      en: 'There is an account with this e-mail address. Accept with its password',
    },
  }),
  memberAlready: defineProblem({
    type: 'workspace/member-already',
    status: 409,
    title: { ko: '이미 이 기업의 구성원입니다', en: 'You are a member of this organisation already' },
  }),
  passwordOfSeveral: defineProblem({
    type: 'workspace/password-of-several',
    status: 409,
    title: {
      ko: '여러 기업에 소속된 사람의 비밀번호는 한 기업의 코드로 바꿀 수 없습니다',
      en: 'The password of a person of several organisations cannot be set with the code of one',
    },
  }),
  attentionChanged: defineProblem({
    type: 'workspace/attention-changed',
    status: 409,
    title: {
      ko: '그 사이 내용이 달라졌습니다. 지금 내용을 보고 다시 확인해 주세요',
      en: 'It has become another matter meanwhile. Look at it again before you take note of it',
    },
  }),
  memberStill: defineProblem({
    type: 'workspace/member-still',
    status: 409,
    title: {
      ko: '지금 구성원인 사람의 기록은 지울 수 없습니다. 소속이 끝난 뒤에 지워 주세요',
      en: 'Nothing is erased of somebody who is a member. End the membership first',
    },
  }),
};
