import { eventually } from '@maru/platform/testing';
import { ApiUnderTest, type TestPerson } from '../support/api-under-test';
import { member, nextNumber, tenantNumber } from '../support/estate';
import { asAdmin } from '../support/house-under-test';
import { invite, join, joinToo, MEMBERS, type Member, type MemberList } from '../support/joining';

const AT_ONCE_MS = 1_000;

describe('members', () => {
  let api: ApiUnderTest;
  let replica: ApiUnderTest;
  let owner: TestPerson;

  beforeAll(async () => {
    api = await ApiUnderTest.start();
    replica = await ApiUnderTest.on(api.database);
  });
  beforeEach(async () => {
    owner = await api.organisation();
  });
  afterAll(async () => {
    await replica.stop();
    await api.close();
  });

  const list = async (person: TestPerson, state = 'current') =>
    (await api.request<MemberList>('GET', `${MEMBERS}?limit=1000&state=${state}`, { token: person.token })).body.items;
  const find = async (admin: TestPerson, person: TestPerson) => (await list(admin)).find(({ email }) => email === person.email) as Member;
  const change = (person: TestPerson, { id, version }: Member, body: object) =>
    api.request<Member>('PATCH', `${MEMBERS}/${id}`, { token: person.token, body, headers: { 'if-match': `"${version}"` } });
  const end = (person: TestPerson, { id }: Member) => api.request('DELETE', `${MEMBERS}/${id}`, { token: person.token });
  const me = (on: ApiUnderTest, token: string) => on.request<{ permissions: string[] }>('GET', '/api/me', { token });

  it('are read to the last one, however many there are', async () => {
    const tenantId = await tenantNumber(api, owner.organisationId);
    await asAdmin(api.database, (client) =>
      client.query(
        `insert into workspace.membership (membership_id, tenant_id, invited_name, employee_number, roles)
         select gen_random_uuid(), $1, 'many ' || n % 7, n::text || '-many', '{operator}' from generate_series(1, 2300) n`,
        [tenantId],
      ),
    );
    const ids = new Set<string>();
    let cursor = '';
    for (let pages = 0; pages < 10; pages++) {
      const { body } = await api.request<MemberList>('GET', `${MEMBERS}?limit=1000${cursor}`, { token: owner.token });
      for (const { id } of body.items) ids.add(id);
      if (body.next === null) break;
      cursor = `&cursor=${body.next}`;
    }
    expect(ids.size).toBe(2301);
  });

  it('may do at once, on every replica, what changed roles say', async () => {
    const colleague = await member(api, owner.organisationId, ['operator']);
    const found = await find(owner, colleague);
    for (const on of [api, replica]) expect((await me(on, colleague.token)).body.permissions).not.toContain('workspace.site.write');
    const changed = await change(owner, found, { roles: ['manager'], employeeNumber: 'A-1' });
    expect(changed.body).toMatchObject({ roles: ['manager'], employeeNumber: 'A-1', version: found.version + 1, state: 'member' });
    expect((await me(api, colleague.token)).body.permissions).toContain('workspace.site.write');
    await eventually(async () => (await me(replica, colleague.token)).body.permissions.includes('workspace.site.write'), AT_ONCE_MS);
    expect((await api.request('GET', `${MEMBERS}/${found.id}`, { token: owner.token })).body).toEqual(changed.body);
  });

  it('are signed out at once on every replica when they end, of this organisation and of no other', async () => {
    const other = await api.organisation();
    const leaving = await member(api, owner.organisationId, ['operator']);
    await joinToo(api, other, leaving);
    const there = await api.request<{ token: string }>('POST', '/api/sessions', {
      body: { email: leaving.email, password: 'a long enough password', organisationId: other.organisationId },
    });
    for (const on of [api, replica]) for (const token of [leaving.token, there.body.token]) expect((await me(on, token)).status).toBe(200);
    expect((await end(owner, await find(owner, leaving))).status).toBe(204);
    expect((await me(api, leaving.token)).status).toBe(401);
    await eventually(async () => (await me(replica, leaving.token)).status === 401, AT_ONCE_MS);
    for (const on of [api, replica]) expect((await me(on, there.body.token)).status).toBe(200);
    expect((await api.signIn(leaving.email)).organisationId).toBe(other.organisationId);
  });

  it('stay in the books when they have left, and may come back as a new membership', async () => {
    const leaving = await member(api, owner.organisationId, ['operator']);
    const first = (await change(owner, await find(owner, leaving), { employeeNumber: 'B-1' })).body;
    await end(owner, first);
    for (const again of [end(owner, first), change(owner, { ...first, version: first.version + 1 }, { roles: ['manager'] })])
      expect((await again).status).toBe(404);
    expect(await find(owner, leaving)).toBeUndefined();
    expect(await list(owner, 'former')).toEqual([
      expect.objectContaining({ id: first.id, state: 'former', roles: ['operator'], employeeNumber: 'B-1', endedAt: expect.any(String) }),
    ]);
    const again = await invite(api, owner, { email: leaving.email, employeeNumber: 'B-1', roles: ['manager'] });
    expect(again.status).toBe(201);
    expect(again.body.id).not.toBe(first.id);
    expect((await join(api, again.body.code)).status).toBe(201);
    expect(await find(owner, leaving)).toMatchObject({ id: again.body.id, state: 'member', roles: ['manager'], name: 'Member' });
    expect(await list(owner, 'former')).toEqual([]);
    // What ended with the first membership does not come back with the second.
    for (const on of [api, replica]) expect((await me(on, leaving.token)).status).toBe(401);
    await end(owner, again.body);
    expect((await list(owner, 'former')).map(({ id }) => id)).toEqual([again.body.id]);
  });

  it('who is the last that may manage members can neither step back nor leave', async () => {
    const only = await find(owner, owner);
    expect(only.self).toBe(true);
    const tries = [() => change(owner, only, { roles: ['manager'] }), () => end(owner, only)];
    for (const attempt of tries) expect((await attempt()).body).toMatchObject({ status: 409, type: '/problems/workspace/last-manager' });
    // Nobody manages by having been invited.
    await invite(api, owner, { roles: ['owner'] });
    expect((await end(owner, only)).status).toBe(409);
    await member(api, owner.organisationId, ['owner']);
    expect((await change(owner, only, { roles: ['manager'] })).status).toBe(200);
    expect((await end(owner, only)).status).toBe(403);
  });

  it('cannot all step back at the same moment', async () => {
    const others = await Promise.all(Array.from({ length: 3 }, () => member(api, owner.organisationId, ['owner'])));
    const all = [owner, ...others];
    const targets = await Promise.all(all.map((person) => find(owner, person)));
    const replies = await Promise.all(
      all.map((person, place) =>
        place % 2
          ? end(person, targets[(place + 1) % all.length])
          : change(person, targets[(place + 1) % all.length], { roles: ['operator'] }),
      ),
    );
    const left = await asAdmin(
      api.database,
      async (client) =>
        (
          await client.query(
            "select 1 from workspace.membership join platform.tenant using (tenant_id) where organisation_id = $1 and 'owner' = any(roles) and ended_at is null",
            [owner.organisationId],
          )
        ).rowCount,
    );
    expect(left).toBeGreaterThanOrEqual(1);
    expect(replies.filter(({ status }) => status < 300)).toHaveLength(4 - (left ?? 0));
  });

  it('are given no permission that the giver does not have', async () => {
    const clerk = await member(api, owner.organisationId, ['administrator']);
    const beyond = await invite(api, clerk, { roles: ['administrator', 'owner'] });
    expect(beyond.body).toMatchObject({
      status: 403,
      type: '/problems/workspace/role-beyond',
      errors: [{ pointer: '/roles/1', code: 'beyond' }],
    });
    expect((await invite(api, clerk, { roles: ['administrator'] })).status).toBe(201);
    const self = await find(clerk, clerk);
    expect((await change(clerk, self, { roles: ['administrator', 'operator'] })).status).toBe(403);
    // What somebody has already is not given: their number can be changed, and roles can be taken away.
    const operator = await find(owner, await member(api, owner.organisationId, ['operator', 'manager']));
    const numbered = await change(clerk, operator, { employeeNumber: `C-${nextNumber()}`, roles: ['operator', 'manager'] });
    expect(numbered.status).toBe(200);
    expect((await change(clerk, numbered.body, { roles: ['operator'] })).status).toBe(200);
    expect((await change(clerk, { ...operator, version: operator.version + 2 }, { roles: ['manager'] })).status).toBe(403);
  });

  it('sign in somehow: a number is one member’s, and is not taken from whom has nothing else', async () => {
    const [first, second] = [
      await invite(api, owner, { employeeNumber: 'D-1' }),
      await invite(api, owner, { email: undefined, employeeNumber: 'D-2' }),
    ];
    expect((await change(owner, first.body, { employeeNumber: 'D-2' })).body).toMatchObject({
      status: 409,
      errors: [{ pointer: '/employeeNumber', code: 'taken' }],
    });
    expect((await change(owner, second.body, { employeeNumber: null })).body).toMatchObject({
      status: 400,
      errors: [{ pointer: '/employeeNumber', code: 'needed' }],
    });
    expect((await change(owner, first.body, { employeeNumber: null })).body).toMatchObject({ employeeNumber: null });
    // A number belongs to an organisation.
    expect((await invite(api, await api.organisation(), { employeeNumber: 'D-2' })).status).toBe(201);
  });

  it('without an e-mail address may get their first password from the administrator, and no one else may', async () => {
    const password = 'first password of a worker';
    const number = `E-${nextNumber()}`;
    const made = await invite(api, owner, { email: undefined, employeeNumber: number, password });
    expect(made.body).toMatchObject({ state: 'member', code: null, codeExpiresAt: null, employeeNumber: number });
    const { companyCode } = (await api.request<{ organisation: { companyCode: string } }>('GET', '/api/me', { token: owner.token })).body
      .organisation;
    expect((await api.request('POST', '/api/sessions', { body: { companyCode, employeeNumber: number, password } })).status).toBe(201);
    expect((await invite(api, owner, { password })).body).toMatchObject({
      status: 400,
      errors: [{ pointer: '/password', code: 'beside-email' }],
    });
    const again = await invite(api, owner, { email: undefined, employeeNumber: number, password });
    expect(again.body).toMatchObject({ status: 409, errors: [{ pointer: '/employeeNumber', code: 'taken' }] });
  });
});
