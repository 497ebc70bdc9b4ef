import { siteOfEvent, useCodes } from '@maru/evidence';
import { type ByteSink, SHEET_ROWS_MAX, type SheetCell, type SheetColumn, XlsxWriter } from '@maru/platform';
import type { SiteSummary } from '@maru/workspace/contract';
import { countText, limits, MARK, simulatedText } from '../documents/words';
import type { Fate } from './event-fate';
import type { ReportedEvent } from './report-events.query';
import { causeWords, clockCell, eventLimits, kindWords, TIME_FORMAT } from './report-words';
import {
  gapText,
  type ReportBody,
  type ReportDay,
  type ReportDayState,
  type ReportHead,
  type SentFigures,
  summaryRows,
} from './three-year-report';

const MARK_COLUMN: SheetColumn = { heading: '모의 여부', width: 10 };
const count = (heading: string): SheetColumn => ({ heading, width: 14, format: '#,##0' });

const sentColumns = ['사용', '전송할 수 있는 로그', '저장', '저장 여부 모름', '거절', '전송 대기', '더 보내지 않음'].map(count);
/** Empty cells where it is not known. */
function sentCells(figures: SentFigures | null): SheetCell[] {
  if (!figures) return sentColumns.map(() => null);
  const { used, eligible, stored, uncertain, refused, queued, passedOver } = figures;
  return [used, eligible, stored, uncertain, refused, queued, passedOver];
}

const siteColumns: readonly SheetColumn[] = [
  { heading: '사업장', width: 22 },
  { heading: '사업자등록번호', width: 18 },
];
const siteCells = ({ name, businessRegistrationNumber }: SiteSummary): SheetCell[] => [name, businessRegistrationNumber];

const states: Readonly<Record<ReportDayState, string>> = {
  operating: '가동일',
  'not-operating': '가동일 아님',
  unknown: '확인할 수 없음',
  'to-come': '진행 중',
};

const fateWords: Readonly<Record<Fate, string>> = {
  stored: '저장',
  uncertain: '저장 여부 모름',
  refused: '거절',
  'not-stored': '저장되지 않음',
  'not-sent': '보내지 않음',
};

const eventColumns: readonly SheetColumn[] = [
  MARK_COLUMN,
  { heading: '시각(Asia/Seoul, UTC+09:00)', width: 24, format: TIME_FORMAT },
  { heading: '종류', width: 16 },
  { heading: '원인', width: 12 },
  { heading: '사업장', width: 22 },
  { heading: '모듈', width: 12 },
  { heading: '자원', width: 36 },
  { heading: '바이트', width: 12, format: '#,##0' },
  { heading: '전송 결과', width: 16 },
  { heading: '보낸 횟수', width: 10, format: '#,##0' },
  { heading: '보낸 시각', width: 24, format: TIME_FORMAT },
  { heading: '결과 코드', width: 10 },
  { heading: '로그 수집 서버 수신 시각', width: 24 },
  { heading: '사용자 확약값', width: 20 },
  { heading: '주소 확약값', width: 20 },
  { heading: '요청 번호', width: 38 },
  { heading: '로그 번호', width: 38 },
];

const notes: readonly string[] = [
  `종류의 코드(${useCodes['sign-in']}~${useCodes['in-out']})는 로그 수집 서버의 구분입니다. 원인이 사용자 입력인 것만 사용으로 세고 전송합니다.`,
  '사용자와 주소는 적지 않고 확약값만 담았습니다. 확약값은 원래 값을 보이지 않으면서 나중에 그 값임을 확인할 수 있게 합니다.',
  '협약 사업장의 로그와, 어느 사업장에서 썼는지 알 수 없는 로그를 모두 적었습니다. 사업장이 비어 있는 로그는 어느 사업장의 값에도 세지 않았습니다.',
  '이 서비스를 쓰기 전의 날과 달은 알 수 없어 값을 비워 둡니다. 0은 세어서 0인 것입니다.',
  '전송 결과가 ‘저장되지 않음’인 로그는 다시 보낼 수 있었던 것으로, 날짜별 표에서는 더 보내지 않음이나 전송 대기에 들어 있습니다.',
  '10분에 한 건만 저장되므로, 같은 차례의 다른 로그는 보내지 않습니다. 보내지 않은 로그도 모두 적었습니다.',
];

