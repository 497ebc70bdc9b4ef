import { programmeClock, type UsageCause, type UsageKind, useCodes } from '@maru/evidence';
import { daysAfter } from '@maru/kernel';
import { countText, dayText } from '../documents/words';
import type { DayPeriod } from '../duties/half-year';

const kinds: Readonly<Record<UsageKind, string>> = {
  'sign-in': '로그인',
  'sign-out': '로그아웃',
  read: '조회',
  create: '등록',
  update: '수정',
  delete: '삭제',
  'in-out': '입출고',
};

/** A kind of use with the log centre's code for it. */
export const kindWords = Object.fromEntries(
  Object.entries(kinds).map(([kind, word]) => [kind, `${useCodes[kind as UsageKind]} ${word}`]),
) as Readonly<Record<UsageKind, string>>;

export const causeWords: Readonly<Record<UsageCause, string>> = {
  input: '사용자 입력',
  automatic: '자동 갱신',
  device: '장치',
  job: '작업',
};

/** What figures of events do not say, beside what figures of operating days do not. */
export const eventLimits: readonly string[] = [
  '사용 로그는 솔루션을 나누어 기록하지 않습니다. 사업장에서 쓴 것은 어느 솔루션이든 모두 세었습니다.',
  '기록이 끊긴 구간의 조회는 빠졌을 수 있습니다. 빠진 것을 추정하거나 채우지 않습니다.',
  '협약의 내용을 고치거나 사용자를 사용 로그에서 지우면, 같은 시점으로 다시 만든 자료도 협약의 기간과 사용자 수, 전송할 수 있는 로그의 수가 달라질 수 있습니다.',
];

/** What belongs to no site is told, and not shared out. */
export const withoutSiteText = (uses: number): string =>
  uses === 0
    ? '없습니다. 사용마다 어느 사업장에서 썼는지 기록되어 있습니다.'
    : `사업장을 고르지 않고 쓴 기록 ${countText(uses)}건은 어느 사업장의 것도 아니어서 세지 않았고, 로그 수집 서버에도 보내지 않습니다.`;

export const TIME_FORMAT = 'yyyy-mm-dd hh:mm:ss.000';

/** A time as a spreadsheet shows it: the wall clock of Asia/Seoul. */
export const clockCell = (at: number): Date => new Date(`${programmeClock(at).replace(' ', 'T')}Z`);

export const periodText = ({ from, to }: DayPeriod): string => `${dayText(from)} ~ ${dayText(daysAfter(to, -1))}`;

/** To the millisecond: who asks again with it has the same. */
export const asOfText = (asOf: Date): string =>
  `${programmeClock(asOf.getTime())} (한국 시간). 그 뒤에 일어나거나 보낸 것은 세지 않았습니다.`;
