import { newId } from '@maru/kernel';
import { ApiUnderTest, PASSWORD, type Reply, type TestPerson } from '../support/api-under-test';
import { member, nextNumber } from '../support/estate';
import { asAdmin } from '../support/house-under-test';
import { accept, invite, join, joinToo, MEMBERS, type Member, type MemberList } from '../support/joining';
import { usageRows } from '../support/usage-rows';

const NEW_PASSWORD = 'a password of my own';

describe('joining an organisation', () => {
  let api: ApiUnderTest;
  let owner: TestPerson;

  beforeAll(async () => {
    api = await ApiUnderTest.start();
  });
  beforeEach(async () => {
    owner = await api.organisation();
  });
  afterAll(() => api.close());

  const rows = <Row>(text: string, values: unknown[] = []) =>
    asAdmin(api.database, async (client) => (await client.query(text, values)).rows as Row[]);
  const account = async (email: string) =>
    (
      await rows<{ person_id: string; name: string; hash: string }>(
        'select person_id, name, hash from workspace.person join workspace.password_credential using (person_id) where email = $1',
        [email],
      )
    )[0];
  const check = (code: string | null) => api.request('POST', '/api/one-time-codes/checks', { body: { code } });
  const alike = ({ status, body }: Reply) => ({ status, ...body, requestId: '' });
  const memberships = async (person: TestPerson) =>
    (await api.request<{ memberships: { organisationId: string }[] }>('GET', '/api/me', { token: person.token })).body.memberships.map(
      ({ organisationId }) => organisationId,
    );

  it('is offered in the same words to somebody who is known elsewhere and to nobody', async () => {
    const known = await api.organisation();
    const replies = [await invite(api, owner, { email: known.email.toUpperCase() }), await invite(api, owner)];
    for (const { status, body } of replies)
      expect({ status, ...body }).toEqual({
        status: 201,
        id: expect.any(String),
        name: 'Invited',
        email: expect.stringMatching(/^[^A-Z]+$/),
        employeeNumber: null,
        roles: ['operator'],
        state: 'invited',
        joinedAt: null,
        endedAt: null,
        codeExpiresAt: expect.any(String),
        self: false,
        version: 1,
        code: expect.stringMatching(/^(\w{4}-){3}\w{4}$/),
      });
    const checks = await Promise.all(replies.map(async ({ body }) => (await check(body.code)).body));
    expect(checks.map((body) => ({ ...body, email: '' }))).toEqual(Array(2).fill({ ...checks[0], email: '' }));
    const { items } = (await api.request<MemberList>('GET', MEMBERS, { token: owner.token })).body;
    expect(items.filter(({ state }) => state === 'invited').map(({ name }) => name)).toEqual(['Invited', 'Invited']);
    // Within the organisation, whose list it is, it is told.
    for (const email of [known.email, owner.email])
      expect((await invite(api, owner, { email })).body).toMatchObject({ status: 409, errors: [{ pointer: '/email', code: 'taken' }] });
  });

  it('makes a member of somebody known by their own password alone, and leaves their account as it is', async () => {
    const known = await api.organisation();
    const before = await account(known.email);
    const { body } = await invite(api, owner, { email: known.email, name: 'Another name' });
    expect(await memberships(known)).toEqual([known.organisationId]);
    expect((await accept(api, body.code, known.email, 'not the password')).body).toMatchObject({
      type: '/problems/workspace/sign-in-failed',
    });
    const stranger = await api.organisation();
    expect((await accept(api, body.code, stranger.email)).body).toMatchObject({
      status: 403,
      type: '/problems/workspace/code-for-another',
    });
    // As somebody new neither: that would take the account over.
    expect((await join(api, body.code, { password: NEW_PASSWORD })).body).toMatchObject({
      status: 409,
      type: '/problems/workspace/account-exists',
    });
    expect(await memberships(known)).toEqual([known.organisationId]);
    const accepted = await accept(api, body.code, known.email);
    expect(accepted).toMatchObject({ status: 201, body: { organisationId: owner.organisationId, email: known.email } });
    expect(await memberships(known)).toEqual([known.organisationId, owner.organisationId]);
    expect(await account(known.email)).toEqual(before);
    const listed = await api.request<Member>('GET', `${MEMBERS}/${body.id}`, { token: owner.token });
    expect(listed.body).toMatchObject({ state: 'member', name: 'Owner', roles: ['operator'], codeExpiresAt: null });
    const there = await api.request('POST', '/api/sessions', {
      body: { email: known.email, password: PASSWORD, organisationId: owner.organisationId },
    });
    expect(there.status).toBe(201);
    expect((await api.signIn(known.email)).organisationId).toBe(known.organisationId);
  });

  it('counts wrong passwords as sign-in does, and locks both', async () => {
    const known = await api.organisation();
    const { body } = await invite(api, owner, { email: known.email });
    for (let tries = 0; tries < 5; tries++) expect((await accept(api, body.code, known.email, 'wrong')).status).toBe(401);
    for (const locked of [
      await accept(api, body.code, known.email),
      await api.request('POST', '/api/sessions', { body: { email: known.email, password: PASSWORD } }),
    ])
      expect([locked.status, Number(locked.headers.get('retry-after')) > 800]).toEqual([429, true]);
  });

  it('makes a person of somebody new, with a name and password of their own', async () => {
    const { body } = await invite(api, owner, { employeeNumber: 'N-1' });
    expect((await check(body.code)).body).toEqual({
      purpose: 'join',
      organisationName: expect.stringContaining('Organisation'),
      name: 'Invited',
      email: body.email,
      employeeNumber: 'N-1',
      roles: ['operator'],
    });
    const joined = await join(api, body.code?.toLowerCase().replaceAll('-', ' ') ?? '', { name: '홍 길동', password: NEW_PASSWORD });
    expect(joined).toMatchObject({ status: 201, body: { organisationId: owner.organisationId, email: body.email, employeeNumber: 'N-1' } });
    const person = await api.signIn(body.email ?? '', NEW_PASSWORD);
    const me = await api.request('GET', '/api/me', { token: person.token });
    expect(me.body).toMatchObject({ person: { name: '홍 길동' }, roles: ['operator'] });
    const { companyCode } = joined.body;
    expect(
      (await api.request('POST', '/api/sessions', { body: { companyCode, employeeNumber: 'N-1', password: NEW_PASSWORD } })).status,
    ).toBe(201);
  });

  it('by an employee number alone is for somebody new as for somebody known', async () => {
    const number = () => ({ email: undefined, employeeNumber: `O-${nextNumber()}` });
    const [first, second] = [await invite(api, owner, number()), await invite(api, owner, number())];
    expect((await join(api, first.body.code)).body).toMatchObject({ email: null, employeeNumber: first.body.employeeNumber });
    const known = await api.organisation();
    expect((await accept(api, second.body.code, known.email)).status).toBe(201);
    const again = await invite(api, owner, number());
    expect((await accept(api, again.body.code, known.email)).body).toMatchObject({
      status: 409,
      type: '/problems/workspace/member-already',
    });
  });

  it('takes a code once, of sixteen that come with it at the same moment', async () => {
    const { body } = await invite(api, owner);
    const replies = await Promise.all(Array.from({ length: 16 }, () => join(api, body.code)));
    expect(replies.map(({ status }) => status).sort()).toEqual([201, ...Array(15).fill(404)]);
    expect(await rows('select 1 from workspace.person where email = $1', [body.email])).toHaveLength(1);
  });

  it('answers alike to every code that is not good, whatever is the matter with it', async () => {
    const codeOf = async (given: object = {}) => (await invite(api, owner, given)).body;
    const [used, replaced, withdrawn, late] = [await codeOf(), await codeOf(), await codeOf(), await codeOf()];
    await join(api, used.code);
    await api.request('POST', '/api/workspace/one-time-codes', { token: owner.token, body: { memberId: replaced.id } });
    await api.request('DELETE', `${MEMBERS}/${withdrawn.id}`, { token: owner.token });
    await rows('update workspace.one_time_code set expires_at = now() where membership_id = $1', [late.id]);
    const unknown = '0000-0000-0000-0000';
    const expected = alike(await check(unknown));
    expect(expected).toMatchObject({ status: 404, type: '/problems/workspace/code-not-usable', errors: [{ pointer: '/code' }] });
    for (const code of [unknown, 'no code', used.code, replaced.code, withdrawn.code, late.code])
      for (const reply of [
        await check(code),
        await join(api, code),
        await accept(api, code, owner.email),
        await api.request('POST', '/api/one-time-codes/password-resets', { body: { code, newPassword: NEW_PASSWORD } }),
      ])
        expect(alike(reply)).toEqual(expected);
  });

  it('gives back to a former member who forgot the password the account they had, unless they are a member elsewhere', async () => {
    const leaving = await member(api, owner.organisationId, ['operator']);
    const [{ membership_id: id }] = await rows<{ membership_id: string }>(
      'select membership_id from workspace.membership join workspace.person using (person_id) where email = $1',
      [leaving.email],
    );
    const before = await account(leaving.email);
    await api.request('DELETE', `${MEMBERS}/${id}`, { token: owner.token });
    // Another organisation, which they never belonged to, cannot reach the account.
    const stranger = await invite(api, await api.organisation(), { email: leaving.email });
    expect((await join(api, stranger.body.code)).status).toBe(409);
    const back = await invite(api, owner, { email: leaving.email });
    expect((await join(api, back.body.code, { name: 'Not my name', password: NEW_PASSWORD })).status).toBe(201);
    expect(await account(leaving.email)).toMatchObject({ person_id: before.person_id, name: before.name });
    expect((await api.signIn(leaving.email, NEW_PASSWORD)).organisationId).toBe(owner.organisationId);
    expect((await accept(api, stranger.body.code, leaving.email, NEW_PASSWORD)).status).toBe(201);
    await api.request('DELETE', `${MEMBERS}/${back.body.id}`, { token: owner.token });
    const third = await invite(api, owner, { email: leaving.email });
    expect((await join(api, third.body.code)).body).toMatchObject({ status: 409, type: '/problems/workspace/account-exists' });
  });

  it('is logged as the act of who joins, and is one with its log', async () => {
    const { body } = await invite(api, owner);
    await rows('revoke insert on platform.usage_event from maru_identity');
    expect((await join(api, body.code)).status).toBe(500);
    expect(await account(body.email ?? '')).toBeUndefined();
    await rows('grant insert on platform.usage_event to maru_identity');
    const joined = await join(api, body.code);
    const [event, ...others] = await usageRows(api.database, joined.headers.get('request-id') as string);
    const { person_id } = await account(body.email ?? '');
    expect(others).toEqual([]);
    expect(event).toMatchObject({
      kind: 'create',
      cause: 'input',
      resource: 'one-time-codes/joinings',
      person_id,
      organisation_id: owner.organisationId,
    });
  });

  it('leaves of the code its hash alone, and tells it once', async () => {
    const body = { name: 'Told once', employeeNumber: 'T-1', roles: ['operator'] };
    const headers = { 'idempotency-key': newId() };
    const add = () => api.request<{ code: string }>('POST', MEMBERS, { token: owner.token, body, headers });
    const [told, again] = [await add(), await add()];
    expect([told.status, again.status]).toEqual([201, 409]);
    const kept = await rows<{ kept: string }>(
      'select c::text as kept from workspace.one_time_code c union all select k::text from platform.idempotency_key k',
    );
    expect(kept.length).toBeGreaterThan(1);
    for (const row of kept) expect(row.kept.toUpperCase().replaceAll('-', '')).not.toContain(told.body.code.replaceAll('-', ''));
  });
});

