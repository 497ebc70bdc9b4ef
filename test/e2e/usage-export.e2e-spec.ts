import { createHash } from 'node:crypto';
import { canonicalBytes, parseCanonical, type UsageEvent, type UsageEventVersion2, usageCauses, usageKinds } from '@maru/evidence';
import { newId } from '@maru/kernel';
import { CSV_START } from '@maru/platform';
import { eventually } from '@maru/platform/testing';
import type { TestPerson } from '../support/api-under-test';
import { type ExportCompany, ExportScene, readWorkbook, rowsOf } from '../support/export-scene';
import { usageRows } from '../support/usage-rows';
import { seedGap, seedUsage } from '../support/usage-seed';

const KOREA_MS = 9 * 3_600_000;
/** The month before this one, as Korea counts: it is over, and there is room for it. */
const thisMonth = new Date(Date.now() + KOREA_MS).toISOString().slice(0, 7);
const [year, number] = thisMonth.split('-').map(Number);
const from = Date.UTC(year, number - 2, 1) - KOREA_MS;
const to = Date.UTC(year, number - 1, 1) - KOREA_MS;
const MONTH = new Date(from + KOREA_MS).toISOString().slice(0, 7);
const koreanDay = (at: number) => new Date(at + KOREA_MS).toISOString().slice(0, 10);
const hex = (digit: string) => digit.repeat(64);

/** The event that a line tells of: who has the line has its canonical bytes. */
const eventOf = ({
  organisationId,
  requestId,
  personCommitment,
  addressCommitment,
  siteId,
  at,
  ...said
}: Record<string, never>): UsageEvent => ({
  v: said.v,
  id: said.id,
  organisation: organisationId,
  at: Date.parse(at),
  kind: said.kind,
  cause: said.cause,
  module: said.module,
  resource: said.resource,
  bytes: said.bytes,
  request: requestId,
  simulated: said.simulated,
  person: personCommitment,
  address: addressCommitment,
  site: siteId,
});

