import { modules } from '@maru/catalog';
import { TaskRunner } from '@maru/platform';
import { eventually } from '@maru/platform/testing';
import { ReportEventsQuery } from '../../libs/programme/src/reports/report-events.query';
import { WorkerUnderTest } from '../support/house-under-test';
import { AS_OF, koreanTime, past, type ReportingFactory, ReportScene, sentOf } from '../support/report-scene';
import { seedUsage } from '../support/usage-seed';

const EVENTS = 12_000;

describe('reports that an office has made of a company', () => {
  let reports: ReportScene;

  beforeAll(async () => {
    reports = await ReportScene.open();
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => reports.close());

  it('of a simulated company say 모의 in their names, in every row of every sheet and in the company’s record', async () => {
    const [own, office] = [await reports.factory({ simulated: true }), await reports.scene.office()];
    await reports.scene.change(own, office, 'grant');
    await reports.past(own, past(), sentOf);
    const of = `companies/${own.organisationId}`;
    const body = { agreementId: own.agreementId, asOf: AS_OF };
    const made = [
      await reports.workbook(office, `${of}/half-year-sheets`, { ...body, halfYear: '2025-H1' }),
      await reports.workbook(office, `${of}/three-year-reports`, { ...body, format: 'xlsx' }),
    ];
    for (const { book, outcome } of made) {
      expect(outcome.fileName.startsWith('모의_')).toBe(true);
      for (const sheet of book.worksheets) {
        const marks = new Set<unknown>();
        sheet.eachRow((row) => row.getCell(1).value !== '모의 여부' && marks.add(row.getCell(1).value));
        expect([sheet.name, [...marks]]).toEqual([sheet.name, ['모의']]);
      }
    }
    const record = await reports.scene.database.query<{ simulated: boolean }>(
      'select simulated from workspace.report_pull where tenant_id = $1',
      [own.tenant.tenantId],
    );
    expect(record).toEqual([{ simulated: true }, { simulated: true }]);
  });

  it('stand in the company’s record with their fingerprint; those that the company has made do not', async () => {
    const [own, office] = [await reports.factory(), await reports.scene.office()];
    await reports.scene.change(own, office, 'grant');
    const of = `companies/${own.organisationId}`;
    const body = { agreementId: own.agreementId, asOf: AS_OF };
    await reports.file(own, 'three-year-reports', { ...body, format: 'pdf' });
    const sheet = await reports.file(office, `${of}/half-year-sheets`, { ...body, halfYear: '2025-H2' });
    const report = await reports.file(office, `${of}/three-year-reports`, { ...body, format: 'pdf' });
    const { items } = (await reports.scene.api.request<{ items: object[] }>('GET', '/api/workspace/report-pulls', { token: own.token }))
      .body;
    expect(items).toMatchObject([
      {
        id: report.outcome.fileId,
        officeId: office.organisationId,
        keyName: null,
        stream: 'three-year-report',
        format: 'pdf',
        sha256: report.outcome.sha256,
        firstAt: '2025-01-10T15:00:00.000Z',
        lastAt: AS_OF,
      },
      { id: sheet.outcome.fileId, stream: 'half-year-sheet', format: 'xlsx', sha256: sheet.outcome.sha256, events: 6 },
    ]);
    expect(items.every((item) => (item as { pulledBy: string | null }).pulledBy !== null)).toBe(true);
  });

  it('are of companies whose grant is in force, and of their own agreements', async () => {
    const [own, other, office] = [await reports.factory(), await reports.factory(), await reports.scene.office()];
    const start = (agreementId: string) =>
      reports.start(office, `companies/${own.organisationId}/three-year-reports`, { agreementId, format: 'pdf' });
    expect((await start(own.agreementId)).status).toBe(404);
    await reports.scene.change(own, office, 'grant');
    expect((await start(own.agreementId)).status).toBe(201);
    expect((await start(other.agreementId)).status).toBe(404);
    await reports.scene.change(own, office, 'revoke');
    expect((await start(own.agreementId)).status).toBe(404);
    const { status } = await reports.scene.api.request('GET', `/api/programme/companies/${own.organisationId}/reportable-agreements`, {
      token: office.token,
    });
    expect(status).toBe(404);
  });

  describe('under way', () => {
    let company: ReportingFactory;

    beforeAll(async () => {
      company = await reports.factory();
      await seedUsage(
        reports.scene.api,
        company.tenant,
        Array.from({ length: EVENTS }, (_, number) => ({
          at: koreanTime('2025-03-01T00:00:00') + number * 600_000,
          site: company.siteIds[0],
        })),
      );
    });

    const granted = async () => {
      const office = await reports.scene.office();
      await reports.scene.change(company, office, 'grant');
      return office;
    };
    const path = () => `companies/${company.organisationId}/three-year-reports`;
    const body = () => ({ agreementId: company.agreementId, format: 'xlsx', asOf: AS_OF });
    /** Holds the reading of the page of that number, from 1 on, until it is opened. */
    const gateAt = (number: number) => {
      const events = reports.scene.worker.get(ReportEventsQuery);
      const read = events.page.bind(events);
      const reached = Promise.withResolvers<void>();
      const gate = Promise.withResolvers<void>();
      let page = 0;
      jest.spyOn(events, 'page').mockImplementation(async (...args) => {
        if (++page === number) {
          reached.resolve();
          await gate.promise;
        }
        return read(...args);
      });
      return { reached: reached.promise, open: () => gate.resolve() };
    };

    it('stop when the company ends its grant: no file, and nothing in its record', async () => {
      const office = await granted();
      const gate = gateAt(2);
      const { taskId } = (await reports.start(office, path(), body())).body;
      await gate.reached;
      await reports.scene.change(company, office, 'revoke');
      gate.open();
      expect(await reports.scene.ended(office, taskId)).toMatchObject({
        state: 'failed',
        failure: { type: '/problems/programme/reporting-ended' },
        outcome: null,
      });
      const pulls = await reports.scene.database.query('select from workspace.report_pull where office_id = $1', [office.organisationId]);
      expect(pulls).toHaveLength(0);
    });

    it('whose process dies are made again by another, the same bytes, and stand in the record once', async () => {
      const office = await granted();
      const whole = await reports.file(company, 'three-year-reports', body());
      const gate = gateAt(3);
      const { taskId } = (await reports.start(office, path(), body())).body;
      await gate.reached;
      expect(await reports.scene.task(office, taskId)).toMatchObject({ state: 'running', done: 10_000, total: EVENTS });
      // The first process still believes that it has the task; to everybody else it is dead.
      const second = await WorkerUnderTest.on(reports.scene.database, modules);
      try {
        await reports.scene.database.query("update platform.task set lease_until = now() - interval '1 second' where task_id = $1", [
          taskId,
        ]);
        await second.get(TaskRunner).sweep();
        const { outcome } = await reports.scene.ended(office, taskId);
        gate.open();
        expect(outcome?.sha256).toBe(whole.outcome.sha256);
        expect((await reports.scene.fetch(office, outcome?.fileId as string)).equals(whole.bytes)).toBe(true);
        const kept = () =>
          reports.scene.database.query(
            'select from platform.stored_file join platform.tenant using (tenant_id) where organisation_id = $1 and kept_until > now()',
            [office.organisationId],
          );
        await eventually(async () => (await kept()).length === 1);
        const pulls = await reports.scene.database.query('select from workspace.report_pull where office_id = $1', [office.organisationId]);
        expect(pulls).toHaveLength(1);
      } finally {
        await second.get(TaskRunner).stop();
        await second.stop();
      }
    });
  });
});
