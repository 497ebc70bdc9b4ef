import { defineProblem } from '@maru/kernel';

/** Problems that any route may answer with. */
export const platformProblems = {
  invalidInput: defineProblem({
    type: 'platform/invalid-input',
    status: 400,
    title: { ko: '입력값을 확인해 주세요', en: 'Some of the input is not valid' },
  }),
  malformedBody: defineProblem({
    type: 'platform/malformed-body',
    status: 400,
    title: { ko: '본문을 읽을 수 없습니다', en: 'The body cannot be read' },
  }),
  notSignedIn: defineProblem({
    type: 'platform/not-signed-in',
    status: 401,
    title: { ko: '로그인이 필요합니다', en: 'Sign in first' },
  }),
  notPermitted: defineProblem({
    type: 'platform/not-permitted',
    status: 403,
    title: { ko: '이 작업을 할 권한이 없습니다', en: 'You do not have the permission for this' },
  }),
  foreignOrigin: defineProblem({
    type: 'platform/foreign-origin',
    status: 403,
    title: { ko: '다른 사이트에서 보낸 요청이라 받지 않았습니다', en: 'The request came from another site and was refused' },
  }),
  moduleNotSubscribed: defineProblem({
    type: 'platform/module-not-subscribed',
    status: 403,
    title: { ko: '구독하지 않은 모듈입니다', en: 'This module is not subscribed' },
  }),
  notFound: defineProblem({
    type: 'platform/not-found',
    status: 404,
    title: { ko: '찾을 수 없습니다', en: 'There is no such thing here' },
  }),
  methodNotAllowed: defineProblem({
    type: 'platform/method-not-allowed',
    status: 405,
    title: { ko: '이 주소에서 쓸 수 없는 방법입니다', en: 'The method is not offered here' },
  }),
  conflict: defineProblem({
    type: 'platform/conflict',
    status: 409,
    title: { ko: '이미 있거나 지금 상태와 맞지 않습니다', en: 'It exists already or does not fit the present state' },
  }),
  versionMismatch: defineProblem({
    type: 'platform/version-mismatch',
    status: 412,
    title: {
      ko: '그 사이 다른 사람이 바꾸었습니다. 다시 불러와 확인해 주세요',
      en: 'Somebody changed it meanwhile. Load it again and check',
    },
  }),
  bodyTooLarge: defineProblem({
    type: 'platform/body-too-large',
    status: 413,
    title: { ko: '본문이 너무 큽니다', en: 'The body is too large' },
  }),
  uriTooLong: defineProblem({
    type: 'platform/uri-too-long',
    status: 414,
    title: { ko: '주소가 너무 깁니다', en: 'The address is too long' },
  }),
  unsupportedMediaType: defineProblem({
    type: 'platform/unsupported-media-type',
    status: 415,
    title: { ko: '지원하지 않는 형식입니다', en: 'The format is not supported' },
  }),
  idempotencyKeyReused: defineProblem({
    type: 'platform/idempotency-key-reused',
    status: 422,
    title: { ko: '같은 멱등 키를 다른 내용으로 다시 썼습니다', en: 'The idempotency key was used before with other content' },
  }),
  versionRequired: defineProblem({
    type: 'platform/version-required',
    status: 428,
    title: { ko: '바꾸려는 판(If-Match)을 함께 보내 주세요', en: 'Say which version you change (If-Match)' },
  }),
  tooManyRequests: defineProblem({
    type: 'platform/too-many-requests',
    status: 429,
    title: { ko: '요청이 너무 많습니다. 잠시 뒤 다시 해 주세요', en: 'Too many requests. Try again shortly' },
  }),
  headersTooLarge: defineProblem({
    type: 'platform/headers-too-large',
    status: 431,
    title: { ko: '요청 머리글이 너무 큽니다', en: 'The request headers are too large' },
  }),
  internal: defineProblem({
    type: 'platform/internal',
    status: 500,
    title: { ko: '서비스에 문제가 생겼습니다. 요청 번호를 알려 주세요', en: 'Something failed on our side. Tell us the request id' },
  }),
  busy: defineProblem({
    type: 'platform/busy',
    status: 503,
    title: { ko: '지금은 처리할 수 없습니다. 잠시 뒤 다시 해 주세요', en: 'It cannot be done right now. Try again shortly' },
  }),
  fileIncomplete: defineProblem({
    type: 'platform/file-incomplete',
    status: 409,
    title: { ko: '파일이 아직 다 오지 않았습니다', en: 'The file is not complete yet' },
  }),
  fileChanged: defineProblem({
    type: 'platform/file-changed',
    status: 409,
    title: {
      ko: '이미 받은 내용과 다릅니다. 파일을 처음부터 다시 보내 주세요',
      en: 'It differs from what was received. Send the file again from the start',
    },
  }),
  fileGone: defineProblem({
    type: 'platform/file-gone',
    status: 410,
    title: { ko: '보관 기간이 지나 지운 파일입니다', en: 'The file was kept as long as was said and is gone' },
  }),
  tableUnreadable: defineProblem({
    type: 'platform/table-unreadable',
    status: 422,
    title: { ko: '표로 읽을 수 없는 파일입니다', en: 'The file cannot be read as a table' },
  }),
};
