import type { Text } from '@maru/kernel';
import type { TimeFaultCode } from './wall-time';

/** The order of a date is told by whoever has a mapping for it. */
const texts: Readonly<Record<Exclude<TimeFaultCode, 'date-order'>, Text>> = {
  'no-time': { ko: '일시가 비어 있습니다.', en: 'The date or time is empty.' },
  'not-a-date': { ko: '날짜로 읽을 수 없습니다.', en: 'It cannot be read as a date.' },
  'not-a-time': { ko: '시각으로 읽을 수 없습니다.', en: 'It cannot be read as a time.' },
  'out-of-range': { ko: '달력에 없는 날짜나 시각입니다.', en: 'The calendar has no such date or time.' },
  'formula-without-value': {
    ko: '수식에 저장된 값이 없습니다. Excel에서 열어 저장한 뒤 다시 올려 주세요.',
    en: 'The formula has no saved value. Open the file in Excel, save it, and send it again.',
  },
  'error-value': { ko: '오류 값(#N/A, #DIV/0! 등)입니다.', en: 'It is an error value (#N/A, #DIV/0! and the like).' },
};

/** @returns null for a code of something else */
export function timeFaultText(code: string): Text | null {
  return Object.hasOwn(texts, code) ? texts[code as keyof typeof texts] : null;
}
