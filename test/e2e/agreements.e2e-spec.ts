import { newId } from '@maru/kernel';
import { seedAgreement } from '../support/agreement-seed';
import { ApiUnderTest, type TestPerson } from '../support/api-under-test';
import { agreementBody, member, SITE, tenantNumber } from '../support/estate';
import { portalKeyOf } from '../support/valid-inputs';

interface Agreement {
  readonly id: string;
  readonly version: number;
}
interface Duty {
  readonly kind: string;
  readonly state: string;
  readonly next: string | null;
  readonly halfYear: string | null;
  readonly registeredOn: string | null;
  readonly agreementNumber: string | null;
  readonly siteName: string | null;
  readonly period: { from: string; to: string } | null;
}
interface Refusal {
  readonly type: string;
  readonly status: number;
  readonly errors?: { pointer: string; code: string }[];
}

const AGREEMENTS = '/api/programme/agreements';
const CHANGES = '/api/programme/registration-changes';

describe('agreements and their duties', () => {
  let api: ApiUnderTest;
  let owner: TestPerson;
  let siteId: string;

  const send = <Body>(method: string, path: string, body?: unknown, headers: Record<string, string> = {}, token = owner.token) =>
    api.request<Body>(method, path, { token, body, headers });
  const create = async (more: object = {}) => (await send<Agreement>('POST', AGREEMENTS, { ...agreementBody(siteId), ...more })).body;
  const refusal = async (more: object) => {
    const { status, body } = await send<Refusal>('POST', AGREEMENTS, { ...agreementBody(siteId), ...more });
    return [status, body.errors?.map(({ pointer, code }) => `${pointer} ${code}`)];
  };
  const duties = async (number?: string) => {
    const { body } = await send<{ items: Duty[] }>('GET', '/api/programme/duties');
    return body.items.filter(({ agreementNumber }) => number === undefined || agreementNumber === number);
  };

  beforeAll(async () => {
    api = await ApiUnderTest.start({ MARU_RATE_LIMIT_PER_MINUTE: '1000000' });
    owner = await api.organisation({ modules: ['fems'] });
    siteId = (await send<Agreement>('POST', '/api/workspace/sites', { name: 'site', ...SITE })).body.id;
  });
  afterAll(() => api.close());

  it('are nothing to begin with, and nothing is owed', async () => {
    expect((await send<{ items: unknown[] }>('GET', AGREEMENTS)).body).toEqual({ items: [], next: null });
    expect(await duties()).toEqual([]);
  });

  it('are kept as they were entered, once for an Idempotency-Key', async () => {
    const body = { ...agreementBody(siteId), number: 'ONCE' };
    const key = { 'idempotency-key': newId() };
    const first = await send<Agreement>('POST', AGREEMENTS, body, key);
    const again = await send<Agreement>('POST', AGREEMENTS, body, key);
    expect([first.status, again.status, again.body.id]).toEqual([201, 201, first.body.id]);
    const { modules, siteIds, ...terms } = body;
    expect((await send('GET', `${AGREEMENTS}/${first.body.id}`)).body).toMatchObject({
      ...terms,
      noticeVersion: 1,
      partyKind: 'manufacturer',
      partyName: null,
      sites: [{ id: siteIds[0], name: 'site' }],
      modules,
      finallyCompletedOn: null,
      version: 1,
      simulated: false,
    });
  });

  it('name every field that is wrong, and what is wrong with it', async () => {
    expect(await refusal({ signedOn: '2099-01-01', completedOn: '2024-01-01' })).toEqual([
      400,
      ['/signedOn in-future', '/completedOn before-signing'],
    ]);
    expect(await refusal({ completedOn: null, finallyCompletedOn: '2025-05-01' })).toEqual([400, ['/completedOn missing']]);
    expect(await refusal({ finallyCompletedOn: '2025-03-30' })).toEqual([400, ['/finallyCompletedOn before-completion']]);
    expect(await refusal({ noticeId: 'cloud-solution-2023' })).toEqual([400, ['/partyName missing']]);
    expect(await refusal({ partyName: 'Consortium' })).toEqual([400, ['/partyName not-asked']]);
    expect(await refusal({ modules: ['fems', 'workspace'] })).toEqual([400, ['/modules/1 unknown-module']]);
    expect(await refusal({ siteIds: [siteId, newId()] })).toEqual([404, ['/siteIds/1 unknown']]);
    expect(await refusal({ signedOn: '2025-02-29' })).toEqual([400, ['/signedOn isDay']]);
  });

  it('of a year that is a slip are refused, and break no other screen', async () => {
    expect(await refusal({ signedOn: '0024-01-10', completedOn: '0024-03-01' })).toEqual([400, ['/signedOn isDay', '/completedOn isDay']]);
    expect(await refusal({ signedOn: '2101-01-01', completedOn: null })).toEqual([400, ['/signedOn isDay']]);
    for (const path of ['/api/programme/duties', '/api/workspace/attention']) expect((await send('GET', path)).status).toBe(200);
    const tenant = { tenantId: await tenantNumber(api, owner.organisationId) };
    const slip = seedAgreement(api.database, tenant, { completedOn: '0024-03-01', enteredAt: '2026-01-01T00:00:00Z', number: 'SLIP' });
    await expect(slip).rejects.toMatchObject({ code: '23514' });
  });

  it('have a number of their own in each organisation', async () => {
    await create({ number: 'SAME' });
    const again = await send<Refusal>('POST', AGREEMENTS, { ...agreementBody(siteId), number: 'SAME' });
    expect([again.status, again.body.type, again.body.errors]).toMatchObject([
      409,
      '/problems/programme/agreement-number-taken',
      [{ pointer: '/number', code: 'taken' }],
    ]);
    const { id, version } = await create({ number: 'OTHER' });
    const renamed = await send<Refusal>('PATCH', `${AGREEMENTS}/${id}`, { number: 'SAME' }, { 'if-match': `"${version}"` });
    expect(renamed.status).toBe(409);
  });

  it('are changed in the version that was seen, what is emptied with null, and the rules hold for the whole', async () => {
    const { id, version } = await create({ number: 'CHANGED' });
    const change = (body: object, seen: number) =>
      send<Agreement & Refusal>('PATCH', `${AGREEMENTS}/${id}`, body, { 'if-match': `"${seen}"` });
    const changed = await change({ finallyCompletedOn: '2025-09-30', targetLevel: null }, version);
    expect(changed.body).toMatchObject({ completedOn: '2025-03-31', finallyCompletedOn: '2025-09-30', targetLevel: null, version: 2 });
    expect((await change({ targetLevel: 'basic' }, version)).status).toBe(412);
    expect((await change({ completedOn: null }, 2)).body.errors).toMatchObject([{ pointer: '/completedOn', code: 'missing' }]);
    const cloud = await change({ noticeId: 'cloud-solution-2023', partyName: 'Consortium' }, 2);
    expect(cloud.body).toMatchObject({ partyKind: 'supplierConsortium', partyName: 'Consortium', version: 3 });
    expect((await send('PATCH', `${AGREEMENTS}/${id}`, { number: 'X' })).status).toBe(428);
  });

  it('cover the sites that are named, and those alone', async () => {
    const second = (await send<Agreement>('POST', '/api/workspace/sites', { name: 'second', ...SITE })).body.id;
    const { id, version } = await create({ number: 'SITES' });
    const sites = async (siteIds: string[], seen: number) =>
      (await send<{ sites: { id: string }[] }>('PATCH', `${AGREEMENTS}/${id}`, { siteIds }, { 'if-match': `"${seen}"` })).body.sites.map(
        (s) => s.id,
      );
    expect((await sites([siteId, second], version)).sort()).toEqual([siteId, second].sort());
    expect(await sites([second], 2)).toEqual([second]);
  });

  it('keep every version with who entered it and when, and say what each changed', async () => {
    interface Change {
      readonly fields: string[];
      readonly changedBy: string | null;
      readonly changedAt: string;
      readonly before: { completedOn: string | null } | null;
      readonly after: { completedOn: string | null; version: number };
    }
    const { id, version } = await create({ number: 'HISTORY', completedOn: null });
    await send('PATCH', `${AGREEMENTS}/${id}`, { completedOn: '2025-03-31' }, { 'if-match': `"${version}"` });
    await send('PATCH', `${AGREEMENTS}/${id}`, { completedOn: '2025-04-30', targetLevel: null }, { 'if-match': '"2"' });
    const refused = await send('PATCH', `${AGREEMENTS}/${id}`, { completedOn: '2099-01-01' }, { 'if-match': '"3"' });
    expect(refused.status).toBe(400);
    const page = (query = '') => send<{ items: Change[]; next: string | null }>('GET', `${AGREEMENTS}/${id}/changes${query}`);
    const { items } = (await page()).body;
    expect(items.map(({ fields, before, after }) => [after.version, fields, before?.completedOn, after.completedOn])).toEqual([
      [3, ['completedOn', 'targetLevel'], '2025-03-31', '2025-04-30'],
      [2, ['completedOn'], null, '2025-03-31'],
      [1, [], undefined, null],
    ]);
    expect(items.map(({ changedBy }) => changedBy)).toEqual(['Owner', 'Owner', 'Owner']);
    const times = items.map(({ changedAt }) => changedAt);
    expect(times).toEqual(times.toSorted().reverse());
    const first = (await page('?limit=1')).body;
    expect(first.items).toEqual([items[0]]);
    expect((await page(`?cursor=${first.next}`)).body).toEqual({ items: items.slice(1), next: null });
    expect((await send('GET', `${AGREEMENTS}/${newId()}/changes`)).status).toBe(404);
  });

  it('are listed page by page, the newest first', async () => {
    const all = (await send<{ items: Agreement[] }>('GET', AGREEMENTS)).body.items.map(({ id }) => id);
    const seen: string[] = [];
    let next: string | null = '';
    while (next !== null) {
      const query: string = next ? `&cursor=${next}` : '';
      const { body } = await send<{ items: Agreement[]; next: string | null }>('GET', `${AGREEMENTS}?limit=2${query}`);
      seen.push(...body.items.map(({ id }) => id));
      next = body.next;
    }
    expect(seen).toEqual(all);
    expect([...all].sort().reverse()).toEqual(all);
  });

  it('say what is owed, and what to do next', async () => {
    await create({ number: 'OWED' });
    await create({ number: 'WAITING', completedOn: null });
    const owed = await duties('OWED');
    expect(owed.find(({ kind }) => kind === 'logs')).toMatchObject({ period: { from: '2025-04-01', to: '2028-04-01' } });
    expect(owed.some(({ kind }) => kind === 'key')).toBe(false);
    expect((await duties('WAITING')).map(({ kind, state, next }) => [kind, state, next])).toEqual([
      ['logs', 'not-begun', 'enter-completion'],
      ['retention', 'not-begun', 'enter-completion'],
    ]);
    expect((await duties()).filter(({ kind }) => kind === 'grant')).toMatchObject([{ state: 'due', next: 'give-grant' }]);
  });

  it('ask for a key of each site, however many agreements cover it', async () => {
    const keys = async () => {
      const all = (await duties()).filter(({ kind }) => kind === 'key');
      return all.map(({ siteName, state, next, agreementNumber }) => [siteName, state, next, agreementNumber]).sort();
    };
    const before = await keys();
    expect(before).toContainEqual(['site', 'due', 'set-key', null]);
    const second = (await send<Agreement>('POST', '/api/workspace/sites', { name: 'the second', ...SITE })).body.id;
    expect(await keys()).toEqual(before);
    await create({ number: 'BOTH', siteIds: [siteId, second] });
    await send('PUT', `/api/programme/portal-keys/${siteId}`, { key: portalKeyOf({ siteId }) });
    const ofSecond = ['the second', 'due', 'set-key', null];
    expect(await keys()).toHaveLength(before.length + 1);
    expect(await keys()).toEqual(expect.arrayContaining([['site', 'due', 'prove-key', null], ofSecond]));
    await api.database.query("update programme.portal_key set state = 'active'");
    expect(await keys()).toEqual(expect.arrayContaining([['site', 'done', null, null], ofSecond]));
    expect((await duties('BOTH')).find(({ halfYear }) => halfYear === '2025-H1')).toMatchObject({
      state: 'late',
      sitesWithoutLog: [
        { id: siteId, name: 'site' },
        { id: second, name: 'the second' },
      ],
    });
  });

  it('know that reporting was granted', async () => {
    const office = await api.organisation({ kind: 'programmeOffice' });
    await send('POST', '/api/workspace/reporting-grant-changes', { officeId: office.organisationId, kind: 'grant' });
    expect((await duties()).filter(({ kind }) => kind === 'grant')).toMatchObject([{ state: 'done', next: null }]);
  });

  it('carry the mark of what is simulated', async () => {
    const demo = await api.organisation({ modules: ['fems'], simulated: true });
    const site = await send<Agreement>('POST', '/api/workspace/sites', { name: 'site', ...SITE }, {}, demo.token);
    const made = await send('POST', AGREEMENTS, agreementBody(site.body.id), {}, demo.token);
    expect(made.body).toMatchObject({ simulated: true });
    expect((await send('GET', '/api/programme/duties', undefined, {}, demo.token)).body).toMatchObject({ simulated: true });
  });

  describe('registered by hand', () => {
    let agreementId: string;
    const record = (body: object) => send<Refusal & { recordedBy: string }>('POST', CHANGES, { agreementId, halfYear: '2025-H1', ...body });
    const state = async () => (await duties('HAND')).find(({ halfYear }) => halfYear === '2025-H1');

    beforeAll(async () => {
      agreementId = (await create({ number: 'HAND' })).id;
    });

    it('are late without a record, done with one, and late again when it is withdrawn; all of it stays', async () => {
      expect(await state()).toMatchObject({ state: 'late', next: 'register-late' });
      const recorded = await record({ change: 'registered', registeredOn: '2025-06-20', note: 'receipt 7' });
      expect([recorded.status, recorded.body.recordedBy]).toEqual([201, 'Owner']);
      expect(await state()).toMatchObject({ state: 'done', registeredOn: '2025-06-20', next: null });
      expect((await record({ change: 'withdrawn' })).status).toBe(201);
      expect(await state()).toMatchObject({ state: 'late', registeredOn: null });
      const history = await send<{ items: { change: string; note: string | null }[] }>('GET', `${CHANGES}?agreementId=${agreementId}`);
      expect(history.body.items.map(({ change, note }) => [change, note])).toEqual([
        ['withdrawn', null],
        ['registered', 'receipt 7'],
      ]);
    });

    it('are withdrawn once by whoever withdraws first, and stand as was said last', async () => {
      await record({ change: 'registered', registeredOn: '2025-06-20' });
      const withdrawn = await Promise.all(Array.from({ length: 8 }, () => record({ change: 'withdrawn' })));
      expect(withdrawn.map(({ status }) => status).sort()).toEqual([201, ...Array.from({ length: 7 }, () => 409)]);
      expect(await state()).toMatchObject({ state: 'late', registeredOn: null });
    });

    it('say what is wrong with a record', async () => {
      const codes = async (body: object) => {
        const { status, body: answer } = await record(body);
        return [status, answer.errors?.map(({ pointer, code }) => `${pointer} ${code}`) ?? answer.type];
      };
      expect(await codes({ change: 'registered' })).toEqual([400, ['/registeredOn missing']]);
      expect(await codes({ change: 'registered', registeredOn: '2025-05-31' })).toEqual([400, ['/registeredOn too-early']]);
      expect(await codes({ change: 'registered', registeredOn: '2099-01-01' })).toEqual([400, ['/registeredOn in-future']]);
      expect(await codes({ change: 'registered', registeredOn: '2025-06-20', halfYear: '2024-H1' })).toEqual([400, ['/halfYear not-owed']]);
      expect(await codes({ change: 'withdrawn', registeredOn: '2025-06-20' })).toEqual([400, ['/registeredOn not-asked']]);
      expect(await codes({ change: 'withdrawn' })).toEqual([409, '/problems/programme/not-registered']);
      expect(await codes({ change: 'withdrawn', agreementId: newId() })).toEqual([404, ['/agreementId unknown']]);
    });

    it('may be recorded by a manager, who may not change the agreement', async () => {
      const manager = await member(api, owner.organisationId, ['manager']);
      const body = { agreementId, halfYear: '2025-H1', change: 'registered', registeredOn: '2025-06-20' };
      expect((await send('POST', CHANGES, body, {}, manager.token)).status).toBe(201);
      expect((await send('PATCH', `${AGREEMENTS}/${agreementId}`, {}, { 'if-match': '"1"' }, manager.token)).status).toBe(403);
    });
  });
});

