import { Tenancy } from '@maru/platform';
import { ConfirmationSheetTask } from '../../libs/programme/src/confirmation/confirmation-sheet.task';
import { seedAgreement } from '../support/agreement-seed';
import { type ExportCompany, ExportScene } from '../support/export-scene';
import { dayIn, daysOf, morning, operatingDays } from '../support/operating-scene';
import { seedSends } from '../support/send-seed';

describe('the bonus of a company', () => {
  let scene: ExportScene;

  beforeAll(async () => {
    scene = await ExportScene.open();
  });
  afterAll(() => scene.close());

  const { get, month, verdict, seed, complete, operate } = operatingDays(() => scene);

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

  it('is of one site: what another of the company has done, or completed, is none of it', async () => {
    const company = await scene.company({ sites: ['999-99-00010', '124-81-00998'] });
    const [first, second] = company.siteIds;
    const enteredAt = '2025-01-01T00:00:00Z';
    await seedAgreement(scene.database, company.tenant, { number: 'A-1', siteIds: [first], completedOn: '2024-12-20', enteredAt });
    const days = months.flatMap((one) => daysOf(one, 20));
    await operate(company, days, first);
    const of = (siteId: string) => verdict(company, '2026-04-01', `&siteId=${siteId}`);
    expect(await of(first)).toMatchObject({ site: { id: first }, verdict: 'MET', completedOn: '2024-12-20' });
    expect(await of(second)).toMatchObject({ site: { id: second }, verdict: 'INDETERMINATE', reason: 'no-agreement', completedOn: null });
    await operate(company, days, second);
    expect(await of(second)).toMatchObject({ verdict: 'INDETERMINATE', reason: 'no-agreement' });
    await seedAgreement(scene.database, company.tenant, { number: 'A-2', siteIds: [second], completedOn: '2025-02-03', enteredAt });
    expect(await of(second)).toMatchObject({ verdict: 'MET', completedOn: '2025-02-03' });
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

  it('follows the agreement as it stood at the time asked for, whatever was put right since', async () => {
    const company = await scene.company();
    await complete(company, '2024-12-20');
    await operate(
      company,
      months.flatMap((one) => daysOf(one, 20)),
    );
    const before = new Date(Date.now() - 60_000).toISOString();
    const asOf = (time: string) => verdict(company, '2026-04-01', `&asOf=${encodeURIComponent(time)}`);
    const then = await asOf(before);
    expect(then).toMatchObject({ verdict: 'MET', completedOn: '2024-12-20' });
    const path = '/api/programme/agreements';
    const { items } = (await get<{ items: { id: string; version: number }[] }>(company, path)).body;
    const { status } = await scene.api.request('PATCH', `${path}/${items[0].id}`, {
      token: company.token,
      headers: { 'if-match': `"${items[0].version}"` },
      body: { signedOn: '2019-05-02', completedOn: '2019-12-20' },
    });
    expect(status).toBe(200);
    expect(await verdict(company, '2026-04-01')).toMatchObject({ verdict: 'NOT MET', reason: 'built-before', completedOn: '2019-12-20' });
    expect(await asOf(before)).toEqual(then);
    expect(await asOf('2019-06-01T00:00:00Z')).toMatchObject({ completedOn: null });
  });

  it('says why a company takes no part, and what is missing where that is not known', async () => {
    const [never, open, early, late] = [await scene.company(), await scene.company(), await scene.company(), await scene.company()];
    await complete(open, null);
    await complete(early, '2020-12-31');
    await complete(late, '2026-04-11');
    const of = (company: ExportCompany) => verdict(company, '2026-04-10');
    expect(await of(never)).toMatchObject({ verdict: 'INDETERMINATE', reason: 'no-agreement', completedOn: null });
    expect(await of(open)).toMatchObject({ verdict: 'INDETERMINATE', reason: 'not-completed', completedOn: null });
    expect(await of(early)).toMatchObject({ verdict: 'NOT MET', reason: 'built-before', completedOn: '2020-12-31' });
    expect(await of(late)).toMatchObject({ verdict: 'NOT MET', reason: 'completed-after', completedOn: '2026-04-11' });
  });

  it('is of a definition in its newest version, or in the one that is named', async () => {
    const company = await scene.company();
    for (const [number, completedOn] of [
      ['A-1', '2019-11-30'],
      ['A-2', '2023-05-31'],
    ])
      await seedAgreement(scene.database, company.tenant, {
        number,
        completedOn,
        siteIds: company.siteIds,
        enteredAt: '2023-06-01T00:00:00Z',
      });
    await operate(
      company,
      months.flatMap((one) => daysOf(one, 20)),
    );
    const by = (definition: string) => verdict(company, '2026-04-10', `&definition=${definition}`);
    const newest = { verdict: 'MET', completedOn: '2023-05-31', definition: { id: 'stored-log', version: 2, completion: 'any' } };
    expect(await by('stored-log')).toMatchObject(newest);
    expect(await by('stored-log@2')).toMatchObject(newest);
    expect(await by('stored-log@1')).toMatchObject({ verdict: 'NOT MET', reason: 'built-before', definition: { version: 1 } });
    for (const unknown of ['stored-log@3', 'stored-log@', 'log'])
      expect(await by(unknown)).toMatchObject({ status: 400, errors: [{ pointer: '?definition', code: 'isIn' }] });
  });

  it('says where it is not met which notice could be the first, and what is needed until then, as of the time asked for', async () => {
    const company = await scene.company();
    await complete(company, '2024-12-20');
    const days = months.flatMap((one) => daysOf(one, one === '2026-01' ? 19 : 20));
    await operate(company, days);
    const of = (noticeDay: string, asOf: string) => verdict(company, noticeDay, `&asOf=${encodeURIComponent(asOf)}`);
    const lost = await of('2026-04-10', '2026-04-10T09:00:00+09:00');
    expect(lost).toMatchObject({ verdict: 'NOT MET', reason: 'months' });
    expect(lost.earliest).toEqual({
      noticeDay: '2026-08-01',
      noticeDayByKnown: '2026-08-01',
      reason: 'months',
      needs: [
        { month: '2026-04', missing: 20, toCome: 21, unknown: 0 },
        { month: '2026-05', missing: 20, toCome: 31, unknown: 0 },
        { month: '2026-06', missing: 20, toCome: 30, unknown: 0 },
        { month: '2026-07', missing: 20, toCome: 31, unknown: 0 },
      ],
    });
    // Two days later nineteen are left of April: it is lost too.
    expect((await of('2026-04-10', '2026-04-12T00:00:00+09:00')).earliest?.noticeDay).toBe('2026-11-01');
    // January is lost when its last day is over in Korea, and not before.
    expect((await of('2026-05-10', '2026-01-31T23:59:59+09:00')).earliest).toBeNull();
    expect((await of('2026-05-10', '2026-02-01T00:00:00+09:00')).earliest).toMatchObject({ noticeDay: '2026-08-01' });
    expect((await of('2026-01-10', '2026-04-10T00:00:00+09:00')).earliest).toBeNull();
    // As far ahead as a day can be named nothing breaks.
    expect((await of('2100-12-31', '2026-04-10T00:00:00+09:00')).earliest).toBeNull();
    const early = await scene.company();
    await complete(early, '2019-12-20');
    expect((await verdict(early, '2100-12-31')).earliest).toMatchObject({ noticeDay: '2100-12-31', reason: 'built-before' });
  });

  it('counts days before the company used the service neither as done nor as not done', async () => {
    const company = await scene.company();
    await complete(company, '2024-12-20');
    await operate(company, [...daysOf('2025-10', 31).slice(14), ...months.slice(1).flatMap((one) => daysOf(one, 20))]);
    const open = await verdict(company, '2026-04-10');
    expect(open).toMatchObject({ verdict: 'INDETERMINATE', reason: 'before-service' });
    expect(open.months[0]).toMatchObject({ verdict: 'INDETERMINATE', operating: 17, unknown: 14, beforeService: 14 });
    expect(open.months.slice(1).map((one) => one.verdict)).toEqual(Array(5).fill('MET'));
    const [last, first] = ['2025-10-14', '2025-10-15'].map((day) => dayIn(open.months[0], day));
    expect([last, first]).toMatchObject([
      { state: 'unknown', beforeService: true },
      { state: 'operating', beforeService: false },
    ]);
    expect((await month(company, '2025-09')).verdict).toBe('INDETERMINATE');
  });

  it("counts a site's days from its own first event, whatever the company did at another one before", async () => {
    const company = await scene.company({ sites: ['999-99-00010', '124-81-00998', '220-81-62517'] });
    const [first, later, never] = company.siteIds;
    await complete(company, '2024-12-20');
    await operate(
      company,
      months.flatMap((one) => daysOf(one, 20)),
      first,
    );
    await seed(company, [{ at: morning('2026-01-10'), site: later, cause: 'automatic' }]);
    const since = [...daysOf('2026-01', 31).slice(10), ...months.slice(4).flatMap((one) => daysOf(one, 20))];
    await operate(company, since, later);
    const of = (siteId: string) => verdict(company, '2026-04-01', `&siteId=${siteId}`);
    expect(await of(first)).toMatchObject({ verdict: 'MET' });
    const open = await of(later);
    expect(open).toMatchObject({ verdict: 'INDETERMINATE', reason: 'before-service' });
    expect(open.months[2]).toMatchObject({ verdict: 'INDETERMINATE', operating: 0, unknown: 31, beforeService: 31 });
    // Since then it is used: that nobody did on a day is known.
    expect(['2026-01-09', '2026-01-10'].map((day) => dayIn(open.months[3], day))).toMatchObject([
      { state: 'unknown', used: null, beforeService: true },
      { state: 'not-operating', used: 0, beforeService: false },
    ]);
    const none = await of(never);
    expect(none).toMatchObject({ verdict: 'INDETERMINATE', reason: 'before-service' });
    expect(none.months.map(({ verdict: one, operating }) => [one, operating])).toEqual(months.map(() => ['INDETERMINATE', 0]));
  });

  describe('and its sheet', () => {
    it('is made by a task', async () => {
      const company = await scene.company();
      await operate(company, daysOf('2026-03', 20));
      const path = '/api/programme/confirmation-sheets';
      const started = await scene.api.request<{ taskId: string }>('POST', path, {
        token: company.token,
        body: { noticeDay: '2026-04-10' },
      });
      const { state, outcome } = await scene.ended(company, started.body.taskId);
      expect([started.status, state]).toEqual([201, 'done']);
      expect(outcome).toMatchObject({ verdict: 'INDETERMINATE', noticeDay: '2026-04-10', simulated: false });
      expect(outcome?.fileName).toMatch(/^가동률확인서_.+_site-0_2026-04-10\.pdf$/);
      const bytes = await scene.fetch(company, outcome?.fileId ?? '');
      expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    });

    it('is by the definition that is chosen: the same months are met by use and not by stored logs', async () => {
      const company = await scene.company();
      await complete(company, '2024-12-20');
      await seed(
        company,
        months.flatMap((one) => daysOf(one, 20)).map((day) => ({ at: morning(day) })),
      );
      const by = async (definition: string) => {
        const { body } = await scene.api.request<{ taskId: string }>('POST', '/api/programme/confirmation-sheets', {
          token: company.token,
          body: { noticeDay: '2026-04-10', definition },
        });
        return (await scene.ended(company, body.taskId)).outcome;
      };
      expect([await by('real-use'), await by('stored-log'), await by('use-and-stored-log')]).toMatchObject([
        { verdict: 'MET' },
        { verdict: 'NOT MET' },
        { verdict: 'NOT MET' },
      ]);
    });

    it('is about one place of business, with the agreements that cover it and what belongs to no site', async () => {
      const company = await scene.company({ sites: ['999-99-00010', '124-81-00998'] });
      const [first, second] = company.siteIds;
      const enteredAt = '2025-01-01T00:00:00Z';
      for (const [number, siteIds] of [
        ['A-1', [first]],
        ['A-2', [second]],
        ['A-12', [first, second]],
      ] as const)
        await seedAgreement(scene.database, company.tenant, { number, siteIds, completedOn: '2024-12-20', enteredAt });
      await operate(
        company,
        months.flatMap((one) => daysOf(one, 20)),
        first,
      );
      await seed(company, [
        { at: morning('2026-03-30'), site: null },
        { at: morning('2025-09-30'), site: null },
      ]);
      const said = (siteId: string) =>
        scene.api.app
          .get(Tenancy)
          .run({ kind: 'job', name: 'test', tenant: company.tenant, permissions: new Set() }, () =>
            scene.api.app
              .get(ConfirmationSheetTask, { strict: false })
              .confirmation({ siteId, noticeDay: '2026-04-10', definition: 'stored-log', asOf: '2026-04-10T00:00:00Z' }),
          );
      const [one, other] = [await said(first), await said(second)];
      expect(one).toMatchObject({
        site: { name: 'site 0', businessRegistrationNumber: '999-99-00010' },
        verdict: 'MET',
        usesWithoutSite: 1,
      });
      expect(other).toMatchObject({ site: { name: 'site 1', businessRegistrationNumber: '124-81-00998' }, verdict: 'INDETERMINATE' });
      expect([one, other].map(({ agreements }) => [...agreements].sort())).toEqual([
        ['A-1', 'A-12'],
        ['A-12', 'A-2'],
      ]);
      const path = '/api/programme/confirmation-sheets';
      const asked = (body: object) => scene.api.request('POST', path, { token: company.token, body: { noticeDay: '2026-04-10', ...body } });
      expect(await asked({})).toMatchObject({ status: 400, body: { errors: [{ pointer: '/siteId', code: 'missing' }] } });
      expect((await asked({ siteId: second })).status).toBe(201);
    });

    it('is refused as long as there is no place of business', async () => {
      const { token } = await scene.company({ sites: [] });
      const { status, body } = await scene.api.request<{ errors: object[] }>('POST', '/api/programme/confirmation-sheets', {
        token,
        body: { noticeDay: '2026-04-10' },
      });
      expect([status, body.errors]).toMatchObject([400, [{ pointer: '/siteId', code: 'no-site' }]]);
    });
  });
});
