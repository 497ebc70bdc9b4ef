import { parseLogAnswer } from '@maru/evidence';
import { readConfig, Tenancy } from '@maru/platform';
import { eventually, type TestDatabase } from '@maru/platform/testing';
import { UserCodes } from '../../libs/programme/src/keys/user-codes';
import type { OperatingMonth } from '../../libs/programme/src/operating/operating.dto';
import { HttpLogCentre } from '../../libs/programme/src/sending/log-centre.job';
import type { LogQueue } from '../../libs/programme/src/sending/log-sends.dto';
import type { Faults, RunningLogCentre } from '../../tools/log-centre/server.mjs';
import { ApiUnderTest, type TestPerson } from '../support/api-under-test';
import { dayToSendOnMs } from '../support/day-to-send-on';
import { member } from '../support/estate';
import { asAdmin, type WorkerUnderTest } from '../support/house-under-test';
import { logCentre } from '../support/log-centre';
import { OpenScreen } from '../support/open-screen';
import { SendingService } from '../support/sending-service';

const KEY = '$5$API$a-key-of-this-test/0123';

describe('sending to the log centre', () => {
  let service: SendingService;
  let portal: RunningLogCentre;
  let simulator: RunningLogCentre;
  let database: TestDatabase;
  let api: ApiUnderTest;
  let worker: WorkerUnderTest;

  beforeAll(async () => {
    service = await SendingService.start();
    ({ portal, simulator, database, api, worker } = service);
  }, dayToSendOnMs);
  afterAll(() => service.close());

  const siteOf = (person: TestPerson, name?: string) => service.siteOf(person, name);
  const setKey = (person: TestPerson, siteId: string, key?: string) => service.setKey(person, siteId, key);
  const sends = (person: TestPerson, query?: string) => service.sends(person, query);

  it('begins with the test of the key, takes the sign-in of a person and shows what was answered', async () => {
    const owner = await api.organisation();
    const siteId = await siteOf(owner);
    await api.signIn(owner.email);
    const set = await setKey(owner, siteId, KEY);
    expect(set.status).toBe(200);
    const stored = await eventually(async () => (await sends(owner)).find(({ outcome }) => outcome === 'stored'));
    expect(stored).toMatchObject({
      purpose: 'log',
      kind: 'sign-in',
      code: 'AP1002',
      centre: 'portal',
      simulated: false,
      request: { useSe: 'DO6001' },
    });
    expect((await sends(owner)).map(({ purpose, code }) => [purpose, code])).toEqual([
      ['log', 'AP1002'],
      ['test', 'AP1028'],
    ]);
    expect(portal.rules.stored.at(-1)).toMatchObject({ key: KEY, useSe: 'DO6001', ...(stored.request as object) });
    expect(simulator.requests).toBe(0);
    const queue = await api.request('GET', '/api/programme/log-queue', { token: owner.token });
    expect(queue.body).toMatchObject({ stored: 1, uncertain: 0, unsendable: [], unsendableCount: 0 });
  });

  it('leaves what was sent out of what cannot be sent, also when the person is erased afterwards', async () => {
    const owner = await api.organisation();
    await setKey(owner, await siteOf(owner));
    const stored = await eventually(async () => (await sends(owner)).find(({ outcome }) => outcome === 'stored'));
    const queue = async () => (await api.request<LogQueue>('GET', '/api/programme/log-queue', { token: owner.token })).body;
    const before = await queue();
    await asAdmin(database, (client) => client.query('delete from platform.usage_event_person where event_id = $1', [stored.eventId]));
    const after = await queue();
    expect(after.unsendable.map(({ eventId }) => eventId)).not.toContain(stored.eventId);
    expect(after).toMatchObject({ stored: 1, unsendableCount: before.unsendableCount });
    expect(after.used).toBeGreaterThanOrEqual(before.used);
  });

  it('asks nothing more, a test neither, on a day of which the log centre says that it is over', async () => {
    const owner = await api.organisation();
    const siteId = await siteOf(owner);
    portal.setFaults({ code: 'AP1031', times: 1 });
    await setKey(owner, siteId);
    await eventually(async () => (await sends(owner)).some(({ outcome }) => outcome === 'day-limit'));
    const { body } = await api.request<{ taskId: string }>('POST', `/api/programme/portal-keys/${siteId}/tests`, { token: owner.token });
    const task = await eventually(async () => {
      const path = `/api/workspace/tasks/${body.taskId}`;
      const { body: view } = await api.request<{ state: string }>('GET', path, { token: owner.token });
      return view.state === 'failed' ? view : null;
    });
    expect(task).toMatchObject({ failure: { type: '/problems/programme/log-centre-day-spent' } });
    expect((await sends(owner)).map(({ purpose, code }) => [purpose, code])).toEqual([['test', 'AP1031']]);
    const queue = await api.request<LogQueue>('GET', '/api/programme/log-queue', { token: owner.token });
    expect(queue.body).toMatchObject({ waiting: [], held: 'day-limit' });
  });

  it('of a simulated organisation reaches the simulator and nothing else', async () => {
    const owner = await api.organisation({ simulated: true });
    const before = portal.requests;
    await setKey(owner, await siteOf(owner), '$5$API$simulated-key');
    const stored = await eventually(async () => (await sends(owner)).find(({ outcome }) => outcome === 'stored'));
    expect(stored).toMatchObject({ centre: 'simulator', simulated: true });
    expect(simulator.rules.stored.map(({ key }) => key)).toContain('$5$API$simulated-key');
    expect(portal.requests).toBe(before);
  });

  it('shows the last four characters of a key and nothing more, in no answer, file, row or log of the usage', async () => {
    const owner = await api.organisation();
    const siteId = await siteOf(owner);
    const secret = '$5$API$never-to-be-seen-again/9876';
    const answers = [
      await setKey(owner, siteId, secret),
      await api.request('GET', '/api/programme/portal-keys', { token: owner.token }),
      await api.request('PUT', `/api/programme/portal-keys/${siteId}`, { token: owner.token, body: { key: `${secret} with a blank` } }),
      await api.request('PUT', `/api/programme/portal-keys/${siteId}`, { token: owner.token, body: { key: secret, other: 1 } }),
      await api.request('POST', `/api/programme/portal-keys/${siteId}/tests`, { token: owner.token }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 400, 400, 201]);
    await eventually(async () => (await sends(owner)).some(({ outcome }) => outcome === 'stored'));
    const list = await api.request<{ items: unknown[] }>('GET', '/api/programme/portal-keys', { token: owner.token });
    expect(list.body.items).toEqual([expect.objectContaining({ siteId, ending: '9876', state: 'active', stoppedCode: null })]);
    const texts = [...answers, list, await api.request('GET', '/api/programme/log-sends', { token: owner.token })].map(({ text }) => text);
    const [{ dump }] = await database.query<{ dump: string }>(
      `select concat(
         (select string_agg(s::text, ' ') from programme.log_send s), (select string_agg(r::text, ' ') from programme.log_receipt r),
         (select string_agg(k::text, ' ') from programme.portal_key k), (select string_agg(t::text, ' ') from platform.task t),
         (select string_agg(i::text, ' ') from platform.idempotency_key i),
         (select string_agg(convert_from(canonical, 'UTF8'), ' ') from platform.usage_event)) as dump`,
    );
    for (const text of [...texts, dump]) expect(text).not.toContain('never-to-be-seen');
    expect(dump).not.toContain(Buffer.from(secret).toString('hex'));
  });

  it('stops a key of which nothing is collected, tells who may see to it, and goes on once it is tested', async () => {
    const owner = await api.organisation();
    const siteId = await siteOf(owner);
    const key = '$5$API$not-collected-yet';
    portal.rules.notCollected.add(key);
    await setKey(owner, siteId, key);
    const stopped = async () =>
      (await api.request<{ items: { state: string; stoppedCode: string }[] }>('GET', '/api/programme/portal-keys', { token: owner.token }))
        .body.items[0];
    await eventually(async () => (await stopped()).state === 'stopped');
    expect(await stopped()).toMatchObject({ stoppedCode: 'AP1030' });
    const told = await api.request<{ items: { kind: string }[] }>('GET', '/api/workspace/attention', { token: owner.token });
    expect(told.body.items.map(({ kind }) => kind)).toContain('programme.key-stopped');
    portal.rules.notCollected.delete(key);
    await api.request('POST', `/api/programme/portal-keys/${siteId}/tests`, { token: owner.token });
    await eventually(async () => (await sends(owner)).some(({ outcome }) => outcome === 'stored'));
    expect(await stopped()).toMatchObject({ state: 'active', stoppedCode: null });
  });

  it('has open screens look again at what needs somebody once a log of the day is stored', async () => {
    const owner = await api.organisation();
    const siteId = await siteOf(owner);
    const screen = await OpenScreen.open(api, owner);
    await setKey(owner, siteId);
    await eventually(() => screen.changes.some(({ topic, key }) => topic === 'attention' && key === siteId));
    expect((await sends(owner)).some(({ outcome }) => outcome === 'stored')).toBe(true);
    screen.close();
  });

  it('promises no turn where the address of the log centre has been taken away', async () => {
    const owner = await api.organisation();
    const siteId = await siteOf(owner);
    await setKey(owner, siteId);
    await eventually(async () => (await sends(owner)).find(({ outcome }) => outcome === 'stored'));
    const without = await ApiUnderTest.on({ ...database, config: { ...database.config, logCentreUrl: null } });
    const read = async (path: string) => (await without.request('GET', path, { token: owner.token })).body;
    expect(await read(`/api/programme/log-queue?siteId=${siteId}`)).toMatchObject({ waiting: [], held: 'no-centre' });
    expect(await read('/api/programme/portal-keys')).toMatchObject({ centreKnown: false, items: [{ siteId, nextSendAt: null }] });
    await without.stop();
  });

  it('sends what is used at a site by its key, and of what is used at none it tells the number', async () => {
    const owner = await api.organisation();
    const [first, second] = [await siteOf(owner), await siteOf(owner, '제2공장')];
    const queue = (query = '') => api.request<LogQueue>('GET', `/api/programme/log-queue${query}`, { token: owner.token });
    expect(await queue()).toMatchObject({ status: 400, body: { errors: [{ pointer: '?siteId' }] } });
    const before = (await queue(`?siteId=${second}`)).body;
    // A change that names no site is no site's; one that does is the site's alone.
    const change = (name: string, headers: Record<string, string>) =>
      api.request('POST', '/api/workspace/sites', {
        token: owner.token,
        headers,
        body: { name, businessRegistrationNumber: '999-99-00010' },
      });
    expect((await change('제3공장', {})).status).toBe(201);
    expect((await change('제4공장', { 'maru-site': second })).status).toBe(201);
    const after = (await queue(`?siteId=${second}`)).body;
    // Without a key nothing waits for a slot: it is not sent, and both pages say so.
    expect(after).toMatchObject({ waiting: [], held: 'no-key', heldCount: before.heldCount + 1 });
    const { body: month } = await api.request<OperatingMonth>('GET', `/api/programme/operating-month?siteId=${second}`, {
      token: owner.token,
    });
    const today = month.days.find(({ day }) => day === after.day);
    expect(today).toMatchObject({ held: 'no-key', queued: 0 });
    expect(today?.passedOver).toBe((today?.eligible ?? 0) - (today?.stored ?? 0));
    expect([after.siteName, after.used - before.used, after.usesWithoutSite - before.usesWithoutSite]).toEqual(['제2공장', 1, 1]);
    await setKey(owner, second);
    const stored = await eventually(async () => (await sends(owner)).find(({ outcome }) => outcome === 'stored'));
    // Late in the evening the next turn comes after midnight, which is a hold of its own.
    const sending = (await queue(`?siteId=${second}`)).body;
    expect(sending.heldCount).toBe(0);
    expect([null, 'day-over']).toContain(sending.held);
    expect(stored).toMatchObject({ kind: 'create', siteId: second, siteName: '제2공장' });
    expect((await sends(owner, `?siteId=${first}`)).length).toBe(0);
    expect((await queue(`?siteId=${first}`)).body).toMatchObject({ stored: 0, usesWithoutSite: after.usesWithoutSite + 1 });
  });

  it('is set up by the owner and seen by a manager; an operator sees none of it', async () => {
    const owner = await api.organisation();
    const siteId = await siteOf(owner);
    const [manager, operator] = [
      await member(api, owner.organisationId, ['manager']),
      await member(api, owner.organisationId, ['operator']),
    ];
    const statuses = async ({ token }: TestPerson) => [
      (await api.request('GET', '/api/programme/portal-keys', { token })).status,
      (await api.request('GET', '/api/programme/log-sends', { token })).status,
      (await api.request('PUT', `/api/programme/portal-keys/${siteId}`, { token, body: { key: `${KEY}/${token}` } })).status,
    ];
    expect(await statuses(manager)).toEqual([200, 200, 403]);
    expect(await statuses(operator)).toEqual([403, 403, 403]);
  });

  it('carries the employee number of who has consented before, and a pseudonym that stays the same else', async () => {
    const owner = await api.organisation();
    const consents = () =>
      api.request<{ items: { memberId: string; inForce: boolean; employeeNumber: string }[]; wordingVersion: number }>(
        'GET',
        '/api/programme/user-code-consents',
        { token: owner.token },
      );
    const { items, wordingVersion } = (await consents()).body;
    const change = (value: string, version = wordingVersion) =>
      api.request('POST', '/api/programme/user-code-consents', {
        token: owner.token,
        body: { memberId: items[0].memberId, change: value, wordingVersion: version },
      });
    const codesOf = worker.get(UserCodes);
    const [{ person_id: personId, tenant_id: tenantId }] = await database.query<{ person_id: string; tenant_id: number }>(
      'select person_id, tenant_id from workspace.membership where membership_id = $1',
      [items[0].memberId],
    );
    const tenant = { tenantId, organisationId: owner.organisationId, kind: 'manufacturer', simulated: false } as const;
    const codeAt = (at: number) =>
      worker
        .get(Tenancy)
        .run({ kind: 'job', name: 'test', tenant, permissions: new Set() }, async () => (await codesOf.of([{ personId, at }]))[0]);
    const [before, pseudonym] = [Date.now() - 3_600_000, await codeAt(Date.now())];
    expect(pseudonym).toMatch(/^u[0-9a-z]{12}$/);
    expect((await change('given', wordingVersion + 1)).status).toBe(400);
    expect((await change('given')).status).toBe(201);
    const later = Date.now() + 60_000;
    expect([await codeAt(later), await codeAt(before)]).toEqual(['1', pseudonym]);
    expect((await consents()).body.items[0]).toMatchObject({ inForce: true, employeeNumber: '1' });
    await change('withdrawn');
    expect(await codeAt(later)).toBe(pseudonym);
  });
});