describe('a new password by the organisation', () => {
  let api: ApiUnderTest;
  let owner: TestPerson;

  beforeAll(async () => {
    api = await ApiUnderTest.start();
    owner = await api.organisation();
  });
  afterAll(() => api.close());

  const idOf = async (person: TestPerson) =>
    (
      (await api.request<MemberList>('GET', `${MEMBERS}?limit=1000`, { token: owner.token })).body.items.find(
        ({ email }) => email === person.email,
      ) as Member
    ).id;
  const issue = (admin: TestPerson, memberId: string) =>
    api.request<{ code: string; expiresAt: string }>('POST', '/api/workspace/one-time-codes', { token: admin.token, body: { memberId } });
  const reset = (code: string, newPassword = NEW_PASSWORD) =>
    api.request('POST', '/api/one-time-codes/password-resets', { body: { code, newPassword } });
  const status = async (token: string) => (await api.request('GET', '/api/me', { token })).status;

  it('is chosen by the member, whose sessions end', async () => {
    const forgetful = await member(api, owner.organisationId, ['operator']);
    for (let tries = 0; tries < 6; tries++)
      await api.request('POST', '/api/sessions', { body: { email: forgetful.email, password: 'wrong' } });
    const { body, status: answered } = await issue(owner, await idOf(forgetful));
    expect([answered, new Date(body.expiresAt).getTime() - Date.now() < 86_500_000]).toEqual([201, true]);
    expect(await status(forgetful.token)).toBe(401);
    const told = await api.request('POST', '/api/one-time-codes/checks', { body: { code: body.code } });
    expect(told.body).toMatchObject({ purpose: 'password', name: 'Member', email: forgetful.email });
    expect((await join(api, body.code)).body).toMatchObject({ status: 409, type: '/problems/workspace/code-for-password' });
    const done = await reset(body.code);
    expect(done.status).toBe(204);
    // The wrong tries before it do not lock the new password out.
    expect((await api.signIn(forgetful.email, NEW_PASSWORD)).organisationId).toBe(owner.organisationId);
    expect((await api.request('POST', '/api/sessions', { body: { email: forgetful.email, password: PASSWORD } })).status).toBe(401);
    expect((await reset(body.code)).status).toBe(404);
    const [event] = await usageRows(api.database, done.headers.get('request-id') as string);
    expect(event).toMatchObject({ resource: 'one-time-codes/password-resets', organisation_id: owner.organisationId });
  });

  it('cannot be set for a person of several organisations, which is not told before', async () => {
    const [here, there] = [await member(api, owner.organisationId, ['operator']), await api.organisation()];
    await joinToo(api, there, here);
    const elsewhere = await api.request<{ token: string }>('POST', '/api/sessions', {
      body: { email: here.email, password: PASSWORD, organisationId: there.organisationId },
    });
    const { body, status: answered } = await issue(owner, await idOf(here));
    expect(answered).toBe(201);
    expect((await reset(body.code)).body).toMatchObject({ status: 409, type: '/problems/workspace/password-of-several' });
    expect([await status(here.token), await status(elsewhere.body.token)]).toEqual([401, 200]);
    expect((await api.signIn(here.email)).token).toBeTruthy();
  });

  it('is nothing for oneself, for who may do more, or for who is no member', async () => {
    const clerk = await member(api, owner.organisationId, ['administrator']);
    expect((await issue(clerk, await idOf(owner))).body).toMatchObject({ status: 403, type: '/problems/workspace/member-may-more' });
    const invited = await invite(api, owner, { roles: ['owner'] });
    expect((await issue(clerk, invited.body.id)).body).toMatchObject({ status: 403 });
    expect((await issue(owner, await idOf(owner))).body).toMatchObject({
      status: 400,
      errors: [{ pointer: '/memberId', code: 'yourself' }],
    });
    const leaving = await member(api, owner.organisationId, ['operator']);
    const id = await idOf(leaving);
    await api.request('DELETE', `${MEMBERS}/${id}`, { token: owner.token });
    for (const unknown of [id, newId()])
      expect((await issue(owner, unknown)).body).toMatchObject({ status: 400, errors: [{ pointer: '/memberId', code: 'unknown-member' }] });
  });

  it('is not what a code for joining is for', async () => {
    const { body } = await invite(api, owner);
    expect((await reset(body.code as string)).body).toMatchObject({ status: 409, type: '/problems/workspace/code-for-joining' });
    // The code is still good for what it is for.
    expect((await join(api, body.code)).status).toBe(201);
  });
});
