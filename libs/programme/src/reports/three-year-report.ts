import { monthVerdict } from '@maru/evidence';
import type { SiteSummary } from '@maru/workspace/contract';
import { countText, dayText, definitionText, momentText } from '../documents/words';
import type { DayPeriod } from '../duties/half-year';
import type { CountedFrom } from '../notices/notices';
import type { NamedOperatingDefinition } from '../notices/operating-definitions';
import { type DayFigures, isWithoutStored } from '../operating/day-figures.query';
import type { ReportSubject } from './report-subjects';
import { asOfText, periodText, withoutSiteText } from './report-words';

/** What a report is of and by what it is counted; known before anything is counted. */
export interface ReportHead {
  readonly subject: ReportSubject;
  /** In which logs are owed. */
  readonly period: DayPeriod;
  readonly asOf: Date;
  readonly definition: NamedOperatingDefinition;
}

export type ReportDayState = 'operating' | 'not-operating' | 'unknown' | 'to-come';

/** A day of the period: what can be sent is stored, not known, refused, waiting or not sent. */
export interface ReportDay extends DayFigures {
  readonly state: ReportDayState;
}

export type SentFigures = Pick<DayFigures, 'used' | 'eligible' | 'stored' | 'uncertain' | 'refused' | 'queued' | 'passedOver'>;

/** What is known of days. */
export interface KnownFigures extends SentFigures {
  readonly operating: number;
  /** Days on which people used it, nothing was stored and nothing waits any more. */
  readonly withoutStored: number;
}

export interface ReportFigures {
  /** Days of the period that have begun. */
  readonly days: number;
  readonly unknown: number;
  /** Null where all of the days lie before the site's first event: what was done on them is not known here, and is not nothing. */
  readonly known: KnownFigures | null;
}

export interface ReportMonth extends ReportFigures {
  readonly month: string;
}

export interface ReportGap {
  readonly from: number;
  readonly until: number;
}

/** What was counted of a place of business. */
export interface ReportSite {
  readonly site: SiteSummary;
  readonly days: readonly ReportDay[];
  readonly months: readonly ReportMonth[];
  readonly totals: ReportFigures;
}

export interface ReportBody {
  /** Those that the agreement covers, oldest first. */
  readonly sites: readonly ReportSite[];
  /** Uses of the company in the period of which it is not known for which site they were. */
  readonly usesWithoutSite: number;
  /** Stretches in which the usage log may have missed reads. */
  readonly gaps: readonly ReportGap[];
}

/**
 * The days of a month that lie in the period and have begun.
 * @param figures of every day of the month that has begun
 * @param today the day as of which is asked
 */
export function reportDays(
  definition: NamedOperatingDefinition,
  month: string,
  figures: readonly DayFigures[],
  { from, to }: DayPeriod,
  today: string,
): ReportDay[] {
  const states = monthVerdict(definition, month, new Map(figures.map((day) => [day.day, day])), today).days;
  const stateOf = new Map(states.map(({ day, state }) => [day, state]));
  return figures.filter(({ day }) => from <= day && day < to).map((day) => ({ ...day, state: stateOf.get(day.day) ?? 'not-operating' }));
}

export function figuresOf(days: readonly ReportDay[]): ReportFigures {
  const unknown = days.filter(({ state }) => state === 'unknown').length;
  return { days: days.length, unknown, known: days.every(({ isBeforeService }) => isBeforeService) ? null : knownFiguresOf(days) };
}

function knownFiguresOf(days: readonly ReportDay[]): KnownFigures {
  const sum = (figure: (day: ReportDay) => number) => days.reduce((total, day) => total + figure(day), 0);
  const count = (isSo: (day: ReportDay) => boolean) => days.filter(isSo).length;
  return {
    operating: count(({ state }) => state === 'operating'),
    used: sum(({ used }) => used),
    eligible: sum(({ eligible }) => eligible),
    stored: sum(({ stored }) => stored),
    uncertain: sum(({ uncertain }) => uncertain),
    refused: sum(({ refused }) => refused),
    queued: sum(({ queued }) => queued),
    passedOver: sum(({ passedOver }) => passedOver),
    withoutStored: count((day) => isWithoutStored(day) && day.queued === 0),
  };
}

