import type { UsageCause, UsageKind } from '@maru/evidence';
import type { Language } from '@maru/kernel';

/** What is written in the files that an office fetches; terms of docs/glossary.md. */
const ko = {
  mark: '모의',
  kinds: {
    'sign-in': '로그인',
    'sign-out': '로그아웃',
    read: '조회',
    create: '등록',
    update: '수정',
    delete: '삭제',
    'in-out': '입출고',
  } satisfies Record<UsageKind, string>,
  causes: { input: '사용자 입력', automatic: '자동 갱신', device: '장치', job: '작업' } satisfies Record<UsageCause, string>,
  columns: {
    mark: '모의 여부',
    company: '기업',
    numbers: '사업자등록번호',
    at: '시각(Asia/Seoul, UTC+09:00)',
    kind: '종류',
    cause: '원인',
    module: '모듈',
    resource: '자원',
    bytes: '바이트',
    person: '사용자 확약값',
    address: '주소 확약값',
    request: '요청 번호',
    id: '로그 번호',
    organisation: '기업 번호',
  },
  sheets: { summary: '요약', events: '사용 로그' },
  summary: {
    title: (month: string) => `${month} 사용 로그`,
    simulated: '모의 자료입니다. 시연을 위해 만든 것으로, 실제 기업의 사용을 증명하지 않습니다.',
    company: '기업',
    organisation: '기업 번호',
    number: '사업자등록번호',
    noSite: '등록된 사업장이 없음',
    period: '기간',
    span: (from: string, to: string) => `${from} 이상 ${to} 미만`,
    zone: '시간대',
    zoneIs: (zone: string) => `${zone} (UTC+09:00). 날짜와 시각은 모두 이 시간대로 적었습니다.`,
    openMonth: '끝나지 않은 달',
    openUntil: (day: string) => `이 달은 아직 끝나지 않았습니다. ${day}까지의 기록이며, 그날도 다 지나지 않았습니다.`,
    total: '합계',
    events: (count: number) => `${count.toLocaleString('ko')}건`,
    day: '날짜',
    sum: '합계',
    byInput: '그중 사용자 입력',
    gaps: '기록이 끊긴 구간',
    noGap: '이 기간에는 없습니다.',
    gap: (from: string, until: string) =>
      `${from} ~ ${until}: 서비스의 한 프로세스가 기록을 마치지 못하고 끝나, 이 사이의 조회 기록 일부가 빠졌을 수 있습니다. 로그인·등록·수정·삭제는 빠지지 않습니다.`,
    notes: [
      '사용자와 주소는 적지 않고 확약값만 담았습니다. 확약값은 원래 값을 보이지 않으면서 나중에 그 값임을 확인할 수 있게 합니다.',
      '기록이 없는 날은 0건입니다. 없는 기록을 추정하거나 채우지 않습니다.',
    ],
  },
};

export type UsageFileWords = typeof ko;

const en: UsageFileWords = {
  // The mark itself is what the programme looks for, in whatever language the rest is.
  mark: '모의 (simulated)',
  kinds: {
    'sign-in': 'Sign-in',
    'sign-out': 'Sign-out',
    read: 'Read',
    create: 'Create',
    update: 'Update',
    delete: 'Delete',
    'in-out': 'Goods in or out',
  },
  causes: { input: "A person's input", automatic: 'Automatic refresh', device: 'Device', job: 'Job' },
  columns: {
    mark: 'Simulated',
    company: 'Company',
    numbers: 'Business registration number',
    at: 'Time (Asia/Seoul, UTC+09:00)',
    kind: 'Kind',
    cause: 'Cause',
    module: 'Module',
    resource: 'Resource',
    bytes: 'Bytes',
    person: 'Commitment to the person',
    address: 'Commitment to the address',
    request: 'Request id',
    id: 'Event id',
    organisation: 'Company id',
  },
  sheets: { summary: 'Summary', events: 'Usage log' },
  summary: {
    title: (month) => `Usage log of ${month}`,
    simulated: '모의: simulated. Made for a demonstration; it proves nothing about the use of a real company.',
    company: 'Company',
    organisation: 'Company id',
    number: 'Business registration number',
    noSite: 'No site is registered',
    period: 'Period',
    span: (from, to) => `from ${from} up to, not including, ${to}`,
    zone: 'Time zone',
    zoneIs: (zone) => `${zone} (UTC+09:00). All days and times are written in it.`,
    openMonth: 'Month not over',
    openUntil: (day) => `This month is not over. It holds what there is up to ${day}, a day that is not over either.`,
    total: 'Total',
    events: (count) => `${count.toLocaleString('en')} events`,
    day: 'Day',
    sum: 'Total',
    byInput: "Of these by a person's input",
    gaps: 'Gaps in the log',
    noGap: 'None in this period.',
    gap: (from, until) =>
      `${from} to ${until}: a process of the service ended without closing its log, so some reads of this time may be missing. Sign-ins, creations, updates and deletions are not.`,
    notes: [
      'Persons and addresses are not in it, only commitments, which show nothing of a value and still let it be confirmed later.',
      'A day without events has 0. What is missing is neither estimated nor filled in.',
    ],
  },
};

export const USAGE_FILE_WORDS: Readonly<Record<Language, UsageFileWords>> = { ko, en };