describe('the working days of a site', () => {
  let api: ApiUnderTest;
  let owner: TestPerson;
  let path: string;

  interface Calendar {
    readonly weekdays: number[];
    readonly days: { day: string; works: boolean }[];
    readonly version: number;
    readonly holidays: { day: string }[];
    readonly holidaysKnownUntil: string;
  }
  const put = (body: object, version: number) =>
    api.request<Calendar & Refusal>('PUT', path, { token: owner.token, body, headers: { 'if-match': `"${version}"` } });

  beforeAll(async () => {
    api = await ApiUnderTest.start();
    owner = await api.organisation();
    const site = await api.request<Agreement>('POST', '/api/workspace/sites', { token: owner.token, body: { name: 'site', ...SITE } });
    path = `/api/programme/working-calendars/${site.body.id}`;
  });
  afterAll(() => api.close());

  it('are from Monday to Friday as long as nobody has said otherwise', async () => {
    const { body } = await api.request<Calendar>('GET', path, { token: owner.token });
    expect(body).toMatchObject({ weekdays: [1, 2, 3, 4, 5], days: [], version: 1 });
    expect(body.holidaysKnownUntil).toMatch(/^\d{4}-12-31$/);
  });

  it('are replaced as a whole in the version that was seen', async () => {
    const days = [
      { day: '2026-12-24', works: false },
      { day: '2026-12-25', works: true },
    ];
    expect((await put({ weekdays: [6, 1], days }, 1)).body).toMatchObject({ weekdays: [1, 6], days, version: 2 });
    expect((await put({ weekdays: [], days: [] }, 1)).status).toBe(412);
    expect((await put({ weekdays: [], days: [days[0]] }, 2)).body).toMatchObject({ weekdays: [], days: [days[0]], version: 3 });
  });

  it('say which of them is wrong', async () => {
    const twice = [
      { day: '2026-12-24', works: false },
      { day: '2026-12-24', works: true },
    ];
    expect((await put({ weekdays: [1], days: twice }, 3)).body.errors).toMatchObject([{ pointer: '/days/1/day', code: 'twice' }]);
    expect(
      (await put({ weekdays: [0, 8], days: [{ day: '2026-02-30', works: 'no' }] }, 3)).body.errors?.map(({ pointer }) => pointer),
    ).toEqual(['/weekdays', '/days/0/day', '/days/0/works']);
  });
});
