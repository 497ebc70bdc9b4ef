import { Client } from 'pg';
import { hashPassword } from '../../libs/workspace/src/sign-in/password';
import { ApiUnderTest, PASSWORD, type Reply, type TestPerson } from '../support/api-under-test';
import { asAdmin } from '../support/house-under-test';
import { invite, join, type MemberList } from '../support/joining';
import { usageRows } from '../support/usage-rows';

const NEW_PASSWORD = 'another long password';
const HELD =
  "select count(*)::integer as held from pg_stat_activity where datname = current_database() and application_name = 'maru_identity' and state like 'idle in transaction%'";

describe("a change of one's own password", () => {
  let api: ApiUnderTest;
  let owner: TestPerson;

  beforeAll(async () => {
    api = await ApiUnderTest.start();
  });
  beforeEach(async () => {
    owner = await api.organisation();
  });
  afterAll(() => api.close());

  const change = (currentPassword: string, person = owner) =>
    api.request('PUT', '/api/me/password', { token: person.token, body: { currentPassword, newPassword: NEW_PASSWORD } });
  const signIn = async (password: string) =>
    (await api.request('POST', '/api/sessions', { body: { email: owner.email, password } })).status;

  it('locks after repeated failures, for a right password too', async () => {
    for (let tries = 0; tries < 5; tries++)
      expect((await change('not my password')).body).toMatchObject({
        status: 422,
        errors: [{ pointer: '/currentPassword', code: 'wrong' }],
      });
    const locked = await change(PASSWORD);
    expect([locked.status, locked.body.type, Number(locked.headers.get('retry-after')) > 800]).toEqual([
      429,
      '/problems/workspace/sign-in-locked',
      true,
    ]);
    expect(await signIn(PASSWORD)).toBe(201);
    // Another person is not locked by it.
    expect((await change('not my password', await api.organisation())).status).toBe(422);
  });

  it('counts forty tries at once as forty tries', async () => {
    const replies = await Promise.all(Array.from({ length: 40 }, () => change('not my password')));
    expect(replies.map(({ status }) => status).sort()).toEqual([...Array(5).fill(422), ...Array(35).fill(429)]);
  });

  it('begins anew after a success', async () => {
    for (let tries = 0; tries < 4; tries++) await change('not my password');
    expect((await change(PASSWORD)).status).toBe(204);
    for (let tries = 0; tries < 4; tries++) expect((await change(PASSWORD)).status).toBe(422);
    expect((await change(NEW_PASSWORD)).status).toBe(204);
  });

  it('of two at once is one', async () => {
    const replies = await Promise.all([change(PASSWORD), change(PASSWORD)]);
    expect(replies.map(({ status }) => status).sort()).toEqual([204, expect.any(Number)]);
    expect([409, 422]).toContain(Math.max(...replies.map(({ status }) => status)));
    expect([await signIn(PASSWORD), await signIn(NEW_PASSWORD)]).toEqual([401, 201]);
  });

  it('and its usage event are one, once', async () => {
    await asAdmin(api.database, (client) => client.query('revoke insert on platform.usage_event from maru_identity'));
    expect((await change(PASSWORD)).status).toBe(500);
    await asAdmin(api.database, (client) => client.query('grant insert on platform.usage_event to maru_identity'));
    expect(await signIn(NEW_PASSWORD)).toBe(401);
    const changed = await change(PASSWORD);
    expect(changed.status).toBe(204);
    const events = await usageRows(api.database, changed.headers.get('request-id') as string);
    expect(events).toMatchObject([{ kind: 'update', cause: 'input', resource: 'me/password', organisation_id: owner.organisationId }]);
  });

  /** With the threads that hash kept busy, a request waits for its own hash long enough to be looked at. */
  it.each<[string, () => Promise<() => Promise<Reply>>]>([
    ['it is changed', async () => () => change(PASSWORD)],
    [
      'somebody joins',
      async () => {
        const { body } = await invite(api, owner);
        return () => join(api, body.code);
      },
    ],
    [
      'a code sets it',
      async () => {
        const worker = { email: undefined, employeeNumber: 'W-1', password: PASSWORD };
        const { body: made } = await invite(api, owner, worker);
        const { body } = await api.request('POST', '/api/workspace/one-time-codes', { token: owner.token, body: { memberId: made.id } });
        return () => api.request('POST', '/api/one-time-codes/password-resets', { body: { code: body.code, newPassword: NEW_PASSWORD } });
      },
    ],
  ])('holds no transaction while it is hashed, when %s', async (_when, prepare) => {
    const send = await prepare();
    const client = new Client({ connectionString: api.database.adminUrl });
    await client.connect();
    const busy = Promise.all(Array.from({ length: 60 }, () => hashPassword('busy')));
    let answered = false;
    const reply = send().finally(() => {
      answered = true;
    });
    const seen: number[] = [];
    while (!answered) seen.push((await client.query<{ held: number }>(HELD)).rows[0].held);
    await Promise.all([busy, client.end()]);
    expect((await reply).status).toBeLessThan(300);
    expect(seen.length).toBeGreaterThan(20);
    // What is written at the end is a transaction too, a short one.
    expect(seen.filter((held) => held > 0).length).toBeLessThan(seen.length / 4);
  });

  it('is seen to hold one, where there is one', async () => {
    const client = new Client({ connectionString: api.database.adminUrl });
    await client.connect();
    await client.query("set application_name = 'maru_identity'");
    await client.query('begin');
    const { items } = (await api.request<MemberList>('GET', '/api/workspace/members', { token: owner.token })).body;
    const { rows } = await asAdmin(api.database, (admin) => admin.query<{ held: number }>(HELD));
    await client.end();
    expect([items.length, rows[0].held]).toEqual([1, 1]);
  });
});
