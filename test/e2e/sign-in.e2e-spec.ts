import { eventually } from '@maru/platform/testing';
import { ApiUnderTest, PASSWORD } from '../support/api-under-test';

describe('sign-in', () => {
  let api: ApiUnderTest;
  beforeAll(async () => {
    api = await ApiUnderTest.start();
  });
  afterAll(() => api.close());

  it('by e-mail, or by company code and employee number', async () => {
    const owner = await api.organisation();
    const me = await api.request<{ organisation: { companyCode: string } }>('GET', '/api/me', { token: owner.token });
    expect(me.status).toBe(200);
    const { companyCode } = me.body.organisation;
    const byNumber = await api.request('POST', '/api/sessions', { body: { companyCode, employeeNumber: '1', password: PASSWORD } });
    expect(byNumber.status).toBe(201);
    expect(byNumber.headers.get('set-cookie')).toMatch(/^maru_session=\S+; Path=\/; HttpOnly; SameSite=Lax; Expires=/);
  });

  it('leaves a cookie that script may read and that says no more than that there is a session, until sign-out', async () => {
    const { email } = await api.organisation();
    const signedIn = await api.request<{ token: string }>('POST', '/api/sessions', { body: { email, password: PASSWORD } });
    const [session, hint] = signedIn.headers.getSetCookie();
    expect(hint.replace('maru_signed_in=1', `maru_session=${signedIn.body.token}`)).toBe(session.replace(' HttpOnly;', ''));
    const signedOut = await api.request('DELETE', '/api/sessions/current', { token: signedIn.body.token });
    expect(signedOut.headers.getSetCookie()).toEqual([
      'maru_session=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0',
      'maru_signed_in=; Path=/; SameSite=Lax; Max-Age=0',
    ]);
  });

  it('answers alike for a wrong password and for nobody, and locks both alike', async () => {
    const owner = await api.organisation();
    const tryAs = (email: string) => api.request('POST', '/api/sessions', { body: { email, password: 'wrong' } });
    const [real, nobody] = [await tryAs(owner.email), await tryAs('nobody@nowhere.example')];
    expect(real.status).toBe(401);
    expect({ ...real.body, requestId: '' }).toEqual({ ...nobody.body, requestId: '' });
    for (let i = 0; i < 4; i++) {
      await tryAs(owner.email);
      await tryAs('nobody@nowhere.example');
    }
    const [lockedReal, lockedNobody] = [await tryAs(owner.email), await tryAs('nobody@nowhere.example')];
    expect([lockedReal.status, lockedNobody.status]).toEqual([429, 429]);
    expect(Number(lockedReal.headers.get('retry-after'))).toBeGreaterThan(800);
    // While it is locked the right password does not open either.
    expect((await api.request('POST', '/api/sessions', { body: { email: owner.email, password: PASSWORD } })).status).toBe(429);
  });

  it('counts forty tries at once as forty tries', async () => {
    const owner = await api.organisation();
    const replies = await Promise.all(
      Array.from({ length: 40 }, () => api.request('POST', '/api/sessions', { body: { email: owner.email, password: 'wrong' } })),
    );
    expect(replies.filter(({ status }) => status === 401)).toHaveLength(5);
    expect(replies.filter(({ status }) => status === 429)).toHaveLength(35);
  });

  it('lists sessions and revokes one at once on every replica', async () => {
    const owner = await api.organisation();
    const other = await api.signIn(owner.email);
    const replica = await ApiUnderTest.on(api.database);
    try {
      expect((await replica.request('GET', '/api/me', { token: other.token })).status).toBe(200);
      const list = await api.request<{ items: { id: string; current: boolean }[] }>('GET', '/api/sessions', { token: owner.token });
      expect(list.body.items.filter(({ current }) => current)).toHaveLength(1);
      const foreign = list.body.items.find(({ current }) => !current)!;
      expect((await api.request('DELETE', `/api/sessions/${foreign.id}`, { token: owner.token })).status).toBe(204);
      await eventually(async () => (await replica.request('GET', '/api/me', { token: other.token })).status === 401);
      expect((await api.request('DELETE', `/api/sessions/${foreign.id}`, { token: owner.token })).status).toBe(404);
    } finally {
      await replica.stop();
    }
  });

  it('signs out, and a changed password ends the other sessions', async () => {
    const owner = await api.organisation();
    const other = await api.signIn(owner.email);
    const changed = await api.request('PUT', '/api/me/password', {
      token: owner.token,
      body: { currentPassword: PASSWORD, newPassword: 'another long password' },
    });
    expect(changed.status).toBe(204);
    expect((await api.request('GET', '/api/me', { token: other.token })).status).toBe(401);
    expect((await api.request('DELETE', '/api/sessions/current', { token: owner.token })).status).toBe(204);
    expect((await api.request('GET', '/api/me', { token: owner.token })).status).toBe(401);
    expect((await api.signIn(owner.email, 'another long password')).token).toBeTruthy();
  });
});
