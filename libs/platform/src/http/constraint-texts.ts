import type { Text } from '@maru/kernel';

/** What the validators' codes mean to a person. */
const TEXTS: Readonly<Record<string, Text>> = {
  wellFormedText: {
    ko: '저장할 수 없는 글자(NUL 또는 짝 없는 대리 문자)가 있습니다.',
    en: 'It holds characters that cannot be stored (NUL or a lone surrogate).',
  },
  tooDeep: { ko: '너무 깊게 겹쳐 있습니다.', en: 'It is nested too deeply.' },
  whitelistValidation: { ko: '알 수 없는 항목입니다.', en: 'The field is unknown.' },
  unknownValue: { ko: '값을 알아볼 수 없습니다.', en: 'The value is not recognised.' },
  isId: { ko: 'UUID여야 합니다.', en: 'It must be a UUID.' },
  isInstant: {
    ko: '2000년부터 2100년까지의, 시간대가 있는 시각이어야 합니다. 예: 2026-11-20T09:00:00+09:00 (주소에 넣을 때 +는 %2B)',
    en: 'It must be a time of 2000 to 2100 with its zone, such as 2026-11-20T09:00:00+09:00 (in an address, + is %2B).',
  },
  isDay: {
    ko: '2000년부터 2100년까지의, 달력에 있는 날짜여야 합니다. 예: 2026-11-27',
    en: 'It must be a day of the calendar of 2000 to 2100, such as 2026-11-27.',
  },
  isMonth: { ko: '2000년부터 2100년까지의 달이어야 합니다. 예: 2026-11', en: 'It must be a month of 2000 to 2100, such as 2026-11.' },
  isCursor: { ko: '이전 답의 next 값을 그대로 보내 주세요.', en: 'Send the next value of the previous answer as it was.' },
  isString: { ko: '문자열이어야 합니다.', en: 'It must be text.' },
  isNotEmpty: { ko: '비어 있을 수 없습니다.', en: 'It must not be empty.' },
  isBoolean: { ko: '참 또는 거짓이어야 합니다.', en: 'It must be true or false.' },
  isInt: { ko: '정수여야 합니다.', en: 'It must be a whole number.' },
  isNumber: { ko: '수여야 합니다.', en: 'It must be a number.' },
  isEmail: { ko: '이메일 주소여야 합니다.', en: 'It must be an e-mail address.' },
  isArray: { ko: '목록이어야 합니다.', en: 'It must be a list.' },
  isObject: { ko: 'JSON 객체여야 합니다.', en: 'It must be a JSON object.' },
  isDefined: { ko: '있어야 하는 항목입니다.', en: 'It must be there.' },
  arrayUnique: { ko: '같은 값이 두 번 있습니다.', en: 'A value is there twice.' },
  isBusinessRegistrationNumber: {
    ko: '사업자등록번호가 올바르지 않습니다. 10자리와 검증 숫자를 확인해 주세요.',
    en: 'It is not a business registration number: check its 10 digits.',
  },
  isSearchText: {
    ko: '찾을 글자를 다시 입력해 주세요.',
    en: 'It is the rest of a broken address. Send the text to look for, percent-encoded.',
  },
  isZone: { ko: 'IANA 시간대 이름이어야 합니다. 예: Asia/Seoul', en: 'It must be an IANA time zone, such as Asia/Seoul.' },
};

/** Codes whose text carries the limit or the choices that the English message of the validator names. */
const WITH_DETAIL: Readonly<Record<string, string>> = {
  isIn: '정해진 값 가운데 하나여야 합니다',
  isEnum: '정해진 값 가운데 하나여야 합니다',
  equals: '정해진 값이어야 합니다',
  min: '너무 작습니다',
  max: '너무 큽니다',
  minLength: '너무 짧습니다',
  maxLength: '너무 깁니다',
  isLength: '길이가 맞지 않습니다',
  arrayMinSize: '항목이 모자랍니다',
  arrayMaxSize: '항목이 너무 많습니다',
};

export function constraintText(code: string, message?: string): Text {
  const fixed = TEXTS[code];
  if (fixed) return fixed;
  const en = message ? message.charAt(0).toUpperCase() + message.slice(1) : 'The value is not valid.';
  const korean = WITH_DETAIL[code];
  if (!korean) return { ko: '값이 올바르지 않습니다.', en };
  const limit = /(?:values: |equal to |than |at least |no more than )([\w, .-]+)/i
    .exec(message ?? '')?.[1]
    ?.replace(/ characters?| elements?/g, '');
  return { ko: limit ? `${korean} (${limit}).` : `${korean}.`, en };
}