/** What the network and the log centre can do to a request. */
describe('a request to the log centre', () => {
  let centre: RunningLogCentre;
  const fields = { logDt: '', useSe: 'DO6001', sysUser: '1001', conectIp: '203.0.113.7', dataUsgqty: 5 };
  const now = () => ({ ...fields, logDt: new Date(Date.now() + 9 * 3_600_000).toISOString().slice(0, -1).replace('T', ' ') });

  beforeEach(async () => {
    centre = await logCentre();
  });
  afterEach(() => centre.close());

  const settings = (env: NodeJS.ProcessEnv) =>
    readConfig({ DATABASE_URL: 'postgres://127.0.0.1/maru', MARU_SECRET: 's'.repeat(40), ...env });
  const send = (env: NodeJS.ProcessEnv = {}) =>
    new HttpLogCentre(settings({ MARU_LOG_CENTRE_URL: centre.url, ...env })).send(false, KEY, now());

  it.each([
    ['json', '/apisvc/sendLogData.json'],
    ['form', '/apisvc/sendLogData.json'],
    ['logDataJson', '/apisvc/sendLogDataJSON.do'],
    ['logDataXml', '/apisvc/sendLogDataXML.do'],
  ])('is understood as %s', async (encoding, path) => {
    const url = new URL(path, centre.url).href;
    const { body, left } = await send({ MARU_LOG_CENTRE_URL: url, MARU_LOG_CENTRE_ENCODING: encoding });
    expect([left, parseLogAnswer(String(body)).code]).toEqual([true, 'AP1002']);
    expect(centre.rules.stored).toMatchObject([{ key: KEY, sysUser: '1001', dataUsgqty: 5 }]);
  });

  it.each<[string, Faults, object, string | null, number]>([
    ['is stored though the answer is cut off', { cut: true }, { httpStatus: null, left: true }, null, 1],
    ['is stored though a page is answered', { html: true }, { httpStatus: 200, left: true }, null, 1],
    ['is not stored where the server fails', { status: 500 }, { httpStatus: 500, left: true }, null, 0],
    ['is not stored where HTTP 200 says too soon', { code: 'AP1029' }, { httpStatus: 200, left: true }, 'AP1029', 0],
    ['does not follow to another place', { redirect: 'http://127.0.0.1:1/' }, { httpStatus: 302, left: true }, null, 0],
    ['is waited for a while', { slowMs: 300 }, { httpStatus: 200, left: true }, 'AP1002', 1],
    ['is refused by a clock of another day', { clockOffsetMs: 86_400_000 }, { httpStatus: 200, left: true }, 'AP1010', 0],
    ['is given up where no answer comes', { silent: true }, { httpStatus: null, failure: 'no answer in time', left: true }, null, 0],
  ])('%s', async (_what, faults, answer, code, stored) => {
    centre.setFaults(faults);
    const reply = await send();
    expect(reply).toMatchObject(answer);
    expect(parseLogAnswer(String(reply.body ?? '')).code).toBe(code);
    expect(centre.rules.stored).toHaveLength(stored);
  });

  it.each(['json', 'form', 'logDataJson', 'logDataXml'])(
    'that is quoted in its answer is quoted without the key, sent as %s',
    async (encoding) => {
      const path =
        { logDataJson: '/apisvc/sendLogDataJSON.do', logDataXml: '/apisvc/sendLogDataXML.do' }[encoding] ?? '/apisvc/sendLogData.json';
      centre.setFaults({ quotes: true });
      const { body } = await send({ MARU_LOG_CENTRE_URL: new URL(path, centre.url).href, MARU_LOG_CENTRE_ENCODING: encoding });
      const answer = String(body);
      expect(parseLogAnswer(answer).code).toBe('AP1002');
      expect(answer).toContain('[key]');
      expect(answer).toContain('203.0.113.7');
      for (const part of KEY.split(/[^A-Za-z0-9]+/).filter((text) => text.length > 4)) expect(answer).not.toContain(part);
    },
  );

  it('has not left where nobody listens', async () => {
    await centre.close();
    expect(await send()).toEqual({ httpStatus: null, body: null, failure: 'ECONNREFUSED', left: false });
    centre = await logCentre();
  });

  it.each([
    [{ MARU_LOG_CENTRE_URL: 'http://log.example/' }, /MARU_LOG_CENTRE_URL must begin with https/],
    [{ MARU_LOG_CENTRE_URL: 'https://log.example/?key=1' }, /without a name, a password or a query/],
    [{ MARU_LOG_CENTRE_SIMULATOR_URL: 'https://log.example/' }, /must be an address of this machine/],
    [{ MARU_LOG_CENTRE_ENCODING: 'xml' }, /must be one of json, form, logDataJson, logDataXml/],
  ])('is not sent by settings such as %p', (env, said) => {
    expect(() => settings(env)).toThrow(said);
  });
});
