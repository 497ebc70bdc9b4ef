import { programmeClock } from '@maru/evidence';
import type { NamedOperatingDefinition } from '../notices/operating-definitions';

/** What documents for the programme say, in Korean: they go to people who have nothing else before them. */

export const MARK = '모의';
export const simulatedText = '모의: 시연을 위해 만든 자료이며 실제 기업의 기록이 아닙니다.';

const bases = {
  stored: '로그 수집 서버가 저장했다고 답한(AP1002) 로그가 하나 이상 있는 날',
  used: '사람이 직접 사용한 기록이 하나 이상 있는 날',
  both: '사람이 직접 사용한 기록과 로그 수집 서버가 저장했다고 답한(AP1002) 로그가 모두 있는 날',
} as const satisfies Record<NamedOperatingDefinition['basis'], string>;

/** What nobody may read out of figures of operating days. */
export const limits: readonly string[] = [
  '포털이 세는 가동일과 같다는 것을 증명하지 않습니다. 포털의 계산 방법은 공개되어 있지 않습니다.',
  '로그 수집 서버의 답이 진본이라는 것은 이 문서만으로 증명되지 않습니다. 날짜별 요청과 답의 원문은 서비스에 있으며 전담기관이 내려받아 대조할 수 있습니다.',
  '기록이 만들어진 뒤에 바뀌지 않았다는 것은 이 문서만으로 증명되지 않습니다.',
  '사용한 사람의 업무 내용과 양은 나타내지 않습니다. 10분에 한 건만 저장되므로 저장된 로그의 수는 사용량이 아닙니다.',
  '그날 안에 저장되지 못한 사용은 날이 지나면 보낼 수 없습니다. 다른 사용을 대신 보낸 것, 10분 이내(AP1029)이거나 수집 대상이 아니라는(AP1030) 답을 받은 것, 쓸 수 있는 포털 키가 없던 때의 것이 그렇습니다.',
];

/** What is meant by an operating day, by which definition. */
export const definitionText = ({ basis, id, version }: NamedOperatingDefinition): string =>
  `${bases[basis]}. 날짜와 달은 한국 시간으로 나눕니다. (${id} v${version})`;

export const dayText = (day: string): string => `${Number(day.slice(0, 4))}년 ${Number(day.slice(5, 7))}월 ${Number(day.slice(8, 10))}일`;
export const monthText = (month: string): string => `${Number(month.slice(0, 4))}년 ${Number(month.slice(5, 7))}월`;
export const momentText = (at: Date): string => {
  const clock = programmeClock(at.getTime());
  return `${dayText(clock)} ${clock.slice(11, 19)}`;
};
export const countText = (count: number): string => count.toLocaleString('ko-KR');

/** A part of a file's name: letters and digits alone, so that every system takes it. */
export const namePart = (text: string): string => text.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 60);