/**
 * The three-year report for Excel: a summary in front, months, days, then as many sheets of events as Excel's limit of rows asks for. Little
 * of it is in memory; the same of it is the same bytes.
 */
export class ReportWorkbook {
  private readonly writer: XlsxWriter;
  private readonly mark: string | null;
  private readonly siteNames: ReadonlyMap<string, string>;
  private sheets = 0;
  private rowsOfSheet: number;
  private events = 0;

  constructor(
    sink: ByteSink,
    private readonly head: ReportHead,
    private readonly rowsMax = SHEET_ROWS_MAX,
  ) {
    this.writer = new XlsxWriter(sink, head.asOf);
    this.mark = head.subject.simulated ? MARK : null;
    this.siteNames = new Map(head.subject.sites.map(({ id, name }) => [id, name]));
    this.rowsOfSheet = rowsMax;
  }

  async begin({ sites }: ReportBody): Promise<void> {
    this.writer.begin('월별', [
      MARK_COLUMN,
      ...siteColumns,
      { heading: '월', width: 10 },
      count('센 날'),
      count('가동일'),
      count('확인할 수 없는 날'),
      ...sentColumns,
      count('사용했으나 저장이 없는 날'),
    ]);
    for (const { site, months } of sites)
      for (const { month, days, unknown, known } of months)
        await this.writer.row([
          this.mark,
          ...siteCells(site),
          month,
          days,
          known?.operating ?? null,
          unknown,
          ...sentCells(known),
          known?.withoutStored ?? null,
        ]);
    this.writer.begin('날짜별', [
      MARK_COLUMN,
      ...siteColumns,
      { heading: '날짜', width: 12 },
      { heading: '가동일 여부', width: 16 },
      ...sentColumns,
      count('기록이 끊긴 구간'),
    ]);
    for (const { site, days } of sites) for (const day of days) await this.writer.row([this.mark, ...siteCells(site), ...dayCells(day)]);
  }

  async add(events: readonly ReportedEvent[]): Promise<void> {
    for (const event of events) {
      if (this.rowsOfSheet >= this.rowsMax) this.beginEvents();
      this.rowsOfSheet++;
      this.events++;
      await this.writer.row(eventCells(event, this.siteNames));
    }
  }

  /** @returns how many events there are in it */
  async end(body: ReportBody): Promise<number> {
    if (this.sheets === 0) this.beginEvents();
    this.writer.begin('요약', [{ width: 10 }, { width: 30 }, { width: 110 }]);
    const { mark } = this;
    await this.writer.row([mark, '3년 보고서'], { bold: true });
    if (mark !== null) await this.writer.row([mark, mark, simulatedText], { bold: true });
    for (const [name, value] of summaryRows(this.head, body)) await this.writer.row([mark, name, value]);
    await this.writer.row([mark, '사용 로그', `${countText(this.events)}건. 자동 갱신과 장치, 작업의 로그도 모두 담았습니다.`]);
    const gaps = body.gaps.length > 0 ? body.gaps.map(gapText) : ['이 기간에는 없습니다.'];
    for (const gap of gaps) await this.writer.row([mark, '기록이 끊긴 구간', gap]);
    for (const note of notes) await this.writer.row([mark, '읽는 법', note]);
    for (const limit of [...limits, ...eventLimits]) await this.writer.row([mark, '증명하지 않는 것', limit]);
    await this.writer.end({ lastFirst: true });
    return this.events;
  }

  private beginEvents(): void {
    this.sheets++;
    this.rowsOfSheet = 1;
    this.writer.begin(this.sheets === 1 ? '사용 로그' : `사용 로그 ${this.sheets}`, eventColumns);
  }
}

function dayCells(day: ReportDay): SheetCell[] {
  return [day.day, states[day.state], ...sentCells(day.isBeforeService ? null : day), day.gaps];
}

function eventCells({ event, fate, send, attempts }: ReportedEvent, siteNames: ReadonlyMap<string, string>): SheetCell[] {
  const site = siteOfEvent(event);
  return [
    event.simulated ? MARK : null,
    clockCell(event.at),
    kindWords[event.kind],
    causeWords[event.cause],
    site && (siteNames.get(site) ?? site),
    event.module,
    event.resource,
    event.bytes,
    fateWords[fate],
    attempts,
    send && clockCell(send.sentAt),
    send?.code ?? null,
    send?.centreReceivedAt ?? null,
    event.person,
    event.address,
    event.request,
    event.id,
  ];
}
