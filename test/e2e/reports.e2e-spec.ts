import { type UsageEvent, usageKinds, useCodes } from '@maru/evidence';
import { asAdmin } from '../support/house-under-test';
import { AS_OF, koreanTime as at, past, type ReportingFactory, ReportScene, said, sentOf, table } from '../support/report-scene';
import { seedGap, seedUser } from '../support/usage-seed';

const KOREA_MS = 9 * 3_600_000;
const koreanDay = (ms: number) => new Date(ms + KOREA_MS).toISOString().slice(0, 10);
const clock = (ms: number) => new Date(ms + KOREA_MS);
/** A minute after the use, as it is seeded. */
const isSentBy = (ms: number) => ms + 60_000 <= Date.parse(AS_OF);

describe('reports of an agreement', () => {
  let reports: ReportScene;
  let company: ReportingFactory;
  let events: UsageEvent[];
  let stored: Set<string>;

  beforeAll(async () => {
    reports = await ReportScene.open();
    company = await reports.factory();
    const written = await reports.past(company, past(), sentOf);
    events = written.events;
    // The use of the last millisecond was sent after the moment of the reports: it is in them, and its send is not.
    stored = new Set(written.sends.filter(({ event, outcome }) => outcome === 'stored' && isSentBy(event.at)).map(({ event }) => event.id));
    expect(written.sends.length).toBe(written.sends.filter(({ event }) => isSentBy(event.at)).length + 1);
  });
  afterAll(() => reports.close());

  const used = (from: string, to: string) => events.filter(({ at: ms, cause }) => cause === 'input' && ms >= at(from) && ms < at(to));

  describe('the half-year sheet', () => {
    const sheet = (halfYear: string, more: object = {}, of = company) =>
      reports.workbook(of, 'half-year-sheets', { agreementId: of.agreementId, halfYear, asOf: AS_OF, ...more });

    it('has a row for each month of the half-year, with the figures of a plain recount', async () => {
      const { book, outcome } = await sheet('2025-H1');
      expect(outcome.fileName).toMatch(/^반기자료_.+_SF-2025-\w+_2025-H1\.xlsx$/);
      const rows = table(book, '월별');
      expect(rows.map((row) => row.월)).toEqual(['2025-01', '2025-02', '2025-03', '2025-04', '2025-05', '2025-06']);
      for (const row of rows) {
        const month = String(row.월);
        const [year, number] = month.split('-').map(Number);
        const next = new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 7);
        const own = used(`${month}-01T00:00:00`, `${next}-01T00:00:00`);
        const days = new Set(own.filter(({ id }) => stored.has(id)).map((event) => koreanDay(event.at)));
        expect(row).toMatchObject({
          사업자등록번호: '999-99-00010',
          사업장: 'site 0',
          '달의 상태': '지난 달',
          가동일: days.size,
          '로그 합계': own.length,
          '저장된 로그 합계': own.filter(({ id }) => stored.has(id)).length,
          '첫 로그(Asia/Seoul)': own[0] && clock(own[0].at),
          '마지막 로그(Asia/Seoul)': own.at(-1) && clock((own.at(-1) as UsageEvent).at),
        });
        for (const kind of usageKinds) {
          const ofKind = own.filter((event) => event.kind === kind);
          const [count] = Object.keys(row).filter((heading) => heading.startsWith(`${useCodes[kind]} `) && !heading.endsWith('저장'));
          expect([month, kind, row[count], row[`${useCodes[kind]} 저장`]]).toEqual([
            month,
            kind,
            ofKind.length,
            ofKind.filter(({ id }) => stored.has(id)).length,
          ]);
        }
      }
      expect(rows.map((row) => row['로그 제출 의무가 있는 날'])).toEqual([21, 28, 31, 30, 31, 30]);
    });

    it('has the months of each site that the agreement covers, and says what belongs to none', async () => {
      const two = await reports.factory({ sites: ['999-99-00010', '124-81-00998'] });
      const [first, second] = two.siteIds;
      await reports.past(
        two,
        [
          { at: at('2025-02-03T10:00:00'), site: first },
          { at: at('2025-02-04T10:00:00'), site: first },
          { at: at('2025-02-03T10:00:00'), site: second },
          { at: at('2025-02-05T10:00:00'), site: null },
        ],
        () => ({ outcome: 'stored' }),
      );
      const { book } = await sheet('2025-H1', {}, two);
      const rows = table(book, '월별');
      expect(rows.map((row) => [row.사업장, row.사업자등록번호, row.월]).slice(5, 8)).toEqual([
        ['site 0', '999-99-00010', '2025-06'],
        ['site 1', '124-81-00998', '2025-01'],
        ['site 1', '124-81-00998', '2025-02'],
      ]);
      const ofMonth = (month: string) => rows.filter((row) => row.월 === month);
      expect(ofMonth('2025-02').map((row) => [row.가동일, row['로그 합계'], row['저장된 로그 합계']])).toEqual([
        [2, 2, 2],
        [1, 1, 1],
      ]);
      expect(ofMonth('2025-01').map((row) => [row['달의 상태'], row['로그 합계']])).toEqual(Array(2).fill(['서비스 사용 전', undefined]));
      expect(String(said(book, '기준', '사업장을 알 수 없는 사용')[0])).toContain('1건');
    });

    it('keeps a month without a log as a row of 0, with neither first nor last', async () => {
      const march = table((await sheet('2025-H1')).book, '월별')[2];
      expect(march).toMatchObject({ 월: '2025-03', 가동일: 0, '사용자 수': 0, '로그 합계': 0, 'DO6004 등록': 0, 'DO6004 저장': 0 });
      expect([march['첫 로그(Asia/Seoul)'], march['마지막 로그(Asia/Seoul)']]).toEqual([undefined, undefined]);
    });

    it('counts a month under way up to its moment, and leaves empty what has not begun', async () => {
      const rows = table((await sheet('2025-H1', { asOf: '2025-04-05T03:00:00Z' })).book, '월별');
      expect(rows.map((row) => [row['달의 상태'], row['로그 합계']])).toEqual([
        ['지난 달', 1],
        ['지난 달', 2],
        ['지난 달', 0],
        ['진행 중', 5],
        ['시작 전', undefined],
        ['시작 전', undefined],
      ]);
    });

    it('counts the people of a month, and says of how many logs the person is not known any more', async () => {
      const own = await reports.factory();
      const { events: written } = await reports.past(
        own,
        Array.from({ length: 5 }, (_, day) => ({ at: at(`2025-02-0${day + 1}T10:00:00`) })),
        () => null,
      );
      const people = ['01920000-0000-7000-8000-00000000000a', '01920000-0000-7000-8000-00000000000b'];
      await asAdmin(reports.scene.database, async (client) => {
        for (const [place, event] of written.slice(0, 4).entries())
          await client.query('insert into platform.usage_event_person (tenant_id, event_id, person_id, salt) values ($1, $2, $3, $4)', [
            own.tenant.tenantId,
            event.id,
            people[place % 2],
            Buffer.alloc(32),
          ]);
      });
      const [, february] = table((await sheet('2025-H1', {}, own)).book, '월별');
      expect(february).toMatchObject({ '사용자 수': 2, '사용자를 알 수 없는 로그': 1, '로그 합계': 5 });
    });

    it('names agreement, notice, moment, definition, source and what it does not prove', async () => {
      const { book } = await sheet('2025-H1', { definition: 'real-use' });
      expect(said(book, '기준', '계산 시점')[0]).toContain('2026-01-01 00:00:00.000 (한국 시간)');
      expect(said(book, '기준', '가동일의 기준')[0]).toContain('real-use v2');
      expect(said(book, '기준', '공고')[0]).toContain('carbon-neutral-2025 v1');
      expect(said(book, '기준', '로그 제출 의무 기간')).toEqual(['2025년 1월 11일 ~ 2028년 1월 10일']);
      expect(said(book, '기준', '자료의 출처')).toHaveLength(1);
      expect(said(book, '기준', '증명하지 않는 것').length).toBeGreaterThan(4);
      expect(table(book, '월별').map((row) => row.가동일)[4]).toBe(1);
    });

    it('says beside the field what is wrong', async () => {
      const faults = async (body: object, of = company) => {
        const { status, body: answer } = await reports.start(of, 'half-year-sheets', {
          agreementId: of.agreementId,
          halfYear: '2025-H1',
          ...body,
        });
        return [status, answer.errors?.map(({ pointer, code }) => `${pointer} ${code}`)];
      };
      expect(await faults({ halfYear: '2024-H1' })).toEqual([400, ['/halfYear not-owed']]);
      expect(await faults({ halfYear: '2025-H2', asOf: '2025-06-30T00:00:00Z' })).toEqual([400, ['/halfYear not-begun']]);
      expect((await faults({ halfYear: '2025-Q1' }))[0]).toBe(400);
      expect(await faults({ asOf: new Date().toISOString() })).toEqual([400, ['/asOf not-settled']]);
      const open = await reports.factory({ terms: { completedOn: null } });
      expect(await faults({}, open)).toEqual([400, ['/agreementId no-log-duty', '/halfYear not-owed']]);
      const stranger = await reports.factory();
      expect(await faults({ agreementId: stranger.agreementId })).toEqual([404, ['/agreementId unknown']]);
    });
  });

  describe('the three-year report', () => {
    const report = (more: object = {}, of = company) =>
      reports.workbook(of, 'three-year-reports', { agreementId: of.agreementId, format: 'xlsx', asOf: AS_OF, ...more });

    it('has every day of the period with what became of its use, as the company’s own page counts it', async () => {
      const { book } = await report();
      const days = table(book, '날짜별');
      expect([days.length, days[0].날짜, days.at(-1)?.날짜]).toEqual([356, '2025-01-11', '2026-01-01']);
      const months = [...new Set(days.map((day) => String(day.날짜).slice(0, 7)))];
      for (const month of months) {
        const path = `/api/programme/operating-month?month=${month}&asOf=${encodeURIComponent(AS_OF)}`;
        const { body } = await reports.scene.api.request<{ days: Record<string, unknown>[] }>('GET', path, { token: company.token });
        const shown = new Map(body.days.map((day) => [day.day, day]));
        for (const day of days.filter(({ 날짜 }) => String(날짜).startsWith(month))) {
          const { used: uses, eligible, stored: kept, uncertain, refused, queued, passedOver } = shown.get(day.날짜) ?? {};
          expect([
            day.날짜,
            day.사용,
            day['전송할 수 있는 로그'],
            day.저장,
            day['저장 여부 모름'],
            day.거절,
            day['전송 대기'],
            day['더 보내지 않음'],
          ]).toEqual([day.날짜, ...[uses, eligible, kept, uncertain, refused, queued, passedOver].map((count) => count ?? undefined)]);
        }
      }
      const sum = (heading: string) => days.reduce((total, day) => total + Number(day[heading] ?? 0), 0);
      expect(sum('사용')).toBe(used('2025-01-11T00:00:00', '2026-01-01T00:00:00.001').length);
      expect(sum('저장')).toBe(stored.size);
      const parts = ['저장', '저장 여부 모름', '거절', '전송 대기', '더 보내지 않음'];
      expect(parts.reduce((total, part) => total + sum(part), 0)).toBe(sum('전송할 수 있는 로그'));
      expect(parts.slice(0, 3).every((part) => sum(part) > 0)).toBe(true);
    });

    it('has months, days and totals of each site, and leaves empty what lies before the service', async () => {
      const two = await reports.factory({ sites: ['999-99-00010', '124-81-00998'] });
      const [first] = two.siteIds;
      const days = Array.from({ length: 20 }, (_, day) => `2025-04-${String(day + 1).padStart(2, '0')}T10:00:00`);
      const none = { at: at('2025-04-25T10:00:00'), site: null };
      const { events: written } = await reports.past(two, [...days.map((time) => ({ at: at(time), site: first })), none], () => ({
        outcome: 'stored',
      }));
      const { book } = await report({}, two);
      const months = table(book, '월별');
      const of = (name: string, month: string) => months.find((row) => row.사업장 === name && row.월 === month);
      expect(of('site 0', '2025-04')).toMatchObject({ 사업자등록번호: '999-99-00010', 가동일: 20, 사용: 20, 저장: 20 });
      // Nobody has used the service at the other one yet.
      const [before, never] = [of('site 0', '2025-03'), of('site 1', '2025-04')];
      expect(before).toMatchObject({ '센 날': 31, '확인할 수 없는 날': 31 });
      expect(never).toMatchObject({ 사업자등록번호: '124-81-00998', '센 날': 30, '확인할 수 없는 날': 30 });
      for (const month of [before, never])
        expect(['가동일', '사용', '전송할 수 있는 로그', '저장', '사용했으나 저장이 없는 날'].map((heading) => month?.[heading])).toEqual(
          Array(5).fill(undefined),
        );
      const known = table(book, '날짜별').filter((row) => row.사용 !== undefined);
      expect([...new Set(known.map((row) => row.사업장))]).toEqual(['site 0']);
      expect(known[0].날짜).toBe('2025-04-01');
      expect(said(book, '요약', '가동일')).toEqual([expect.stringMatching(/^20일/), expect.stringMatching(/^확인할 수 없음/)]);
      expect(String(said(book, '요약', '사업장을 알 수 없는 사용')[0])).toContain('1건');
      const listed = table(book, '사용 로그');
      expect(listed).toHaveLength(written.length);
      expect(listed.at(-1)?.사업장).toBeUndefined();
    });

    it('is of the sites that the agreement covers: what was done for another one is not in it', async () => {
      const two = await reports.scene.company({ sites: ['999-99-00010', '124-81-00998'] });
      const [first, second] = two.siteIds;
      const agreementId = await reports.agreement(two, { siteIds: [second] });
      const { events: written } = await reports.past(
        two,
        [first, second, null].map((site, hour) => ({ at: at(`2025-04-01T1${hour}:00:00`), site })),
        () => null,
      );
      const { book } = await report({}, { ...two, agreementId });
      expect([...new Set(table(book, '월별').map((row) => row.사업장))]).toEqual(['site 1']);
      expect(table(book, '사용 로그').map((row) => row['로그 번호'])).toEqual(written.slice(1).map(({ id }) => id));
    });

    it('has months that are the sums of their days, those without a log too', async () => {
      const { book } = await report();
      const days = table(book, '날짜별');
      const months = table(book, '월별');
      expect(months.map((month) => month.월)).toEqual([...new Set(days.map((day) => String(day.날짜).slice(0, 7)))]);
      for (const month of months) {
        const own = days.filter(({ 날짜 }) => String(날짜).startsWith(String(month.월)));
        const operating = own.filter((day) => day['가동일 여부'] === '가동일').length;
        expect([month['센 날'], month.가동일, month.사용]).toEqual([
          own.length,
          operating,
          own.reduce((all, day) => all + Number(day.사용 ?? 0), 0),
        ]);
      }
      expect(months.find((month) => month.월 === '2025-03')).toMatchObject({ 사용: 0, 저장: 0, 가동일: 0 });
    });

    it('has every usage event once, with what became of it and nobody’s name', async () => {
      const { book } = await report();
      const rows = table(book, '사용 로그');
      const inPeriod = events
        .filter(({ at: ms }) => ms >= at('2025-01-11T00:00:00') && ms <= Date.parse(AS_OF))
        .sort((a, b) => a.at - b.at);
      expect(rows.map((row) => row['로그 번호'])).toEqual(inPeriod.map(({ id }) => id));
      for (const [place, row] of rows.entries()) {
        const event = inPeriod[place];
        const send = event.cause === 'input' && isSentBy(event.at) ? sentOf(event.at) : null;
        const fate = { stored: '저장', refused: '거절', 'too-soon': '저장되지 않음', none: '저장 여부 모름' }[send?.outcome ?? 'none'];
        expect([row['시각(Asia/Seoul, UTC+09:00)'], row['전송 결과'], row['보낸 횟수'], row['결과 코드']]).toEqual([
          clock(event.at),
          send ? fate : '보내지 않음',
          send ? 1 : 0,
          send && 'code' in send ? send.code : undefined,
        ]);
      }
      expect(JSON.stringify(rows)).not.toMatch(/user code|192\.0\.2\.99/);
    });

    it('is the same file for the same moment, also when an office has it made, and its PDF too', async () => {
      const office = await reports.scene.office();
      await reports.scene.change(company, office, 'grant');
      for (const format of ['xlsx', 'pdf']) {
        const body = { agreementId: company.agreementId, format, asOf: AS_OF };
        const own = await reports.file(company, 'three-year-reports', body);
        const again = await reports.file(company, 'three-year-reports', body);
        const ofOffice = await reports.file(office, `companies/${company.organisationId}/three-year-reports`, body);
        expect([format, own.bytes.equals(again.bytes), own.bytes.equals(ofOffice.bytes)]).toEqual([format, true, true]);
        expect(own.bytes.subarray(0, 4).toString()).toBe(format === 'pdf' ? '%PDF' : 'PK\u0003\u0004');
      }
    });

    it('is the same file for the same moment, also of a day that was not over, whatever becomes of the portal key', async () => {
      const own = await reports.factory();
      await seedUser(reports.scene.database, own.tenant, (await reports.past(own, [{ at: at('2025-02-03T10:00:00') }], () => null)).events);
      const body = { agreementId: own.agreementId, format: 'xlsx', asOf: '2025-02-03T09:00:00Z' };
      const before = await reports.file(own, 'three-year-reports', body);
      const key = { token: own.token, body: { key: '$5$API$of-a-report/0123' } };
      const { status } = await reports.scene.api.request('PUT', `/api/programme/portal-keys/${own.siteIds[0]}`, key);
      const prove = `update programme.portal_key set state = 'active' where site_id = '${own.siteIds[0]}'`;
      await asAdmin(reports.scene.database, (admin) => admin.query(prove));
      expect([status, (await reports.file(own, 'three-year-reports', body)).bytes.equals(before.bytes)]).toEqual([200, true]);
    });

    it('counts up to the latest moment that is settled where none is named, and says so', async () => {
      const { book } = await report({ asOf: undefined });
      const day = String(said(book, '요약', '계산 시점')[0]).slice(0, 10);
      expect([koreanDay(Date.now()), koreanDay(Date.now() - 2 * 3_600_000)]).toContain(day);
      expect(String(said(book, '요약', '센 날')[0])).toContain('기간이 끝나지 않아');
    });

    it('tells the gaps of the usage log', async () => {
      const own = await reports.factory();
      await seedGap(reports.scene.database, '2025-02-03T01:00:00Z', '2025-02-03T01:00:02Z');
      const { book } = await report({}, own);
      expect(said(book, '요약', '기록이 끊긴 구간')).toContain('2025년 2월 3일 10:00:00 ~ 2025년 2월 3일 10:00:02');
      const day = table(book, '날짜별').find(({ 날짜 }) => 날짜 === '2025-02-03');
      expect(day?.['기록이 끊긴 구간']).toBe(1);
    });

    it('is refused where no logs are owed yet', async () => {
      const open = await reports.factory({ terms: { completedOn: null } });
      const { status, body } = await reports.start(open, 'three-year-reports', { agreementId: open.agreementId, format: 'pdf' });
      expect([status, body.errors?.[0]]).toMatchObject([400, { pointer: '/agreementId', code: 'no-log-duty' }]);
    });
  });

  it('can be asked for of the agreements and half-years that are listed', async () => {
    const { body } = await reports.scene.api.request<{ agreements: { halfYears: { id: string }[] }[] }>(
      'GET',
      '/api/programme/reportable-agreements',
      { token: company.token },
    );
    expect(body).toMatchObject({
      simulated: false,
      agreements: [{ agreementId: company.agreementId, begun: true, period: { from: '2025-01-11', to: '2028-01-11' } }],
    });
    expect(body.agreements[0].halfYears.at(-1)?.id).toBe('2025-H1');
    for (const { id } of body.agreements[0].halfYears) {
      const { status } = await reports.start(company, 'half-year-sheets', { agreementId: company.agreementId, halfYear: id });
      expect([id, status]).toEqual([id, 201]);
    }
  });
});
