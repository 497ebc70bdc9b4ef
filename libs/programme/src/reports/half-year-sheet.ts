import { type UsageKind, usageKinds, useCodes } from '@maru/evidence';
import { type ByteSink, type SheetCell, type SheetColumn, XlsxWriter } from '@maru/platform';
import type { SiteSummary } from '@maru/workspace/contract';
import { definitionText, limits, MARK, simulatedText } from '../documents/words';
import type { DayPeriod, HalfYear } from '../duties/half-year';
import type { NamedOperatingDefinition } from '../notices/operating-definitions';
import type { MonthUse } from './month-use.query';
import type { MonthState } from './report-period';
import type { ReportSubject } from './report-subjects';
import { asOfText, clockCell, eventLimits, kindWords, periodText, TIME_FORMAT, withoutSiteText } from './report-words';

export interface HalfYearMonth {
  readonly site: SiteSummary;
  readonly month: string;
  /** `before-service`: none of it is known here. */
  readonly state: MonthState | 'before-service';
  /** Days on which logs are owed by the agreement. */
  readonly dutyDays: number;
  /** Null where the month has not begun, or lies before the site's first event. */
  readonly figures: (MonthUse & { readonly operating: number; readonly unknown: number }) | null;
}

/** What the sheet says, all of it counted as of one moment. */
export interface HalfYearReport {
  readonly subject: ReportSubject;
  readonly period: DayPeriod;
  readonly halfYear: HalfYear;
  readonly asOf: Date;
  readonly definition: NamedOperatingDefinition;
  /** Site after site. */
  readonly months: readonly HalfYearMonth[];
  /** Uses of the company in the half-year of which it is not known for which site they were. */
  readonly usesWithoutSite: number;
}

const states: Readonly<Record<HalfYearMonth['state'], string>> = {
  over: '지난 달',
  running: '진행 중',
  'not-begun': '시작 전',
  'before-service': '서비스 사용 전',
};
const count = { width: 12, format: '#,##0' };

const columns: readonly SheetColumn[] = [
  { heading: '모의 여부', width: 10 },
  { heading: '기업', width: 22 },
  { heading: '사업자등록번호', width: 18 },
  { heading: '사업장', width: 22 },
  { heading: '솔루션', width: 22 },
  { heading: '협약 번호', width: 20 },
  { heading: '월', width: 10 },
  { heading: '달의 상태', width: 11 },
  { heading: '로그 제출 의무가 있는 날', ...count },
  { heading: '가동일', ...count },
  { heading: '확인할 수 없는 날', ...count },
  { heading: '사용자 수', ...count },
  { heading: '사용자를 알 수 없는 로그', ...count },
  { heading: '로그 합계', ...count },
  { heading: '저장된 로그 합계', ...count },
  ...usageKinds.flatMap((kind): SheetColumn[] => [
    { heading: kindWords[kind], width: 16, format: count.format },
    { heading: `${useCodes[kind]} 저장`, ...count },
  ]),
  { heading: '첫 로그(Asia/Seoul)', width: 24, format: TIME_FORMAT },
  { heading: '마지막 로그(Asia/Seoul)', width: 24, format: TIME_FORMAT },
];

/** 반기 자료: the months of a half-year, a row for each site and month, and what they are counted by. The same figures as of the same moment are the same bytes. */
export async function writeHalfYearSheet(sink: ByteSink, report: HalfYearReport): Promise<void> {
  const writer = new XlsxWriter(sink, report.asOf);
  writer.begin('월별', columns);
  for (const month of report.months) await writer.row(monthCells(report.subject, month));
  writer.begin('기준', [{ width: 10 }, { width: 26 }, { width: 110 }]);
  const mark = report.subject.simulated ? MARK : null;
  for (const [name, value] of basis(report)) await writer.row([mark, name, value]);
  await writer.end();
}

function monthCells(
  { company, simulated, modules, agreement }: ReportSubject,
  { site, month, state, dutyDays, figures }: HalfYearMonth,
): SheetCell[] {
  const sum = (counts: Readonly<Record<UsageKind, number>>) => usageKinds.reduce((total, kind) => total + counts[kind], 0);
  const head: SheetCell[] = [
    simulated ? MARK : null,
    company,
    site.businessRegistrationNumber,
    site.name,
    modules.join(', '),
    agreement.number,
    month,
    states[state],
    dutyDays,
  ];
  if (!figures) return head;
  const { operating, unknown, people, unknownPerson, used, stored, firstAt, lastAt } = figures;
  return [
    ...head,
    operating,
    unknown,
    people,
    unknownPerson,
    sum(used),
    sum(stored),
    ...usageKinds.flatMap((kind) => [used[kind], stored[kind]]),
    firstAt && clockCell(firstAt.getTime()),
    lastAt && clockCell(lastAt.getTime()),
  ];
}

function basis({ subject, period, halfYear, asOf, definition, usesWithoutSite }: HalfYearReport): [string, string][] {
  const { agreement, notice, simulated, company, organisationId } = subject;
  return [
    ['반기 자료', `${periodText(halfYear.period)} (${halfYear.id})`],
    ...(simulated ? [[MARK, simulatedText] satisfies [string, string]] : []),
    ['기업', company],
    ['기업 번호', organisationId],
    ['협약', `${agreement.number} (입력 ${agreement.version}판)`],
    ['공고', `${notice.title.ko} (${notice.id} v${notice.version})`],
    ['로그 제출 의무 기간', periodText(period)],
    ['계산 시점', asOfText(asOf)],
    ['가동일의 기준', definitionText(definition)],
    ['불확실한 점', definition.uncertain.ko],
    ['자료의 출처', '서비스의 사용 로그 가운데 사람이 직접 한 것과, 로그 수집 서버에 보낸 기록과 그 답에서 세었습니다.'],
    [
      '달의 상태',
      '진행 중인 달은 계산 시점까지의 값이고, 시작 전인 달은 값을 비워 둡니다. 기록이 없는 달은 0건이며, 이 서비스를 쓰기 전의 달은 알 수 없어 값을 비워 둡니다.',
    ],
    ['센 범위', '한 줄은 한 사업장의 그 달 전체를 센 것입니다. 로그 제출 의무 기간에 드는 날이 며칠인지는 따로 적습니다.'],
    ['사업장을 알 수 없는 사용', withoutSiteText(usesWithoutSite)],
    ['사용자 수', '사업장과 달마다 로그를 남긴 사람의 수입니다. 사용 로그에서 지운 사람은 셀 수 없어, 그 로그를 따로 적습니다.'],
    ['양식', '포털의 수기 등록 양식은 공개되어 있지 않아 중립적인 월별 양식으로 만들었습니다.'],
    ...[...limits, ...eventLimits].map((text): [string, string] => ['증명하지 않는 것', text]),
  ];
}
