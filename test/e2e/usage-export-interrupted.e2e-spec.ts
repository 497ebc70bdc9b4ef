import { modules } from '@maru/catalog';
import { TaskRunner } from '@maru/platform';
import { eventually } from '@maru/platform/testing';
import { CompanyUsage } from '../../libs/workspace/src/reporting/company-usage.query';
import type { TestPerson } from '../support/api-under-test';
import { type ExportCompany, ExportScene, readWorkbook, rowsOf } from '../support/export-scene';
import { WorkerUnderTest } from '../support/house-under-test';
import { seedUsage } from '../support/usage-seed';

const MONTH = '2026-02';
const FROM = Date.parse('2026-02-01T00:00:00+09:00');
const EVENTS = 12_000;

/** What happens to an export under way: the pages it reads are held at a gate. */
describe('an export under way', () => {
  let scene: ExportScene;
  let office: TestPerson;

  beforeAll(async () => {
    scene = await ExportScene.open();
    office = await scene.office();
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => scene.close());

  const granted = async (options: { simulated?: boolean } = {}): Promise<ExportCompany> => {
    const company = await scene.company(options);
    await scene.change(company, office, 'grant');
    await seedUsage(
      scene.api,
      company.tenant,
      Array.from({ length: EVENTS }, (_, n) => ({ at: FROM + n * 200_000 })),
    );
    return company;
  };
  /** Holds the reading of the page of that number, from 1 on, until it is opened. */
  const gateAt = (number: number, worker = scene.worker) => {
    const usage = worker.get(CompanyUsage);
    const read = usage.page.bind(usage);
    const reached = Promise.withResolvers<void>();
    const gate = Promise.withResolvers<void>();
    let page = 0;
    jest.spyOn(usage, 'page').mockImplementation(async (...args) => {
      if (++page === number) {
        reached.resolve();
        await gate.promise;
      }
      return read(...args);
    });
    return { reached: reached.promise, open: () => gate.resolve() };
  };
  const begun = async (company: ExportCompany, format = 'csv') => (await scene.start(office, company, MONTH, format)).body.taskId;
  const pullsOf = async (company: ExportCompany) =>
    (await scene.api.request<{ items: unknown[] }>('GET', '/api/workspace/report-pulls', { token: company.token })).body.items;
  /** Files of the office that anybody could still fetch. */
  const files = async () =>
    Number(
      (
        await scene.database.query<{ count: string }>(
          `select count(*) from platform.stored_file join platform.tenant using (tenant_id)
           where organisation_id = $1 and kept_until > now()`,
          [office.organisationId],
        )
      )[0].count,
    );

  it('tells how many rows are done, and of how many', async () => {
    const company = await granted();
    const gate = gateAt(3);
    const id = await begun(company);
    await gate.reached;
    expect(await scene.task(office, id)).toMatchObject({ state: 'running', done: 10_000, total: EVENTS });
    gate.open();
    expect(await scene.ended(office, id)).toMatchObject({ state: 'done', done: EVENTS, total: EVENTS });
  });

  it.each(['csv', 'xlsx'])('stops when the company ends its grant: no page more, no %s file, nothing fetched', async (format) => {
    const company = await granted();
    const before = await files();
    const gate = gateAt(2);
    const id = await begun(company, format);
    await gate.reached;
    expect((await scene.change(company, office, 'revoke')).status).toBe(201);
    gate.open();
    // The page under way had been allowed; the next one is not.
    expect(await scene.ended(office, id)).toMatchObject({
      state: 'failed',
      done: 10_000,
      failure: { type: '/problems/workspace/reporting-ended' },
      outcome: null,
    });
    expect([await files(), await pullsOf(company)]).toEqual([before, []]);
    expect((await scene.start(office, company, MONTH, format)).status).toBe(404);
  });

  it('stops when the grant ends by itself, at its time', async () => {
    const company = await granted();
    const gate = gateAt(2);
    const id = await begun(company);
    await gate.reached;
    const ends = Date.now() + 1_500;
    expect((await scene.change(company, office, 'revoke', new Date(ends).toISOString())).status).toBe(201);
    await eventually(() => Date.now() > ends);
    gate.open();
    expect(await scene.ended(office, id)).toMatchObject({ state: 'failed', failure: { type: '/problems/workspace/reporting-ended' } });
  });

  it('can be cancelled, and leaves no file', async () => {
    const company = await granted();
    const before = await files();
    const gate = gateAt(2);
    const id = await begun(company, 'xlsx');
    await gate.reached;
    await scene.api.request('POST', `/api/workspace/tasks/${id}/cancellation`, { token: office.token });
    gate.open();
    expect(await scene.ended(office, id)).toMatchObject({ state: 'cancelled', outcome: null });
    expect([await files(), await pullsOf(company)]).toEqual([before, []]);
  });

  it('whose process dies is made again by another, the same bytes, and is fetched once', async () => {
    const company = await granted();
    const whole = await scene.file(office, company, MONTH, 'xlsx');
    const before = await files();
    const gate = gateAt(3);
    const id = await begun(company, 'xlsx');
    await gate.reached;
    // The first process still believes that it has the task; to everybody else it is dead.
    const second = await WorkerUnderTest.on(scene.database, modules);
    try {
      await scene.database.query("update platform.task set lease_until = now() - interval '1 second' where task_id = $1", [id]);
      await second.get(TaskRunner).sweep();
      const task = await scene.ended(office, id);
      expect(task.outcome).toMatchObject({ sha256: whole.outcome.sha256, events: EVENTS });
      gate.open();
      expect((await scene.fetch(office, task.outcome?.fileId as string)).equals(whole.bytes)).toBe(true);
      await eventually(async () => (await files()) === before + 1);
      expect(await pullsOf(company)).toHaveLength(2);
    } finally {
      await second.get(TaskRunner).stop();
      await second.stop();
    }
  });

  it('of a simulated company says 모의 in its name, in every row, on the summary, in the answer and in the company’s record', async () => {
    const company = await granted({ simulated: true });
    const csv = await scene.file(office, company, MONTH, 'csv');
    const rows = csv.bytes.toString().split('\r\n').slice(1, -1);
    expect([csv.outcome.simulated, csv.outcome.fileName.startsWith('모의_'), rows.length]).toEqual([true, true, EVENTS]);
    expect(rows.filter((row) => !row.startsWith('모의,'))).toEqual([]);
    const ndjson = await scene.file(office, company, MONTH, 'ndjson');
    const lines = ndjson.bytes.toString().trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line)).filter(({ simulated, mark }) => !simulated || mark !== '모의')).toEqual([]);
    for (const [language, mark, said] of [
      ['ko', '모의', '모의 자료입니다'],
      ['en', '모의 (simulated)', '모의: simulated'],
    ]) {
      const xlsx = await scene.file(office, company, MONTH, 'xlsx', { 'accept-language': language });
      const workbook = await readWorkbook(xlsx.bytes);
      expect(String(rowsOf(workbook.worksheets[0])[1][0])).toContain(said);
      const [, ...events] = rowsOf(workbook.worksheets[1]);
      expect([events.length, events.filter(([first]) => first !== mark)]).toEqual([EVENTS, []]);
    }
    const record = await scene.database.query<{ simulated: boolean }>('select simulated from workspace.report_pull where tenant_id = $1', [
      company.tenant.tenantId,
    ]);
    expect(record.length).toBe(4);
    expect(record.filter(({ simulated }) => !simulated)).toEqual([]);
  });

  it('writes nothing in the company’s scope, where it could not', async () => {
    const company = await granted();
    const tables = async () =>
      (
        await scene.database.query<{ rows: string }>(
          `select (select count(*) from platform.usage_event where tenant_id = $1) || ' ' || (select count(*) from platform.stored_file where tenant_id = $1)
             || ' ' || (select count(*) from platform.task where tenant_id = $1) as rows`,
          [company.tenant.tenantId],
        )
      )[0].rows;
    const before = await tables();
    await scene.file(office, company, MONTH, 'ndjson');
    expect(await tables()).toBe(before);
  });
});
