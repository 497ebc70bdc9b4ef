import { programmeDay, type UsageEvent } from '@maru/evidence';
import { encodeCursor, newId } from '@maru/kernel';
import { Database, SimulatedUsage, Tenancy } from '@maru/platform';
import type { TestPerson } from '../support/api-under-test';
import { type ExportCompany, ExportScene } from '../support/export-scene';
import { asAdmin } from '../support/house-under-test';
import { dayIn, daysOf, type MonthView, morning, operatingDays } from '../support/operating-scene';
import { seedSends } from '../support/send-seed';
import { seedGap, seedUser } from '../support/usage-seed';

const HOUR_MS = 3_600_000;

describe('operating days', () => {
  let scene: ExportScene;

  beforeAll(async () => {
    scene = await ExportScene.open();
  });
  afterAll(() => scene.close());

  const { get, month, seed, operate } = operatingDays(() => scene);

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
      held: null,
      passedOver: 2,
      gaps: 0,
      beforeService: false,
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

  it('are of one site: a use for another is none of it, and a use without a site is no site’s and is told', async () => {
    const company = await scene.company({ sites: ['999-99-00010', '124-81-00998'] });
    const [first, second] = company.siteIds;
    await operate(company, daysOf('2026-03', 20), first);
    await operate(company, ['2026-03-04'], second);
    const [unknown] = await seed(company, [{ at: morning('2026-03-25'), site: null }]);
    const of = (siteId: string) => month(company, '2026-03', `&siteId=${siteId}`);
    const [one, other] = [await of(first), await of(second.toUpperCase())];
    expect(one).toMatchObject({ site: { id: first, name: 'site 0' }, operating: 20, verdict: 'MET', usesWithoutSite: 1 });
    expect(other).toMatchObject({ site: { id: second, name: 'site 1' }, operating: 1, verdict: 'NOT MET', usesWithoutSite: 1 });
    for (const view of [one, other]) expect(dayIn(view, '2026-03-25')).toMatchObject({ state: 'not-operating', used: 0 });
    const events = async (siteId: string, day: string) =>
      (await get<{ items: { id: string }[] }>(company, `/api/programme/day-events?siteId=${siteId}&day=${day}`)).body;
    expect(await events(first, '2026-03-04')).toMatchObject({ site: { id: first }, items: [{ sends: [{ code: 'AP1002' }] }] });
    for (const siteId of company.siteIds) expect((await events(siteId, '2026-03-25')).items).toEqual([]);
    expect(unknown.site).toBeNull();
  });

  it('are days and months of Korea wherever the site lies: the programme counts there', async () => {
    const company = await scene.company();
    await scene.database.query("update workspace.site set zone = 'America/New_York' where site_id = $1", [company.siteIds[0]]);
    // In New York both are the morning of 31 March.
    const borders = ['2026-03-31T23:59:59.999+09:00', '2026-04-01T00:00:00+09:00'].map((at) => ({ at: Date.parse(at) }));
    const sends = (await seed(company, borders)).map((event) => ({ event, outcome: 'stored' }) as const);
    await seedSends(scene.database, company.tenant, sends);
    const [march, april] = [await month(company, '2026-03'), await month(company, '2026-04')];
    expect([march.operating, april.operating]).toEqual([1, 1]);
    expect([dayIn(march, '2026-03-31'), dayIn(april, '2026-04-01')]).toMatchObject(
      Array(2).fill({ state: 'operating', used: 1, stored: 1 }),
    );
  });

  it('ask which site is meant where there are several, and know no site of others', async () => {
    const [company, other] = [await scene.company({ sites: ['999-99-00010', '124-81-00998'] }), await scene.company()];
    for (const question of ['operating-month?', 'bonus-verdict?', 'day-events?']) {
      expect(await get(company, `/api/programme/${question}`)).toMatchObject({
        status: 400,
        body: { errors: [{ pointer: '?siteId', code: 'missing' }] },
      });
      expect(await get(company, `/api/programme/${question}siteId=${other.siteIds[0]}`)).toMatchObject({
        status: 404,
        body: { errors: [{ pointer: '?siteId', code: 'unknown' }] },
      });
    }
    const none = await scene.company({ sites: [] });
    expect(await month(none, '2026-03')).toMatchObject({ site: null, operating: 0 });
  });

  it('to come, or before the company used the service, have no figures, which are not 0', async () => {
    const company = await scene.company();
    await operate(company, ['2026-05-06']);
    const view = await month(company, '2026-05', `&asOf=${encodeURIComponent('2026-05-07T10:00:00+09:00')}`);
    const nothing = {
      used: null,
      eligible: null,
      stored: null,
      uncertain: null,
      refused: null,
      queued: null,
      held: null,
      passedOver: null,
    };
    expect(dayIn(view, '2026-05-05')).toMatchObject({ state: 'unknown', ...nothing, gaps: 0 });
    expect(dayIn(view, '2026-05-07')).toMatchObject({ state: 'to-come', used: 0 });
    expect(dayIn(view, '2026-05-08')).toMatchObject({ state: 'to-come', ...nothing, gaps: null });
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

  it('as of a named moment are the same whatever becomes of the portal key afterwards', async () => {
    const company = await scene.company();
    await seedUser(scene.database, company.tenant, await seed(company, [{ at: morning('2026-05-07') }]));
    const questions = ['operating-month?month=2026-05', 'bonus-verdict?noticeDay=2026-06-01'];
    const asked = () =>
      Promise.all(
        questions.map(async (question) => {
          const asOf = encodeURIComponent('2026-05-07T18:00:00+09:00');
          return (await get<MonthView>(company, `/api/programme/${question}&asOf=${asOf}`)).body;
        }),
      );
    const withoutKey = await asked();
    expect(dayIn(withoutKey[0], '2026-05-07')).toMatchObject({ eligible: 1, queued: 1, passedOver: 0, held: null });
    const key = `/api/programme/portal-keys/${company.siteIds[0]}`;
    const set = await scene.api.request('PUT', key, { token: company.token, body: { key: '$5$API$of-a-named-moment' } });
    expect([set.status, await asked()]).toEqual([200, withoutKey]);
    for (const state of ['active', 'stopped']) {
      await asAdmin(scene.database, (client) =>
        client.query('update programme.portal_key set state = $2 where site_id = $1', [company.siteIds[0], state]),
      );
      expect([state, await asked()]).toEqual([state, withoutKey]);
    }
    expect((await scene.api.request('DELETE', key, { token: company.token })).status).toBe(204);
    expect(await asked()).toEqual(withoutKey);
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
      const seen: { organisationId: string; simulated: boolean; lines: { month: MonthView; figures: { stored: number } }[] }[] = [];
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
        seen.toSorted(byId).map(({ simulated, lines: [{ month: counted, figures }] }) => ({
          simulated,
          operating: counted.operating,
          met: counted.verdict,
          stored: figures.stored,
        })),
      ).toEqual(
        companies
          .toSorted(byId)
          .map((company) =>
            company === companies[1]
              ? { simulated: true, operating: 21, met: 'MET', stored: 21 }
              : { simulated: false, operating: null, met: 'INDETERMINATE', stored: 0 },
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

  it('are not told of a time to come, on which nobody knows what will be done', async () => {
    const [office, company] = [await scene.office(), await scene.company()];
    await scene.change(company, office, 'grant');
    const ahead = encodeURIComponent(new Date(Date.now() + HOUR_MS).toISOString());
    const ofDesk = `companies/${company.organisationId}/`;
    for (const [person, desk] of [
      [company, ''],
      [office, ofDesk],
    ] as const)
      for (const question of ['operating-month', 'bonus-verdict?noticeDay=2026-12-01']) {
        const path = `/api/programme/${desk}${question}${question.includes('?') ? '&' : '?'}asOf=${ahead}`;
        expect(await get(person, path)).toMatchObject({ status: 400, body: { errors: [{ pointer: '?asOf', code: 'in-future' }] } });
      }
  });

  it('are not asked for outside the years that there are', async () => {
    const company = await scene.company();
    const slips: [string, string][] = [
      ['bonus-verdict?noticeDay=0001-03-01', '?noticeDay'],
      ['operating-month?month=2026-12&asOf=0001-01-05T00:00:00Z', '?asOf'],
      ['operating-month?asOf=9999-12-31T20:00:00Z', '?asOf'],
      ['operating-month?month=2101-01', '?month'],
      [`day-events?cursor=${encodeURIComponent(encodeCursor([9e15, newId()]))}`, '?cursor'],
    ];
    for (const [question, pointer] of slips)
      expect(await get(company, `/api/programme/${question}`)).toMatchObject({ status: 400, body: { errors: [{ pointer }] } });
    // The first and the last month that can be asked for.
    for (const month of ['2000-01', '2100-12'])
      for (const question of [`operating-month?month=${month}`, `bonus-verdict?noticeDay=${month}-01`])
        expect((await get(company, `/api/programme/${question}`)).status).toBe(200);
  });

  it('cannot be invented for a real organisation', async () => {
    const [real, simulated] = [await scene.company(), await scene.company({ simulated: true })];
    const tenancy = scene.api.app.get(Tenancy);
    const use = {
      at: morning('2026-03-02'),
      draft: { kind: 'read', cause: 'input', module: 'fems', resource: 'fems/energy', bytes: 1, site: null },
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
