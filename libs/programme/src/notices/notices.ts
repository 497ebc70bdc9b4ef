import type { Text } from '@maru/kernel';

/** Who signs an agreement under a notice, and so owes what it asks for. */
export type PartyKind = 'manufacturer' | 'supplierConsortium';

/** The event of an agreement from which a time is counted. */
export type CountedFrom = 'completed' | 'finallyCompleted';

/** What of a notice's rules is inferred, or not said as exactly as it has to be applied: shown with whatever follows from it. */
export type NoticeRule = 'logDuty' | 'registration' | 'retention' | 'bonus';

/**
 * What a notice of the programme asks for, as data: the notices of other years ask for other things. A version is never changed once an
 * agreement has been entered under it; what turns out to be wrong becomes the next version.
 */
export interface Notice {
  readonly id: string;
  readonly version: number;
  readonly title: Text;
  /** Of the programme, which is not always the year in which the notice was given. */
  readonly year: number;
  readonly announcedOn: string;
  readonly party: PartyKind;
  /** For how many years logs are owed to the log centre; null where the notice asks for none. */
  readonly logDuty: { readonly years: number; readonly from: CountedFrom } | null;
  /** Months in which logs that no system sends may be registered by hand; none where the notice does not offer it. */
  readonly registrationMonths: readonly number[];
  /** Stored logs of a site in a half-year from which on it needs no registration by hand; null where the notice does not offer any. */
  readonly logsSparingRegistration: number | null;
  /** How long what was built, and its records, are kept. */
  readonly retention: { readonly years: number; readonly from: CountedFrom };
  /** The operating rate that earns points at the next application, where the notice gives any for it. */
  readonly bonus: { readonly months: number; readonly daysAMonth: number; readonly builtSince: string; readonly points: number } | null;
  /** Where it is said. */
  readonly source: Text;
  readonly uncertain: readonly { readonly rule: NoticeRule; readonly why: Text }[];
}

const startUnsaid = {
  ko: '공고는 3년이라고만 정하고 시작하는 날을 정하지 않아, 구축 완료일부터 세었습니다.',
  en: 'The notice says three years and not from when; they are counted from completion.',
};
const retentionInferred = {
  ko: '이 공고에는 보관 기간이 없어, 2025년 대·중소 상생형 공고의 5년을 적용했습니다.',
  en: 'The notice names no time; the five years of the 2025 win-win notice are applied.',
};

const sparedByInference = {
  ko: '공고는 시스템으로 보낼 수 없을 때 수기로 등록하라고만 정합니다. 반기에 저장된 로그가 한 건이라도 있는 사업장은 등록할 필요가 없다고 본 것은 우리 추정입니다.',
  en: 'The notice has logs registered by hand where a system cannot send them, and says no more. That a site with one stored log in a half-year needs no registration is our inference.',
};

/** Newest version of each last. */
export const notices: readonly Notice[] = [
  {
    id: 'lighthouse-2021',
    version: 1,
    title: { ko: '2021년 K-스마트등대공장', en: 'K-Smart Lighthouse Factory 2021' },
    year: 2021,
    announcedOn: '2021-01-07',
    party: 'manufacturer',
    logDuty: null,
    registrationMonths: [],
    logsSparingRegistration: null,
    retention: { years: 5, from: 'completed' },
    bonus: null,
    source: { ko: '2021년 K-스마트등대공장 공고', en: 'Notice of K-Smart Lighthouse Factory 2021' },
    uncertain: [
      {
        rule: 'retention',
        why: {
          ko: '공고는 사업 종료 후 5년간 성과를 관리한다고 정합니다. 완료일을 사업 종료일로 보았습니다.',
          en: 'The notice has results looked after for five years after the project’s end, which is taken to be its completion.',
        },
      },
    ],
  },
  {
    id: 'cloud-solution-2023',
    version: 1,
    title: { ko: '2023년 클라우드형 스마트공장 종합솔루션', en: 'Cloud Smart-Factory Solution 2023' },
    year: 2023,
    announcedOn: '2023-03-17',
    party: 'supplierConsortium',
    logDuty: { years: 3, from: 'finallyCompleted' },
    registrationMonths: [],
    logsSparingRegistration: null,
    retention: { years: 5, from: 'finallyCompleted' },
    bonus: null,
    source: {
      ko: '2023년도 클라우드형 스마트공장 종합솔루션 사업 공고, 6. 유의사항(사후관리)',
      en: 'Notice of Cloud Smart-Factory Solution 2023, section 6, after-care',
    },
    uncertain: [{ rule: 'retention', why: retentionInferred }],
  },
  {
    id: 'carbon-neutral-2025',
    version: 1,
    title: { ko: '2025년 탄소중립형 스마트공장', en: 'Carbon-Neutral Smart Factory 2025' },
    year: 2025,
    announcedOn: '2024-10-07',
    party: 'manufacturer',
    logDuty: { years: 3, from: 'completed' },
    registrationMonths: [6, 12],
    logsSparingRegistration: 1,
    retention: { years: 5, from: 'completed' },
    bonus: { months: 6, daysAMonth: 20, builtSince: '2021-01-01', points: 3 },
    source: {
      ko: '2025년도 탄소중립형 스마트공장 보급사업 공고, 4. 유의사항(기타 사항)과 가점 항목 3',
      en: 'Notice of Carbon-Neutral Smart Factory 2025, section 4, other matters, and bonus item 3',
    },
    uncertain: [
      { rule: 'registration', why: sparedByInference },
      { rule: 'retention', why: retentionInferred },
      {
        rule: 'bonus',
        why: {
          ko: '무엇이 가동일인지는 공고에 없고, 가동률은 포털이 확인하는 값입니다.',
          en: 'What an operating day is the notice does not say, and the rate is one that the portal confirms.',
        },
      },
    ],
  },
  {
    id: 'win-win-2025',
    version: 1,
    title: { ko: '2025년 대·중소 상생형 스마트공장', en: 'Win-Win Smart Factory 2025' },
    year: 2025,
    announcedOn: '2025-04-23',
    party: 'manufacturer',
    logDuty: { years: 3, from: 'completed' },
    registrationMonths: [6, 12],
    logsSparingRegistration: 1,
    retention: { years: 5, from: 'completed' },
    bonus: null,
    source: {
      ko: '2025년도 대중소 상생형 스마트공장 구축지원 사업 도입기업 모집 공고(국민건강보험공단), 기타사항',
      en: 'Notice of Win-Win Smart Factory 2025 (National Health Insurance Service), other matters',
    },
    uncertain: [
      { rule: 'logDuty', why: startUnsaid },
      { rule: 'registration', why: sparedByInference },
      {
        rule: 'retention',
        why: {
          ko: '공고는 5년이라고만 정합니다. 구축 완료일부터 세었습니다.',
          en: 'The notice says five years and not from when; they are counted from completion.',
        },
      },
    ],
  },
];

/** The version in force for an agreement that is entered now. */
export const currentNotice = (id: string): Notice | undefined => currentNotices.find((notice) => notice.id === id);

/** The newest version of each notice, the newest notice first. */
export const currentNotices: readonly Notice[] = [...new Map(notices.map((notice) => [notice.id, notice])).values()].sort((a, b) =>
  a.announcedOn < b.announcedOn ? 1 : -1,
);

/** @throws Error for one that is not there: what an agreement names stays in this list for good */
export function noticeOf(id: string, version: number): Notice {
  const notice = notices.find((each) => each.id === id && each.version === version);
  if (!notice) throw new Error(`there is no version ${version} of the notice ${id}`);
  return notice;
}