const events: Readonly<Record<CountedFrom, string>> = { completed: '구축 완료일', finallyCompleted: '최종 완료일' };

/** Who and what the report is about, by what it is counted, and what it comes to, site after site. */
export function summaryRows({ subject, period, asOf, definition }: ReportHead, { sites, usesWithoutSite }: ReportBody): [string, string][] {
  const { company, organisationId, modules, agreement, notice } = subject;
  const { partyName, completedOn, finallyCompletedOn } = agreement;
  const rule = notice.logDuty;
  const since = rule?.from === 'finallyCompleted' ? finallyCompletedOn : completedOn;
  return [
    ['도입기업', company],
    ['기업 번호', organisationId],
    ['협약', `${agreement.number} (${dayText(agreement.signedOn)} 체결, 입력 ${agreement.version}판)`],
    ['협약 당사자', partyName === null ? company : `${partyName} (공급기업 컨소시엄)`],
    ['솔루션', modules.join(', ')],
    ['공고', `${notice.title.ko} (${notice.id} v${notice.version}). ${notice.source.ko}`],
    ['로그 제출 의무', rule && since ? `${events[rule.from]} ${dayText(since)} 다음 날부터 ${rule.years}년` : '–'],
    ['로그 제출 의무 기간', periodText(period)],
    ['계산 시점', asOfText(asOf)],
    ['센 날', countedText(period, asOf)],
    ['가동일의 기준', definitionText(definition)],
    [
      '불확실한 점',
      [definition.uncertain.ko, ...notice.uncertain.filter(({ rule: of }) => of === 'logDuty').map(({ why }) => why.ko)].join('\n'),
    ],
    ['사업장을 알 수 없는 사용', withoutSiteText(usesWithoutSite)],
    ...sites.flatMap(siteRows),
  ];
}

export const siteText = ({ name, businessRegistrationNumber }: SiteSummary): string =>
  `${name} (사업자등록번호 ${businessRegistrationNumber})`;

function siteRows({ site, totals: { days, unknown, known } }: ReportSite): [string, string][] {
  const head: [string, string][] = [['사업장', `${siteText(site)}. ${countText(days)}일을 세었습니다.`]];
  if (!known) return [...head, ['가동일', `확인할 수 없음 (이 서비스를 쓰기 전의 날 ${countText(unknown)}일)`]];
  return [
    ...head,
    ['가동일', `${countText(known.operating)}일 (확인할 수 없는 날 ${countText(unknown)}일)`],
    ['사용', `${countText(known.used)}건. 사람이 직접 한 것만 세었습니다.`],
    ['전송할 수 있는 로그', `${countText(known.eligible)}건 = ${sumText(known)}`],
    ['사용했으나 저장된 로그가 없는 날', `${countText(known.withoutStored)}일`],
  ];
}

/** What can be sent is the sum of what became of it. */
function sumText({ stored, uncertain, refused, queued, passedOver }: SentFigures): string {
  return [
    `저장 ${countText(stored)}`,
    `저장 여부 모름 ${countText(uncertain)}`,
    `거절 ${countText(refused)}`,
    `전송 대기 ${countText(queued)}`,
    `더 보내지 않음 ${countText(passedOver)}`,
  ].join(' + ');
}

/** Whether the period is over as of the moment. */
function countedText({ from, to }: DayPeriod, asOf: Date): string {
  const end = momentText(asOf);
  return asOf.getTime() >= Date.parse(`${to}T00:00:00+09:00`)
    ? '기간 전체를 세었습니다.'
    : `기간이 끝나지 않아 ${dayText(from)}부터 ${end}까지 세었습니다.`;
}

export const gapText = ({ from, until }: ReportGap): string => `${momentText(new Date(from))} ~ ${momentText(new Date(until))}`;
