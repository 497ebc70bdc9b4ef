import type { Language, Text } from '@maru/kernel';
import { type TimeFaultCode, timeFaultText } from '@maru/platform';

export type PortalFaultCode =
  | TimeFaultCode
  | 'no-clock'
  | 'outside-period'
  | 'in-the-future'
  | 'unknown-use'
  | 'not-a-result'
  | 'not-a-count'
  | 'too-long'
  | 'day-said-twice';

/** Why a row of the portal's list is refused. */
export interface PortalFault {
  readonly row: number;
  /** From 0; null where it is the row as a whole. */
  readonly column: number | null;
  readonly code: PortalFaultCode;
  /** The row that came first. */
  readonly about?: number;
}

const texts: Readonly<Partial<Record<PortalFaultCode, Text>>> = {
  'date-order': {
    ko: '2026-11-27처럼 연-월-일 순서로 적은 날짜가 아닙니다.',
    en: 'It is no date that begins with its year, such as 2026-11-27.',
  },
  'no-clock': {
    ko: '시각이 없습니다. 날짜별 건수만 있는 목록이면 목록의 종류를 바꾸어 주세요.',
    en: 'It has no time of day. If the list has counts by day alone, choose that kind.',
  },
  'outside-period': { ko: '적어 주신 기간 밖의 날짜입니다.', en: 'The day lies outside the period that was stated.' },
  'in-the-future': {
    ko: '목록을 내려받은 날보다 뒤의 날짜입니다.',
    en: 'The day lies after the one on which the list was downloaded.',
  },
  'unknown-use': {
    ko: '알 수 없는 사용구분입니다. DO6001~DO6007이나 접속·종료·조회·등록·변경·삭제·입출고여야 합니다. 다른 뜻의 열이면 매핑에서 빼 주세요.',
    en: 'The use is none of DO6001 to DO6007 nor one of their Korean words. If the column means something else, leave it out of the mapping.',
  },
  'not-a-result': {
    ko: '결과 코드가 아닙니다. 예: AP1002. 다른 뜻의 열이면 매핑에서 빼 주세요.',
    en: 'It is no result code such as AP1002. If the column means something else, leave it out of the mapping.',
  },
  'not-a-count': { ko: '0 이상의 정수가 아닙니다.', en: 'It is no whole number of 0 or more.' },
  'too-long': { ko: '내용이 너무 깁니다. 200자까지 읽습니다.', en: 'It is too long: up to 200 characters are read.' },
  'day-said-twice': {
    ko: '같은 날짜가 {}행에 다른 건수로 이미 있습니다.',
    en: 'The same day is already in row {} with another count.',
  },
};

export function portalFaultText({ code, about }: Pick<PortalFault, 'code' | 'about'>, language: Language): string {
  const text = texts[code] ?? timeFaultText(code);
  return (text as Text)[language].replace('{}', String(about));
}
