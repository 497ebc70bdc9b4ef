import { daysOfMonth } from '@maru/evidence';
import type { ByteSink } from '@maru/platform';
import type { SiteSummary } from '@maru/workspace/contract';
import { Workbook } from 'exceljs';
import { pdfOf } from '../documents/pdf';
import { noticeOf } from '../notices/notices';
import { operatingDefinition } from '../notices/operating-definitions';
import type { DayFigures } from '../operating/day-figures.query';
import { reportDocument } from './report-document';
import type { ReportedEvent } from './report-events.query';
import { ReportWorkbook } from './report-workbook';
import { figuresOf, type KnownFigures, type ReportBody, type ReportHead, reportDays } from './three-year-report';

const definition = operatingDefinition('stored-log');
const PERIOD = { from: '2027-03-11', to: '2030-03-11' };
const sure = {
  isBeforeService: false,
  isUseUncertain: false,
  isStoreUncertain: false,
  queued: 0,
  uncertain: 0,
  refused: 0,
  gaps: 0,
};

/** Every day of the month with three uses, of which one was stored, but for the last, on which nothing was. */
const figures = (month: string): DayFigures[] =>
  daysOfMonth(month).map((day, index, all) => {
    const stored = index === all.length - 1 ? 0 : 1;
    return { day, used: 3, eligible: 3, stored, passedOver: 3 - stored, ...sure };
  });

const site = (id: string, name: string): SiteSummary => ({
  id,
  name,
  zone: 'Asia/Seoul',
  businessRegistrationNumber: `220-81-6251${id}`,
  address: null,
});

const head = (simulated: boolean): ReportHead => ({
  subject: {
    organisationId: '01920000-0000-7000-8000-000000000001',
    company: '시험 공장',
    simulated,
    agreement: {
      id: '01920000-0000-7000-8000-000000000002',
      number: 'SF-2027-0001',
      noticeId: 'carbon-neutral-2025',
      noticeVersion: 1,
      partyKind: 'manufacturer',
      partyName: null,
      supplierId: null,
      siteIds: [],
      signedOn: '2026-05-04',
      completedOn: '2027-03-10',
      finallyCompletedOn: null,
      targetLevel: null,
      modules: ['fems'],
      version: 1,
      simulated,
    },
    notice: noticeOf('carbon-neutral-2025', 1),
    sites: [site('1', '제1공장'), site('2', '제2공장')],
    modules: ['에너지관리'],
    period: PERIOD,
    halfYears: [],
  },
  period: PERIOD,
  asOf: new Date('2028-03-01T02:03:04.005Z'),
  definition,
});

const days = reportDays(definition, '2028-02', figures('2028-02'), PERIOD, '2028-03-01');
/** Nothing is known of the second site: it lies before the service. */
const unknownDays = reportDays(
  definition,
  '2028-02',
  figures('2028-02').map((day) => ({ ...day, used: 0, eligible: 0, stored: 0, passedOver: 0, isBeforeService: true })),
  PERIOD,
  '2028-03-01',
);
const reported = (id: string, name: string, of: typeof days) => ({
  site: site(id, name),
  days: of,
  months: [{ month: '2028-02', ...figuresOf(of) }],
  totals: figuresOf(of),
});
const body: ReportBody = {
  sites: [reported('1', '제1공장', days), reported('2', '제2공장', unknownDays)],
  usesWithoutSite: 12,
  gaps: [{ from: Date.parse('2028-02-03T00:00:00Z'), until: Date.parse('2028-02-03T00:00:02Z') }],
};

const reportedEvent = (number: number): ReportedEvent => ({
  event: {
    v: 2,
    id: `01920000-0000-7000-8000-${String(number).padStart(12, '0')}`,
    organisation: '01920000-0000-7000-8000-000000000001',
    at: Date.parse('2028-02-29T14:59:59.999Z'),
    kind: 'read',
    cause: 'input',
    module: 'fems',
    resource: 'fems/energy',
    bytes: 10,
    request: '01920000-0000-7000-8000-000000000009',
    simulated: true,
    person: 'a'.repeat(64),
    address: null,
    site: number === 0 ? null : '1',
  },
  fate: 'stored',
  send: { sentAt: Date.parse('2028-02-29T15:00:00Z'), outcome: 'stored', code: 'AP1002', centreReceivedAt: null },
  attempts: 1,
});

async function workbook(events: number, rowsMax?: number): Promise<{ bytes: Buffer; book: Workbook }> {
  const chunks: Uint8Array[] = [];
  const sink: ByteSink = async (chunk) => {
    chunks.push(chunk);
  };
  const writer = new ReportWorkbook(sink, head(true), rowsMax);
  await writer.begin(body);
  await writer.add(Array.from({ length: events }, (_, number) => reportedEvent(number)));
  await writer.end(body);
  const bytes = Buffer.concat(chunks);
  const book = new Workbook();
  await book.xlsx.load(bytes as unknown as ArrayBuffer);
  return { bytes, book };
}

