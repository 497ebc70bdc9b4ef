import { createHash } from 'node:crypto';
import type { PortalListOutcome, PortalListPreviewOutcome } from '../../libs/programme/src/portal-lists/portal-lists.dto';
import { member } from '../support/estate';
import { brokenFile } from './import/broken-file';
import { at, day, MONTH, PortalScene } from './portal-lists/portal-scene';

const SEED = Number(process.env.MARU_FUZZ_SEED ?? Date.now() % 2 ** 31);
const BROKEN_FILES = 12;

describe('the list of the portal beside our receipts', () => {
  let scene: PortalScene;
  beforeAll(async () => {
    scene = await PortalScene.start();
    for (const clock of ['09:00:12.345', '09:20:00.001', '09:40:59.999']) await scene.live({ at: at(10, clock) });
    await scene.live({ at: at(11, '09:00:00.017'), kind: 'sign-in' });
    // A log centre that lies: it says that it has stored what it has not.
    await scene.live({ at: at(11, '09:20:00.123') }, { code: 'AP1002' });
    // And one whose answer is lost on the way.
    await scene.live({ at: at(11, '09:40:00.456') }, { cut: true });
  }, 60_000);
  afterAll(() => scene.close());

  const dayOf = async (number: number) => (await scene.month()).days.find((one) => one.day === day(number))!;
  const outcomes = async () =>
    (await scene.get<{ items: { outcome: string | null }[] }>('/api/programme/log-sends?limit=100')).items.map(({ outcome }) => outcome);

  it('is not known of any day before one was loaded', async () => {
    const { days, lists, operatingDays } = await scene.month();
    expect(lists).toEqual([]);
    expect(days.find((one) => one.day === day(10))).toMatchObject({ stored: 3, listId: null, portal: null, matched: null, differs: null });
    // Nine days of the month lie before the company's first event.
    expect(operatingDays).toEqual({ ours: 2, unknown: 9, coveredDays: 0, oursCovered: 0, portal: null });
  });

  it('is downloaded, mapped by its headings and loaded; what differs is named by day, and no receipt becomes another', async () => {
    const before = await outcomes();
    const csv = await scene.portalList();
    const fileId = await scene.send(csv);
    const preview = (await scene.preview(fileId)).outcome as unknown as PortalListPreviewOutcome;
    expect(preview).toMatchObject({
      remembered: false,
      format: { kind: 'csv', encoding: 'utf-8', headerRow: 1 },
      mapping: { kind: 'logs' },
    });
    expect(preview.mapping.columns.map(({ column, field }) => `${column} ${field}`)).toEqual([
      '0 time',
      '1 use',
      '2 user',
      '3 address',
      '4 bytes',
      '5 result',
    ]);
    const outcome = (await scene.load(csv)).outcome as unknown as PortalListOutcome;
    expect(outcome).toMatchObject({ rows: 5, accepted: 5, duplicates: 0, refused: 0 });
    const { days, lists, operatingDays, simulated } = await scene.month();
    expect(days.find((one) => one.day === day(10))).toEqual({
      day: day(10),
      listId: outcome.listId,
      kind: 'logs',
      stored: 3,
      portal: 3,
      matched: 3,
      onlyOurs: 0,
      unknownAtPortal: 0,
      deniedAtPortal: 0,
      foreign: 0,
      unknownNowhere: 0,
      later: 0,
      differs: false,
    });
    expect(days.find((one) => one.day === day(11))).toMatchObject({
      stored: 2,
      portal: 2,
      matched: 1,
      onlyOurs: 1,
      unknownAtPortal: 1,
      foreign: 0,
      differs: true,
    });
    // Of the days around them the list says nothing: that is not 0.
    for (const number of [9, 12]) expect(await dayOf(number)).toMatchObject({ listId: null, portal: null, onlyOurs: null, differs: null });
    expect(operatingDays).toEqual({ ours: 2, unknown: 9, coveredDays: 2, oursCovered: 2, portal: 2 });
    expect(lists).toMatchObject([{ kind: 'logs', precision: 'millisecond', refused: 0 }]);
    expect(simulated).toBe(true);
    const { items } = await scene.day(11);
    expect(items.map(({ state, ours, portal }) => [state, ours?.receipt ?? null, portal?.row ?? null])).toEqual([
      ['only-ours', 'stored', null],
      ['unknown-at-portal', 'unknown', 6],
    ]);
    expect(await outcomes()).toEqual(before);
    expect(await scene.lists()).toMatchObject([
      {
        id: outcome.listId,
        fileSha256: createHash('sha256').update(csv).digest('hex'),
        firstDay: day(10),
        lastDay: day(11),
        periodStated: false,
        loadedBy: 'Owner',
        withdrawnAt: null,
        simulated: true,
      },
    ]);
  });

  it('is read the next time as it was read before, and the newer list of the same days stands before the older', async () => {
    const csv = await scene.portalList();
    const foreign = `${day(12)} 10:00:00.000,조회,intruder,198.51.100.9,7,AP1002\r\n`;
    const refused = `${day(12)},조회,someone,198.51.100.9,7,AP1002\r\n합계,,,,5,\r\n`;
    const content = `${csv}${foreign}${foreign}${refused}`;
    const fileId = await scene.send(content);
    expect((await scene.preview(fileId)).outcome).toMatchObject({ remembered: true });
    const task = await scene.load(content, { firstDay: `${MONTH}-01`, lastDay: day(13) });
    const outcome = task.outcome as unknown as PortalListOutcome;
    expect(outcome).toMatchObject({ rows: 9, accepted: 6, duplicates: 1, refused: 2 });
    expect(await dayOf(12)).toMatchObject({ stored: 0, portal: 1, foreign: 1, differs: true, listId: outcome.listId });
    expect((await scene.day(12)).items).toMatchObject([
      { state: 'foreign', ours: null, portal: { row: 7, userCode: 'intruder', address: '198.51.100.9', useCode: 'DO6003' } },
    ]);
    // Of a period that was stated, a day without a row is a day of which the portal holds nothing.
    expect(await dayOf(9)).toMatchObject({ portal: 0, differs: false });
    const [newest] = await scene.lists();
    expect(newest).toMatchObject({ id: outcome.listId, periodStated: true });
    expect(newest!.firstFaults.map(({ row, column, detail }) => [row, column, detail])).toEqual([
      [9, 0, expect.stringContaining('시각이 없습니다')],
      [10, 0, expect.stringContaining('날짜로 읽을 수 없습니다')],
    ]);
    const file = await scene.api.request('GET', `/api/workspace/files/${newest!.refusedFileId}/content`, { token: scene.owner.token });
    expect(file.text).toMatch(/거절된 행,거절 사유/);
    expect(file.text).toMatch(/intruder|someone/);
    expect(file.text).toContain('A: ');
  });

  it('is taken back by another row, with its reason, once; then the older list speaks again', async () => {
    const [newest, older] = await scene.lists();
    const withdraw = () => scene.post(`/api/programme/portal-lists/${newest!.id}/withdrawal`, { reason: '다른 사업장의 파일' });
    expect(await withdraw()).toMatchObject({ status: 201, body: { withdrawalReason: '다른 사업장의 파일', withdrawnBy: 'Owner' } });
    expect(await withdraw()).toMatchObject({ status: 409, body: { type: '/problems/programme/portal-list-withdrawn' } });
    expect(await dayOf(12)).toMatchObject({ listId: null, portal: null });
    expect(await dayOf(11)).toMatchObject({ listId: older!.id, onlyOurs: 1 });
    expect(await scene.lists()).toHaveLength(2);
  });

  it('may hold a count by day alone, and then counts alone are compared', async () => {
    const list = `일자,건수\r\n${day(10)},3\r\n${day(11)},"1,002"\r\n`;
    await scene.load(list, { firstDay: day(10), lastDay: day(12) });
    expect(await dayOf(10)).toMatchObject({ kind: 'days', stored: 3, portal: 3, matched: null, foreign: null, differs: false });
    expect(await dayOf(11)).toMatchObject({ stored: 2, portal: 1002, differs: true });
    expect(await dayOf(12)).toMatchObject({ stored: 0, portal: 0, differs: false });
    expect(await scene.day(11)).toMatchObject({ kind: 'days', items: [], count: 0 });
    const [newest] = await scene.lists();
    await scene.post(`/api/programme/portal-lists/${newest!.id}/withdrawal`, { reason: 'test' });
  });

  it('is compared as finely as it tells times', async () => {
    const csv = await scene.portalList();
    const minutes = csv.replaceAll(/(\d\d:\d\d):\d\d\.\d{3}/g, '$1');
    await scene.load(minutes);
    expect((await scene.month()).lists).toMatchObject([{ precision: 'minute' }]);
    expect(await dayOf(10)).toMatchObject({ matched: 3, differs: false });
    expect(await dayOf(11)).toMatchObject({ matched: 1, onlyOurs: 1, unknownAtPortal: 1 });
  });

  it('says nothing of what was answered after it was downloaded', async () => {
    const csv = (await scene.portalList()).split('\r\n').slice(0, 5).join('\r\n');
    await scene.load(csv, { downloadedAt: new Date(at(11, '09:10:00.000')).toISOString() });
    // Loaded last and downloaded first: what the others know of the day is not hidden by it.
    expect(await dayOf(11)).toMatchObject({ later: 0, onlyOurs: 1 });
    const takeBack = (id: string) => scene.post(`/api/programme/portal-lists/${id}/withdrawal`, { reason: 'test' });
    const [early, ...others] = await scene.lists();
    for (const { id, withdrawnAt } of others) if (!withdrawnAt) await takeBack(id);
    expect((await scene.month()).lists).toMatchObject([{ downloadedAt: `${day(11)}T09:10:00+09:00` }]);
    expect(await dayOf(11)).toMatchObject({ stored: 2, portal: 1, matched: 1, onlyOurs: 0, later: 2, differs: false });
    await takeBack(early!.id);
    await scene.load(await scene.portalList());
    expect(await dayOf(11)).toMatchObject({ onlyOurs: 1, later: 0, differs: true });
  });

  it.each<[string, string | Buffer, string]>([
    ['an old workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex'), '/problems/platform/table-unreadable'],
    ['half a workbook', Buffer.from('504b0304140000000800', 'hex'), '/problems/platform/table-unreadable'],
    ['a quotation mark without an end', `로그일시\n"${day(10)} 09:00\n`, '/problems/platform/table-unreadable'],
  ])('is refused with what to do where it is %s', async (_what, content, type) => {
    const task = await scene.preview(await scene.send(content));
    expect(task).toMatchObject({ state: 'failed', failure: { type, detail: expect.stringMatching(/\S/) } });
  });

  it('is not loaded where nothing of it can be read, nor where it has no rows and nobody says of which days', async () => {
    const mapping = { kind: 'logs' as const, sheet: null, headerRow: 1, headerRows: 1, columns: [{ column: 0, field: 'time' as const }] };
    const before = (await scene.lists()).length;
    expect((await scene.load('로그일시\n어제\n오늘\n', { mapping })).failure).toMatchObject({
      type: '/problems/programme/portal-list-unreadable',
      detail: expect.stringContaining('2행'),
    });
    expect((await scene.load('로그일시\n', { mapping })).failure?.type).toBe('/problems/programme/portal-list-empty');
    expect(await scene.lists()).toHaveLength(before);
    expect((await scene.load('로그일시\n', { mapping, firstDay: day(20), lastDay: day(21) })).state).toBe('done');
    expect(await dayOf(20)).toMatchObject({ portal: 0, stored: 0, differs: false });
  });

  it.each<[object, string]>([
    [{ firstDay: '2026-01-02', lastDay: '2026-01-01' }, '/lastDay'],
    [{ firstDay: '2026-01-02' }, '/lastDay'],
    [{ firstDay: '2026-01-02', lastDay: '2099-01-01' }, '/lastDay'],
    [{ firstDay: '2026-01-02', lastDay: '2026-01-03', downloadedAt: '2026-01-02T23:59:59+09:00' }, '/lastDay'],
    [{ downloadedAt: '2099-01-01T00:00:00+09:00' }, '/downloadedAt'],
    [{ mapping: { kind: 'logs', sheet: null, headerRow: 1, headerRows: 1, columns: [] } }, '/mapping/columns'],
    [{ siteId: '01900000-0000-7000-8000-000000000000' }, '/siteId'],
    [{ fileId: '01900000-0000-7000-8000-000000000000' }, '/fileId'],
  ])('is refused with the field where it is asked for with %p', async (change, pointer) => {
    const fileId = await scene.send(`로그일시\n${day(10)} 09:00\n`);
    const columns = [{ column: 0, field: 'time' }];
    const mapping = { kind: 'logs', sheet: null, headerRow: 1, headerRows: 1, columns };
    const reply = await scene.post<{ errors: { pointer: string }[] }>('/api/programme/portal-lists', {
      siteId: scene.company.siteId,
      fileId,
      mapping,
      ...change,
    });
    expect([400, 404]).toContain(reply.status);
    expect(reply.body.errors.map((error) => error.pointer)).toEqual([pointer]);
  });

  it('is loaded by owner and manager, and neither loaded nor seen by an operator', async () => {
    const [manager, operator] = [
      await member(scene.api, scene.owner.organisationId, ['manager']),
      await member(scene.api, scene.owner.organisationId, ['operator']),
    ];
    const statuses = async ({ token }: typeof manager) => [
      (await scene.api.request('GET', `/api/programme/portal-lists?siteId=${scene.company.siteId}`, { token })).status,
      (await scene.api.request('POST', '/api/programme/portal-list-previews', { token, body: {} })).status,
    ];
    expect(await statuses(manager)).toEqual([200, 400]);
    expect(await statuses(operator)).toEqual([403, 403]);
  });

  it('is of the site for which it was loaded, and lies beside what was sent for that one alone', async () => {
    const site = { name: '제2공장', businessRegistrationNumber: '999-99-00010' };
    const { id: second } = (await scene.post<{ id: string }>('/api/workspace/sites', site)).body;
    await scene.load(await scene.portalList(), { siteId: second });
    const days = (await scene.month(second)).days;
    expect(days.find((one) => one.day === day(10))).toMatchObject({ stored: 0, portal: 3, matched: 0, foreign: 3, differs: true });
    expect(await dayOf(10)).toMatchObject({ stored: 3, portal: 3, matched: 3, foreign: 0, differs: false });
    expect((await scene.lists()).map(({ siteName }) => siteName)).not.toContain('제2공장');
    const unnamed = await scene.api.request('GET', '/api/programme/portal-lists', { token: scene.owner.token });
    expect(unnamed).toMatchObject({ status: 400, body: { errors: [{ pointer: '?siteId' }] } });
  });

  it(`accounts for every row of broken files, or refuses them with a sentence (seed ${SEED})`, async () => {
    for (let n = 0; n < BROKEN_FILES; n++) {
      const seed = SEED + n;
      const { bytes, rows } = await brokenFile(seed);
      const mapping = { kind: 'logs' as const, sheet: null, headerRow: 1, headerRows: 1, columns: [{ column: 0, field: 'time' as const }] };
      const task = await scene.load(bytes, { mapping });
      if (task.state === 'failed') {
        expect([seed, task.failure?.type]).toEqual([seed, expect.stringMatching(/table-unreadable|portal-list-(?:unreadable|empty)/)]);
        continue;
      }
      const counts = task.outcome as unknown as PortalListOutcome;
      expect([seed, counts.accepted + counts.duplicates + counts.refused]).toEqual([seed, counts.rows]);
      if (rows !== null) expect([seed, counts.rows]).toEqual([seed, rows]);
      expect([seed, counts.fileId !== undefined]).toEqual([seed, counts.refused > 0]);
    }
  }, 120_000);
});
