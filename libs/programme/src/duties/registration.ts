import type { FieldError, Text } from '@maru/kernel';
import type { HalfYear } from './half-year';

type Rule = readonly [isBroken: boolean, pointer: string, code: string, detail: Text];

/**
 * What is wrong with what a person says of a registration by hand.
 * @param halfYears those that the agreement owes
 * @param today in Asia/Seoul
 */
export function registrationFaults(
  { change, halfYear, registeredOn }: { change: 'registered' | 'withdrawn'; halfYear: string; registeredOn: string | null },
  halfYears: readonly HalfYear[],
  today: string,
): FieldError[] {
  const owed = halfYears.find(({ id }) => id === halfYear);
  const rules: readonly Rule[] = [
    [
      !owed,
      '/halfYear',
      'not-owed',
      { ko: '이 협약의 수기 등록 대상 반기가 아닙니다.', en: 'The agreement owes no registration of this half-year.' },
    ],
    [
      change === 'registered' && registeredOn === null,
      '/registeredOn',
      'missing',
      { ko: '포털에 등록한 날을 적어 주세요.', en: 'Enter the day on which it was registered at the portal.' },
    ],
    [
      change === 'withdrawn' && registeredOn !== null,
      '/registeredOn',
      'not-asked',
      { ko: '취소할 때는 등록일을 보내지 않습니다.', en: 'A withdrawal has no day of registration.' },
    ],
    [
      registeredOn !== null && registeredOn > today,
      '/registeredOn',
      'in-future',
      { ko: '오늘보다 뒤의 날짜입니다. 실제로 등록한 날을 적어 주세요.', en: 'The day is to come. Enter the day on which it was done.' },
    ],
    [
      registeredOn !== null && owed !== undefined && registeredOn < owed.window.from,
      '/registeredOn',
      'too-early',
      { ko: '등록하는 달(6월 또는 12월)보다 앞선 날짜입니다.', en: 'It lies before the month of registration, June or December.' },
    ],
  ];
  return rules.filter(([isBroken]) => isBroken).map(([, pointer, code, detail]) => ({ pointer, code, detail }));
}