describe('the days of a three-year report', () => {
  it('are those of the period alone, the leap day too', () => {
    expect([days.length, days.at(-1)?.day, days.at(-1)?.state]).toEqual([29, '2028-02-29', 'not-operating']);
    const first = reportDays(definition, '2027-03', figures('2027-03'), PERIOD, '2028-03-01');
    expect([first[0].day, first.length]).toEqual(['2027-03-11', 21]);
    const last = reportDays(definition, '2030-03', figures('2030-03'), PERIOD, '2030-04-01');
    expect([last.at(-1)?.day, last.length]).toEqual(['2030-03-10', 10]);
  });

  it('come to sums in which what can be sent is what became of it', () => {
    const totals = figuresOf(days);
    expect(totals).toMatchObject({
      days: 29,
      unknown: 0,
      known: { operating: 28, used: 87, eligible: 87, stored: 28, passedOver: 59, withoutStored: 1 },
    });
    const { eligible, stored, uncertain, refused, queued, passedOver } = totals.known as KnownFigures;
    expect(stored + uncertain + refused + queued + passedOver).toBe(eligible);
  });

  it('before the service are not known, which is not nothing', () => {
    expect(figuresOf(unknownDays)).toEqual({ days: 29, unknown: 29, known: null });
  });
});

describe('the three-year report', () => {
  it('begins a new sheet of events where Excel takes no more rows, and loses none', async () => {
    const { book } = await workbook(5, 3);
    expect(book.worksheets.map(({ name }) => name)).toEqual(['요약', '월별', '날짜별', '사용 로그', '사용 로그 2', '사용 로그 3']);
    expect(book.worksheets.slice(3).map(({ rowCount }) => rowCount)).toEqual([3, 3, 2]);
  });

  it('is marked in every row of every sheet where the company is simulated', async () => {
    const { book } = await workbook(2);
    for (const sheet of book.worksheets) {
      const marks = new Set<unknown>();
      sheet.eachRow((row, number) => (number > 1 || sheet.name === '요약') && marks.add(row.getCell(1).value));
      expect([sheet.name, [...marks]]).toEqual([sheet.name, ['모의']]);
    }
    expect(reportDocument(head(true), body).watermark).toMatchObject({ text: '모의' });
    const real = JSON.stringify(reportDocument(head(false), body));
    expect([real.includes('모의'), reportDocument(head(false), body).watermark]).toEqual([false, undefined]);
  });

  it('says in both forms who, which agreement and notice, which period, as of when, by which definition, and what it does not prove', async () => {
    const { book } = await workbook(1);
    const cells: unknown[] = [];
    book.worksheets[0].eachRow((row) => cells.push(...(row.values as unknown[])));
    const texts = [cells.join('\n'), JSON.stringify(reportDocument(head(true), body))];
    for (const text of texts)
      for (const said of [
        '시험 공장',
        '제1공장 (사업자등록번호 220-81-62511)',
        '제2공장 (사업자등록번호 220-81-62512)',
        '확인할 수 없음 (이 서비스를 쓰기 전의 날 29일)',
        '사업장을 고르지 않고 쓴 기록 12건은 어느 사업장의 것도 아니어서',
        'SF-2027-0001 (2026년 5월 4일 체결, 입력 1판)',
        'carbon-neutral-2025 v1',
        '구축 완료일 2027년 3월 10일 다음 날부터 3년',
        '2027년 3월 11일 ~ 2030년 3월 10일',
        '2028-03-01 11:03:04.005 (한국 시간)',
        'stored-log v2',
        '87건 = 저장 28 + 저장 여부 모름 0 + 거절 0 + 전송 대기 0 + 더 보내지 않음 59',
        '2028년 2월 3일 09:00:00 ~ 2028년 2월 3일 09:00:02',
        '포털이 세는 가동일과 같다는 것을 증명하지 않습니다.',
      ])
        expect(text).toContain(said);
  });

  it('has the months and days of each site, and leaves empty what is not known', async () => {
    const { book } = await workbook(2);
    const cellsOf = (sheet: string, row: number) => {
      const cells = book.getWorksheet(sheet)?.getRow(row).values;
      return Array.isArray(cells) ? cells.slice(1) : [];
    };
    expect(cellsOf('월별', 2)).toEqual(['모의', '제1공장', '220-81-62511', '2028-02', 29, 28, 0, 87, 87, 28, 0, 0, 0, 59, 1]);
    expect(cellsOf('월별', 3)).toEqual(['모의', '제2공장', '220-81-62512', '2028-02', 29, undefined, 29]);
    const figuresOfDay = Array(7).fill(undefined);
    expect(cellsOf('날짜별', 31)).toEqual(['모의', '제2공장', '220-81-62512', '2028-02-01', '확인할 수 없음', ...figuresOfDay, 0]);
    expect([cellsOf('사용 로그', 2)[4], cellsOf('사용 로그', 3)[4]]).toEqual([undefined, '제1공장']);
    expect(JSON.stringify(reportDocument(head(true), body))).toContain('월별: 제2공장 (사업자등록번호 220-81-62512)');
  });

  it('of the same figures as of the same moment is the same file', async () => {
    const [one, other] = [await workbook(3), await workbook(3)];
    expect(one.bytes.equals(other.bytes)).toBe(true);
    const document = () => pdfOf(reportDocument(head(true), body));
    expect(Buffer.from(await document()).equals(Buffer.from(await document()))).toBe(true);
  });
});
