import { type BonusReason, type DayFacts, type MonthVerdict, type Verdict } from '@maru/evidence';
import type { Content, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces';
import { factTable, heading, headRow, sheetOf } from '../documents/sheet';
import { countText, dayText, definitionText, limits, momentText, monthText } from '../documents/words';
import type { NamedOperatingDefinition } from '../notices/operating-definitions';

export interface ConfirmedMonth extends MonthVerdict {
  readonly used: number;
  readonly stored: number;
}

interface ConfirmedSite {
  readonly id: string;
  readonly name: string;
  readonly businessRegistrationNumber: string;
}

/** What the sheet says, all of it counted as of one moment. */
export interface Confirmation {
  readonly company: string;
  /** The place of business that is confirmed, and no other. */
  readonly site: ConfirmedSite;
  /** Numbers of the agreements that cover it. */
  readonly agreements: readonly string[];
  /** Uses of the company in the months of which it is not known for which site they were. */
  readonly usesWithoutSite: number;
  readonly simulated: boolean;
  readonly noticeDay: string;
  readonly completedOn: string | null;
  readonly asOf: Date;
  readonly definition: NamedOperatingDefinition;
  readonly verdict: Verdict;
  readonly reason: BonusReason;
  readonly months: readonly ConfirmedMonth[];
}

const verdicts: Readonly<Record<Verdict, string>> = { MET: '충족', 'NOT MET': '미충족', INDETERMINATE: '판단할 수 없음' };

/** What is said of one place of business says nothing of another. */
function limitsOfSite({ site, usesWithoutSite }: Confirmation): string[] {
  return [
    `${site.name}에서 쓴 기록과 그 사업장의 로그만 세었습니다. 같은 기업의 다른 사업장이 가동한 것은 증명하지 않습니다.`,
    ...(usesWithoutSite === 0
      ? []
      : [`이 기간에 사업장을 고르지 않고 쓴 기록 ${countText(usesWithoutSite)}건은 어느 사업장의 것도 아니어서 세지 않았습니다.`]),
  ];
}

/**
 * The confirmation sheet (가동률 확인서) as a document. The same figures as of the same moment are the same document: its date is that moment.
 */
export function confirmationSheet(confirmation: Confirmation): TDocumentDefinitions {
  const { company, asOf, simulated } = confirmation;
  return sheetOf({
    title: '솔루션 가동률 확인서',
    company,
    asOf,
    simulated,
    content: [
      facts(confirmation),
      heading('월별 가동일'),
      months(confirmation),
      heading('가동일인 날'),
      days(confirmation),
      heading('이 문서가 증명하지 않는 것'),
      { ul: [...limits, ...limitsOfSite(confirmation)] },
    ],
  });
}

function facts({ company, site, agreements, noticeDay, completedOn, asOf, definition, verdict, reason }: Confirmation): Content {
  const { daysAMonth, months: count, builtSince } = definition;
  const why = {
    months: `공고 전 ${count}개월을 모두 가동일 ${daysAMonth}일 이상으로 채웠는지에 따릅니다.`,
    'before-service': '이 서비스를 쓰기 전의 날은 여기에서 확인할 수 없습니다.',
    'no-agreement': '이 사업장의 협약이 등록되지 않아 구축한 때를 알 수 없습니다.',
    'not-completed': '구축 완료일이 적히지 않은 협약이 있어 구축한 때를 알 수 없습니다.',
    'completed-after': '공고일까지 구축을 완료한 협약이 없습니다.',
    'built-before': `${builtSince === null ? '' : dayText(builtSince)} 이후에 구축한 사업장이 아닙니다.`,
  }[reason];
  return factTable([
    ['기업', company],
    ['사업장', site.name],
    ['사업자등록번호', site.businessRegistrationNumber],
    ['사업장의 협약', agreements.join(', ') || '–'],
    ['협약 완료일', completedOn === null ? '–' : dayText(completedOn)],
    ['공고일', dayText(noticeDay)],
    ['계산 시점', `${momentText(asOf)} (한국 시간)`],
    ['가동일의 기준', definitionText(definition)],
    ['불확실한 점', definition.uncertain.ko],
    ['판정', `${verdicts[verdict]}. ${why}`],
  ]);
}

function months({ months: list, definition }: Confirmation): Content {
  const figure = (count: number | null): TableCell => ({ text: count === null ? '–' : countText(count), alignment: 'right' });
  const known = (month: ConfirmedMonth, count: number) => figure(month.isBeforeService ? null : count);
  return {
    layout: 'lightHorizontalLines',
    table: {
      headerRows: 1,
      widths: ['auto', 'auto', 'auto', 'auto', 'auto', 'auto', '*'],
      body: [
        headRow(['달', '가동일', '확인할 수 없는 날', '사용', '저장된 로그', '판정', '사유']),
        ...list.map((month): TableCell[] => [
          monthText(month.month),
          known(month, month.operating),
          figure(month.unknown),
          known(month, month.used),
          known(month, month.stored),
          verdicts[month.verdict],
          reasonOf(month, definition.daysAMonth),
        ]),
      ],
    },
  };
}

/** Why a month is met or not, in one sentence. */
export function reasonOf({ verdict, operating, unknown, beforeService, toCome }: MonthVerdict, needed: number): string {
  if (verdict === 'MET') return `가동일 ${operating}일로 ${needed}일을 채웠습니다.`;
  if (verdict === 'NOT MET') return `가동일은 많아야 ${operating + unknown + toCome}일로 ${needed}일이 되지 않습니다.`;
  const early = beforeService === 0 ? '' : ` 확인할 수 없는 날 가운데 ${beforeService}일은 이 서비스를 쓰기 전입니다.`;
  return `확인할 수 없는 날 ${unknown}일과 남은 날 ${toCome}일에 달려 있습니다.${early}`;
}

function days({ months: list }: Confirmation): Content {
  const of = (month: MonthVerdict, state: MonthVerdict['days'][number]['state']) =>
    month.days
      .filter((day) => day.state === state)
      .map(({ day }) => Number(day.slice(8)))
      .join(', ') || '–';
  return {
    layout: 'lightHorizontalLines',
    table: {
      headerRows: 1,
      widths: ['auto', '*', 'auto'],
      body: [
        headRow(['달', '가동일', '확인할 수 없는 날']),
        ...list.map((month): TableCell[] => [monthText(month.month), of(month, 'operating'), of(month, 'unknown')]),
      ],
    },
  };
}

/** The sums of a month's days. */
export function confirmedMonth(month: MonthVerdict, facts: ReadonlyMap<string, DayFacts>): ConfirmedMonth {
  const sum = (figure: 'used' | 'stored') => month.days.reduce((total, { day }) => total + (facts.get(day)?.[figure] ?? 0), 0);
  return { ...month, used: sum('used'), stored: sum('stored') };
}
