import { programmeDay, type UsageEvent } from '@maru/evidence';
import { Database, SimulatedUsage, Tenancy } from '@maru/platform';
import type { TestPerson } from '../support/api-under-test';
import { type ExportCompany, ExportScene } from '../support/export-scene';
import { asAdmin } from '../support/house-under-test';
import { seedSends } from '../support/send-seed';
import { type SeededEvent, seedGap, seedUsage } from '../support/usage-seed';

interface DayView {
  day: string;
  state: string;
  used: number;
  eligible: number;
  stored: number;
  uncertain: number;
  refused: number;
  queued: number;
  passedOver: number;
  gaps: number;
}

interface MonthView {
  month: string;
  verdict: string;
  operating: number;
  unknown: number;
  toCome: number;
  days: DayView[];
  simulated: boolean;
}

interface VerdictView {
  verdict: string;
  reason: string;
  completedOn: string | null;
  months: MonthView[];
}

const HOUR_MS = 3_600_000;
/** Ten in the morning of a day in Korea. */
const morning = (day: string, minutes = 0) => Date.parse(`${day}T10:00:00+09:00`) + minutes * 60_000;
const daysOf = (month: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${month}-${String(index + 1).padStart(2, '0')}`);

describe('operating days', () => {
  let scene: ExportScene;

  beforeAll(async () => {
    scene = await ExportScene.open();
  });
  afterAll(() => scene.close());

  const get = async <T>({ token }: TestPerson, path: string) => scene.api.request<T>('GET', path, { token });
  const month = async (person: TestPerson, of: string, more = '') =>
    (await get<MonthView>(person, `/api/programme/operating-month?month=${of}${more}`)).body;
  const verdict = async (person: TestPerson, noticeDay: string, more = '') =>
    (await get<VerdictView>(person, `/api/programme/bonus-verdict?noticeDay=${noticeDay}${more}`)).body;
  const dayIn = (view: MonthView, day: string) => view.days.find((one) => one.day === day);
  const seed = (company: ExportCompany, events: readonly SeededEvent[]) => seedUsage(scene.api, company.tenant, events);
  const complete = (company: ExportCompany, completedOn: string) =>
    asAdmin(scene.database, (client) =>
      client.query(
        `insert into programme.agreement (tenant_id, agreement_id, number, notice_id, notice_version, party_kind, signed_on, completed_on, modules)
         values ($1, gen_random_uuid(), 'A-1', 'carbon-neutral-2025', 1, 'manufacturer', $2, $2, '{fems}')`,
        [company.tenant.tenantId, completedOn],
      ),
    );
  /** One use and its stored log on each of the days. */
  const operate = async (company: ExportCompany, days: readonly string[]) => {
    const events = await seed(
      company,
      days.map((day) => ({ at: morning(day) })),
    );
    await seedSends(
      scene.database,
      company.tenant,
      events.map((event) => ({ event, outcome: 'stored' })),
    );
  };

  it('count every use of a day once, by what became of it', async () => {
    const company = await scene.company();
    const events = await seed(
      company,
      Array.from({ length: 6 }, (_, index) => ({ at: morning('2026-03-04', index * 15) })),
    );
    const [stored, refused, silent, again, late] = events as [UsageEvent, UsageEvent, UsageEvent, UsageEvent, UsageEvent];
    await seedSends(scene.database, company.tenant, [
      { event: stored, outcome: 'stored' },
      { event: refused, outcome: 'refused', code: 'AP1004' },
      { event: silent, outcome: null },
      { event: again, outcome: 'too-soon', code: 'AP1029' },
      { event: again, outcome: 'stored', afterMs: 11 * 60_000 },
      { event: late, outcome: 'too-soon', code: 'AP1029' },
    ]);
    expect(dayIn(await month(company, '2026-03'), '2026-03-04')).toEqual({
      day: '2026-03-04',
      state: 'operating',
      used: 6,
      eligible: 6,
      stored: 2,
      uncertain: 1,
      refused: 1,
      queued: 0,
      passedOver: 2,
      gaps: 0,
    });
  });

  it('never come of a log that was refused, or answered with a code that is not AP1002', async () => {
    const company = await scene.company();
    const days = daysOf('2026-04', 3);
    const events = await seed(
      company,
      days.map((day) => ({ at: morning(day) })),
    );
    await seedSends(scene.database, company.tenant, [
      { event: events[0], outcome: 'too-soon', code: 'AP1029' },
      { event: events[1], outcome: 'refused', code: 'AP1010' },
      { event: events[2], outcome: 'received', code: 'AP1001' },
    ]);
    const view = await month(company, '2026-04');
    expect(days.map((day) => dayIn(view, day)?.state)).toEqual(['not-operating', 'not-operating', 'unknown']);
    expect(view).toMatchObject({ operating: 0, unknown: 1 });
  });

  it('are not made by a wall screen that is left on all month', async () => {
    const company = await scene.company();
    const days = daysOf('2026-03', 31);
    await seed(
      company,
      days.flatMap((day) => [0, 6, 12].map((hours) => ({ at: morning(day) + hours * HOUR_MS, cause: 'automatic' as const }))),
    );
    const view = await month(company, '2026-03', '&definition=real-use');
    expect(view).toMatchObject({ verdict: 'NOT MET', operating: 0 });
    expect(view.days.every(({ used, eligible }) => used === 0 && eligible === 0)).toBe(true);
  });

  it('failure mode 12: the last and the first millisecond of a month of Korea are of their own months, and February has its leap day', async () => {
    const company = await scene.company();
    await seed(company, [{ at: Date.parse('2024-02-29T14:59:59.999Z') }, { at: Date.parse('2024-02-29T15:00:00.000Z') }]);
    const [february, march] = [
      await month(company, '2024-02', '&definition=real-use'),
      await month(company, '2024-03', '&definition=real-use'),
    ];
    expect(february.days).toHaveLength(29);
    expect([dayIn(february, '2024-02-29')?.used, dayIn(march, '2024-03-01')?.used]).toEqual([1, 1]);
    expect([february.operating, march.operating]).toEqual([1, 1]);
  });

  it('are not known where the log has a gap and nothing else is there', async () => {
    const company = await scene.company();
    await seedGap(scene.database, '2026-01-12T03:00:00Z', '2026-01-12T03:00:01Z');
    await seed(company, [{ at: morning('2026-01-13') }]);
    const view = await month(company, '2026-01', '&definition=real-use');
    expect(['2026-01-12', '2026-01-13', '2026-01-14'].map((day) => dayIn(view, day)?.state)).toEqual([
      'unknown',
      'operating',
      'not-operating',
    ]);
  });

  it('are counted again as they stood at any time', async () => {
    const company = await scene.company();
    await operate(company, ['2026-05-06', '2026-05-07']);
    const asOf = (time: string) => month(company, '2026-05', `&asOf=${encodeURIComponent(time)}`);
    const [before, meanwhile, after] = [
      await asOf('2026-05-07T10:00:00+09:00'),
      await asOf('2026-05-07T10:00:30+09:00'),
      await asOf('2026-05-07T10:01:00+09:00'),
    ];
    expect([before, meanwhile, after].map(({ operating, toCome }) => ({ operating, toCome }))).toEqual([
      { operating: 1, toCome: 25 },
      { operating: 1, toCome: 25 },
      { operating: 2, toCome: 24 },
    ]);
    expect(dayIn(meanwhile, '2026-05-07')).toMatchObject({ used: 1, stored: 0 });
    expect(await asOf('2026-05-07T10:01:00+09:00')).toEqual(after);
  });

  describe('and the bonus', () => {
    const months = ['2025-10', '2025-11', '2025-12', '2026-01', '2026-02', '2026-03'];

    it('is met by twenty operating days in each of six months before the month of the notice', async () => {
      const company = await scene.company();
      await complete(company, '2024-12-20');
      await operate(
        company,
        months.flatMap((one) => daysOf(one, 20)),
      );
      const met = await verdict(company, '2026-04-01');
      expect(met).toMatchObject({ verdict: 'MET', reason: 'months', completedOn: '2024-12-20' });
      expect(met.months.map((one) => [one.month, one.operating, one.verdict])).toEqual(months.map((one) => [one, 20, 'MET']));
      expect((await verdict(company, '2026-05-01')).verdict).toBe('NOT MET');
    });

    it('failure mode 30: is not met while one of the months is not known', async () => {
      const company = await scene.company();
      await complete(company, '2024-12-20');
      await operate(
        company,
        months.flatMap((one) => daysOf(one, one === '2026-02' ? 19 : 20)),
      );
      const [event] = await seed(company, [{ at: morning('2026-02-20') }]);
      await seedSends(scene.database, company.tenant, [{ event, outcome: null }]);
      const open = await verdict(company, '2026-04-10');
      expect(open).toMatchObject({ verdict: 'INDETERMINATE', reason: 'months' });
      expect(open.months.map((one) => one.verdict)).toEqual(['MET', 'MET', 'MET', 'MET', 'INDETERMINATE', 'MET']);
    });

    it('says why a company takes no part', async () => {
      const [never, early] = [await scene.company(), await scene.company()];
      await complete(early, '2020-12-31');
      expect(await verdict(never, '2026-04-10')).toMatchObject({ verdict: 'NOT MET', reason: 'not-completed', completedOn: null });
      expect(await verdict(early, '2026-04-10')).toMatchObject({ verdict: 'NOT MET', reason: 'built-before', completedOn: '2020-12-31' });
    });
  });

  describe('at the desk of the office', () => {
    const desk = (office: TestPerson, company: TestPerson, rest: string) =>
      get<MonthView & { items: unknown[] }>(office, `/api/programme/companies/${company.organisationId}/${rest}`);

    it('are those that the company sees, while its grant is in force and no longer', async () => {
      const [office, other, company] = [await scene.office(), await scene.office(), await scene.company()];
      await operate(company, daysOf('2026-03', 5));
      const paths = ['operating-month?month=2026-03', 'bonus-verdict?noticeDay=2026-04-01', 'day-events?day=2026-03-04'];
      const statuses = async (officer: TestPerson) => Promise.all(paths.map(async (path) => (await desk(officer, company, path)).status));
      expect(await statuses(office)).toEqual([404, 404, 404]);
      await scene.change(company, office, 'grant');
      expect(await statuses(office)).toEqual([200, 200, 200]);
      expect(await statuses(other)).toEqual([404, 404, 404]);
      const asOf = `&asOf=${encodeURIComponent('2026-06-01T00:00:00Z')}`;
      expect((await desk(office, company, `operating-month?month=2026-03${asOf}`)).body).toEqual(await month(company, '2026-03', asOf));
      await scene.change(company, office, 'revoke');
      expect(await statuses(office)).toEqual([404, 404, 404]);
    });

    it('are listed for every company that reports, each once, page by page', async () => {
      const office = await scene.office();
      const companies = [await scene.company(), await scene.company({ simulated: true }), await scene.company()];
      for (const company of companies) await scene.change(company, office, 'grant');
      await operate(companies[1], daysOf('2026-03', 21));
      const seen: { organisationId: string; simulated: boolean; month: MonthView; figures: { stored: number } }[] = [];
      for (let cursor = ''; ; ) {
        const { body } = await get<{ items: typeof seen; next: string | null }>(
          office,
          `/api/programme/companies?month=2026-03&limit=2${cursor && `&cursor=${cursor}`}`,
        );
        seen.push(...body.items);
        if (body.next === null) break;
        cursor = encodeURIComponent(body.next);
      }
      const byId = (a: { organisationId: string }, b: { organisationId: string }) => a.organisationId.localeCompare(b.organisationId);
      expect(seen.map(({ organisationId }) => organisationId).sort()).toEqual(companies.map(({ organisationId }) => organisationId).sort());
      expect(
        seen
          .toSorted(byId)
          .map(({ simulated, month: { operating, verdict: met }, figures: { stored } }) => ({ simulated, operating, met, stored })),
      ).toEqual(
        companies
          .toSorted(byId)
          .map((company) =>
            company === companies[1]
              ? { simulated: true, operating: 21, met: 'MET', stored: 21 }
              : { simulated: false, operating: 0, met: 'NOT MET', stored: 0 },
          ),
      );
    });

    it('lead from a day to its events and receipts, without a person or an address', async () => {
      const [office, company] = [await scene.office(), await scene.company()];
      await scene.change(company, office, 'grant');
      // The sign-in of the owner, which the service itself wrote.
      const today = programmeDay(Date.now());
      const { body, text } = await desk(office, company, `day-events?day=${today}`);
      expect(body.items.length).toBeGreaterThan(0);
      expect(body.items[0]).toMatchObject({ personCommitment: expect.stringMatching(/^[0-9a-f]{64}$/), sends: [] });
      expect(text).not.toContain('127.0.0.1');
      expect(text).not.toContain(company.email);
      await operate(company, ['2026-03-04']);
      const sent = await desk(office, company, 'day-events?day=2026-03-04');
      expect(sent.body.items).toMatchObject([{ sends: [{ code: 'AP1002', request: '{"logDt":"seeded"}' }] }]);
      expect(sent.text).not.toMatch(/user code|192\.0\.2\.99/);
    });
  });

  it('are confirmed on a sheet that a task makes', async () => {
    const company = await scene.company();
    await operate(company, daysOf('2026-03', 20));
    const path = '/api/programme/confirmation-sheets';
    const started = await scene.api.request<{ taskId: string }>('POST', path, { token: company.token, body: { noticeDay: '2026-04-10' } });
    const { state, outcome } = await scene.ended(company, started.body.taskId);
    expect([started.status, state]).toEqual([201, 'done']);
    expect(outcome).toMatchObject({ verdict: 'NOT MET', noticeDay: '2026-04-10', simulated: false });
    expect(outcome?.fileName).toMatch(/^가동률확인서_.+_2026-04-10\.pdf$/);
    const bytes = await scene.fetch(company, outcome?.fileId ?? '');
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('cannot be invented for a real organisation', async () => {
    const [real, simulated] = [await scene.company(), await scene.company({ simulated: true })];
    const tenancy = scene.api.app.get(Tenancy);
    const use = {
      at: morning('2026-03-02'),
      draft: { kind: 'read', cause: 'input', module: 'fems', resource: 'fems/energy', bytes: 1 },
      subject: { personId: null, address: null, requestId: simulated.organisationId },
    } as const;
    const write = (company: ExportCompany) =>
      tenancy.run({ kind: 'job', name: 'test', tenant: company.tenant, permissions: new Set() }, () =>
        scene.api.app.get(SimulatedUsage).write([use]),
      );
    await expect(write(real)).rejects.toThrow('not simulated');
    await write(simulated);
    const marks = await tenancy.run({ kind: 'job', name: 'test', tenant: simulated.tenant, permissions: new Set() }, () =>
      scene.api.app
        .get(Database)
        .query<{ simulated: boolean }>('select simulated from platform.usage_event where tenant_id = $1 and occurred_at = $2', [
          new Date(use.at),
        ]),
    );
    expect(marks).toEqual([{ simulated: true }]);
  });
});
