import { modules } from '@maru/catalog';
import { parseLogAnswer } from '@maru/evidence';
import { readConfig, Tenancy } from '@maru/platform';
import { eventually, type TestDatabase, testDatabase } from '@maru/platform/testing';
import { UserCodes } from '../../libs/programme/src/keys/user-codes';
import { HttpLogCentre } from '../../libs/programme/src/sending/log-centre.job';
import type { LogQueue } from '../../libs/programme/src/sending/log-sends.dto';
import type { Faults, RunningLogCentre } from '../../tools/log-centre/server.mjs';
import { ApiUnderTest, type TestPerson } from '../support/api-under-test';
import { member } from '../support/estate';
import { asAdmin, WorkerUnderTest } from '../support/house-under-test';
import { logCentre } from '../support/log-centre';

interface SendView {
  id: string;
  purpose: string;
  eventId: string | null;
  kind: string | null;
  occurredAt: string;
  sentAt: string;
  centre: string;
  code: string | null;
  outcome: string | null;
  request: Record<string, unknown>;
  simulated: boolean;
}

const KEY = '$5$API$a-key-of-this-test/0123';

describe('sending to the log centre', () => {
  let portal: RunningLogCentre;
  let simulator: RunningLogCentre;
  let database: TestDatabase;
  let api: ApiUnderTest;
  let worker: WorkerUnderTest;

  beforeAll(async () => {
    portal = await logCentre();
    simulator = await logCentre();
    database = await testDatabase({ MARU_LOG_CENTRE_URL: portal.url, MARU_LOG_CENTRE_SIMULATOR_URL: simulator.url });
    api = await ApiUnderTest.on(database);
    worker = await WorkerUnderTest.on(database, modules);
    worker.start();
  });
  afterAll(async () => {
    await worker.stop();
    await api.close();
    await portal.close();
    await simulator.close();
  });

  const siteOf = async ({ token }: TestPerson, name = '제1공장'): Promise<string> => {
    const body = { name, businessRegistrationNumber: '999-99-00010' };
    return (await api.request<{ id: string }>('POST', '/api/workspace/sites', { token, body })).body.id;
  };
  const setKey = async (person: TestPerson, siteId: string, key = `$5$API$${person.organisationId}`) =>
    api.request<{ taskId: string }>('PUT', `/api/programme/portal-keys/${siteId}`, { token: person.token, body: { key } });
  const sends = async ({ token }: TestPerson, query = '') =>
    (await api.request<{ items: SendView[] }>('GET', `/api/programme/log-sends${query}`, { token })).body.items;

  it('begins with the test of the key, takes the sign-in of a person and shows what was answered', async () => {
    const owner = await api.organisation();
    const siteId = await siteOf(owner);
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

  it('knows one site of an organisation by a key, and none by the key that another site has', async () => {
    const owner = await api.organisation();
    const [first, second] = [await siteOf(owner), await siteOf(owner, '제2공장')];
    expect((await setKey(owner, first)).status).toBe(200);
    expect(await setKey(owner, second)).toMatchObject({ status: 409, body: { type: '/problems/programme/other-site-has-key' } });
    expect((await api.request('DELETE', `/api/programme/portal-keys/${first}`, { token: owner.token })).status).toBe(204);
    expect((await api.request('DELETE', `/api/programme/portal-keys/${first}`, { token: owner.token })).status).toBe(404);
    expect((await setKey(owner, second)).status).toBe(200);
  });

  it('knows one organisation by a key, until that one lets it go', async () => {
    const [first, second] = [await api.organisation(), await api.organisation()];
    const [site, other] = [await siteOf(first), await siteOf(second)];
    const key = `${KEY}/shared`;
    const taken = await Promise.all([setKey(first, site, key), setKey(second, other, key)]);
    const [holder, without] = taken[0].status === 200 ? [first, second] : [second, first];
    expect(taken.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(taken.find(({ status }) => status === 409)?.body).toMatchObject({ type: '/problems/programme/other-organisation-has-key' });
    const again = () => setKey(without, without === first ? site : other, key);
    expect((await again()).status).toBe(409);
    await setKey(holder, holder === first ? site : other, `${key}/replaced`);
    await eventually(async () => (await again()).status === 200);
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