describe("a month of a company's usage events", () => {
  let scene: ExportScene;
  let office: TestPerson;
  let company: ExportCompany;
  let inMonth: UsageEventVersion2[];

  beforeAll(async () => {
    scene = await ExportScene.open();
    office = await scene.office();
    company = await scene.company({ sites: ['999-99-00010', '999-99-00024'] });
    await scene.change(company, office, 'grant');
    // Enough for more than one page, at equal times too, in no order; and what lies just outside the month.
    const seeded = Array.from({ length: 5_600 }, (_, n) => ({
      at: from + ((n * 7_919) % 5_000) * Math.floor((to - from) / 5_000),
      kind: usageKinds[n % usageKinds.length],
      cause: usageCauses[n % usageCauses.length],
      bytes: n,
      person: n % 3 === 0 ? hex('a') : null,
      address: n % 5 === 0 ? hex('b') : null,
      resource: n % 11 === 0 ? 'odd "name", with =1+1' : 'fems/energy',
    }));
    inMonth = await seedUsage(scene.api, company.tenant, [
      ...seeded,
      { at: from, kind: 'sign-in', resource: 'first' },
      { at: to - 1, kind: 'sign-out', resource: 'last' },
    ]);
    inMonth.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
    await seedUsage(scene.api, company.tenant, [
      { at: from - 1, resource: 'too-early' },
      { at: to, resource: 'too-late' },
    ]);
    await seedGap(scene.database, new Date(from + 3_600_000).toISOString(), new Date(from + 3_603_000).toISOString());
  }, 60_000);
  afterAll(() => scene.close());

  it('comes as NDJSON with every event of the month in order, from its first millisecond to its last, with commitments', async () => {
    const { outcome, bytes, task } = await scene.file(office, company, MONTH, 'ndjson');
    const lines = bytes.toString().trimEnd().split('\n');
    expect([task.done, task.total, outcome.events, lines.length]).toEqual(Array(4).fill(inMonth.length));
    for (const [place, line] of lines.entries()) {
      const event = inMonth[place];
      const said = JSON.parse(line);
      expect(said).toEqual({
        organisationId: company.organisationId,
        company: expect.stringMatching(/^Organisation c/),
        businessRegistrationNumbers: ['999-99-00010', '999-99-00024'],
        simulated: false,
        mark: null,
        v: 2,
        id: event.id,
        at: new Date(event.at + KOREA_MS).toISOString().replace(/(\.000)?Z$/, '+09:00'),
        kind: event.kind,
        cause: event.cause,
        module: event.module,
        resource: event.resource,
        bytes: event.bytes,
        requestId: event.request,
        personCommitment: event.person,
        addressCommitment: event.address,
        siteId: event.site,
        siteName: null,
      });
      expect(canonicalBytes(eventOf(said))).toEqual(canonicalBytes(event));
    }
    expect(outcome.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(outcome.gaps).toEqual([{ from: new Date(from + 3_600_000).toISOString(), until: new Date(from + 3_603_000).toISOString() }]);
    expect(outcome.fileName).toMatch(new RegExp(`^사용로그_Organisation-c.*_${MONTH}_\\d{8}-\\d{6}\\.ndjson$`));
  });

  it('comes as CSV with company and number in every row, readable by Excel', async () => {
    const { bytes } = await scene.file(office, company, MONTH, 'csv');
    const text = bytes.toString();
    expect(text.startsWith(`${CSV_START}모의 여부,기업,사업자등록번호,사업장,"시각(Asia/Seoul, UTC+09:00)",종류,`)).toBe(true);
    const lines = text.slice(CSV_START.length).split('\r\n');
    expect([lines.length, lines.at(-1)]).toEqual([inMonth.length + 2, '']);
    for (const line of lines.slice(1, -1))
      expect(line).toMatch(/^,Organisation c\w+,999-99-00010; 999-99-00024,,\d{4}-\d\d-\d\d \d\d:\d\d:/);
    expect(lines[1]).toContain(`${MONTH}-01 00:00:00.000`);
    expect(text).toContain('"odd ""name"", with =1+1"');
    expect(text).not.toMatch(/too-early|too-late/);
  });

  it('comes as XLSX with a summary in front whose counts are those of a plain recount', async () => {
    const { bytes } = await scene.file(office, company, MONTH, 'xlsx');
    const workbook = await readWorkbook(bytes);
    expect(workbook.worksheets.map(({ name }) => name)).toEqual(['요약', '사용 로그']);
    const summary = rowsOf(workbook.worksheets[0]);
    const said = (label: string) => summary.filter(([first]) => first === label).map(([, ...rest]) => rest);
    expect(said('기업')[0][0]).toMatch(/^Organisation c/);
    expect(said('사업자등록번호')).toEqual([
      ['999-99-00010', 'site 0'],
      ['999-99-00024', 'site 1'],
    ]);
    expect(said('기간')).toEqual([[`${MONTH}-01 00:00 이상 ${thisMonth}-01 00:00 미만`]]);
    expect(said('시간대')[0][0]).toContain('Asia/Seoul (UTC+09:00)');
    expect(said('합계')[0]).toEqual([`${inMonth.length.toLocaleString('ko')}건`]);
    expect(JSON.stringify(summary)).not.toContain('모의 자료');
    expect(JSON.stringify(summary)).toContain(`${MONTH}-01 01:00:00 ~ ${MONTH}-01 01:00:03: 서비스의 한 프로세스가`);
    const days = summary.filter(([first]) => /^\d{4}-\d\d-\d\d$/.test(String(first)));
    expect(days).toHaveLength(Math.round((to - from) / 86_400_000));
    for (const [day, ...counts] of days) {
      const own = inMonth.filter(({ at }) => koreanDay(at) === day);
      const byKind = usageKinds.map((kind) => own.filter((event) => event.kind === kind).length);
      expect([day, counts]).toEqual([day, [...byKind, own.length, own.filter(({ cause }) => cause === 'input').length]]);
    }
    const [, ...events] = rowsOf(workbook.worksheets[1]);
    expect(events).toHaveLength(inMonth.length);
    expect(events[0].slice(0, 4)).toEqual([undefined, new Date(from + KOREA_MS), undefined, expect.any(String)]);
    expect(events.map((row) => row[11])).toEqual(inMonth.map(({ id }) => id));
  });

  it('is the same bytes when it is fetched again over the same events, in each format', async () => {
    for (const format of ['csv', 'ndjson', 'xlsx']) {
      const first = await scene.file(office, company, MONTH, format);
      const second = await scene.file(office, company, MONTH, format);
      expect([format, first.bytes.equals(second.bytes), first.outcome.sha256]).toEqual([format, true, second.outcome.sha256]);
      expect(first.outcome.fileId).not.toBe(second.outcome.fileId);
    }
  });

  it('holds no person and no address', async () => {
    const real = await usageRows(scene.database);
    const persons = new Set(real.flatMap(({ person_id }) => (person_id ? [person_id] : [])));
    for (const format of ['csv', 'ndjson']) {
      const { bytes } = await scene.file(office, company, thisMonth, format);
      const text = bytes.toString();
      expect(text.length).toBeGreaterThan(500);
      expect(text).not.toContain('127.0.0.1');
      for (const person of persons) expect(text).not.toContain(person);
    }
  });

  it('says of a month that is not over until when it reaches, and lists no day to come', async () => {
    const { bytes } = await scene.file(office, company, thisMonth, 'xlsx');
    const summary = rowsOf((await readWorkbook(bytes)).worksheets[0]);
    const today = koreanDay(Date.now());
    expect(summary.find(([first]) => first === '끝나지 않은 달')?.[1]).toContain(`${today}까지의 기록`);
    const days = summary.map(([first]) => String(first)).filter((first) => /^\d{4}-\d\d-\d\d$/.test(first));
    expect(days.at(-1)).toBe(today);
  });

  it('is in the language of the officer', async () => {
    const { bytes } = await scene.file(office, company, MONTH, 'xlsx', { 'accept-language': 'en' });
    const workbook = await readWorkbook(bytes);
    expect(workbook.worksheets.map(({ name }) => name)).toEqual(['Summary', 'Usage log']);
    expect(rowsOf(workbook.worksheets[0])[0]).toEqual([`Usage log of ${MONTH}`]);
  });

  it('of a company without sites and without events is a file that says so', async () => {
    const empty = await scene.company({ sites: [] });
    await scene.change(empty, office, 'grant');
    expect((await scene.file(office, empty, MONTH, 'ndjson')).bytes).toHaveLength(0);
    expect((await scene.file(office, empty, MONTH, 'csv')).bytes.toString().split('\r\n')).toHaveLength(2);
    const workbook = await readWorkbook((await scene.file(office, empty, MONTH, 'xlsx')).bytes);
    expect(rowsOf(workbook.worksheets[0])).toEqual(
      expect.arrayContaining([
        ['사업자등록번호', '등록된 사업장이 없음'],
        ['합계', '0건'],
      ]),
    );
    expect(rowsOf(workbook.worksheets[1])).toHaveLength(1);
  });

  it.each([
    ['2026-13', 'csv', '/month'],
    ['2999-01', 'csv', '/month'],
    ['November', 'csv', '/month'],
    [MONTH, 'pdf', '/format'],
  ])('of %s as %s is refused, naming %s', async (month, format, pointer) => {
    const { status, body } = await scene.start(office, company, month, format);
    expect([status, body]).toEqual([400, expect.objectContaining({ errors: [expect.objectContaining({ pointer })] })]);
  });

  it("is an event of the office's log, started and fetched, and none of the company's", async () => {
    const before = (await usageRows(scene.database)).filter((row) => row.organisation_id === company.organisationId).length;
    const { outcome, bytes } = await scene.file(office, company, MONTH, 'csv');
    const resource = 'workspace/granted-companies/:organisationId/usage-exports';
    await eventually(async () => {
      const rows = (await usageRows(scene.database)).filter((row) => row.organisation_id === office.organisationId);
      const started = rows.filter((row) => row.resource === resource && row.kind === 'create' && row.cause === 'input');
      const fetched = rows.filter((row) => row.resource === 'workspace/files/:id/content' && row.kind === 'read' && row.cause === 'input');
      return started.length > 0 && fetched.some((row) => Number(row.bytes) === bytes.length);
    });
    const after = await usageRows(scene.database);
    expect(after.filter((row) => row.organisation_id === company.organisationId)).toHaveLength(before);
    for (const row of after) expect(parseCanonical(row.canonical).ok).toBe(true);
    expect(outcome.bytes).toBe(bytes.length);
  });

  it('is told to the company: who fetched which month, and the fingerprint of the file', async () => {
    const { outcome } = await scene.file(office, company, MONTH, 'csv');
    const pulls = (person: TestPerson) =>
      scene.api.request<{ items: { id: string }[] }>('GET', '/api/workspace/report-pulls?limit=1', { token: person.token });
    const { body } = await pulls(company);
    expect(body.items).toEqual([
      {
        id: outcome.fileId,
        officeId: office.organisationId,
        officeName: expect.stringMatching(/^Organisation c/),
        pulledBy: 'Owner',
        keyName: null,
        stream: null,
        month: MONTH,
        firstAt: null,
        lastAt: null,
        format: 'csv',
        events: inMonth.length,
        bytes: outcome.bytes,
        sha256: outcome.sha256,
        pulledAt: expect.any(String),
      },
    ]);
    expect((await pulls(await scene.company())).body.items).toEqual([]);
    expect((await pulls(office)).status).toBe(403);
  });

  it('is nobody else’s: not another office’s, and of no company that has not granted it', async () => {
    const { task, outcome } = await scene.file(office, company, MONTH, 'ndjson');
    const other = await scene.office();
    const silent = await scene.company();
    const nothing = { organisationId: newId() } as TestPerson;
    for (const [who, whose] of [
      [other, company],
      [office, silent],
      [office, nothing],
    ] as const)
      expect((await scene.start(who, whose, MONTH, 'csv')).body).toMatchObject({ status: 404, type: '/problems/platform/not-found' });
    for (const path of [`tasks/${task.id}`, `files/${outcome.fileId}`, `files/${outcome.fileId}/content`])
      for (const person of [other, company])
        expect([path, (await scene.api.request('GET', `/api/workspace/${path}`, { token: person.token })).status]).toEqual([path, 404]);
  });
});
