import { ApiUnderTest, PASSWORD, type TestPerson } from '../support/api-under-test';
import { SITE } from '../support/estate';
import { usageRows } from '../support/usage-rows';

describe('a request by cookie', () => {
  let api: ApiUnderTest;
  let owner: TestPerson;
  let cookie: string;

  beforeAll(async () => {
    api = await ApiUnderTest.start();
    owner = await api.organisation();
    cookie = `maru_session=${owner.token}`;
  });
  afterAll(() => api.close());

  const change = (headers: Record<string, string>) =>
    api.request('POST', '/api/workspace/sites', { body: { name: Math.random().toString(36), ...SITE }, headers });

  it.each([
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['a sibling of our site', { 'sec-fetch-site': 'same-site' }],
    ['another origin', { origin: 'https://evil.example' }],
    ['a page without an origin', { origin: 'null' }],
    ['another port of this host', { origin: 'http://127.0.0.1:1' }],
  ])('is refused when a page of %s sent it', async (_page, headers) => {
    const reply = await change({ cookie, ...(headers as Record<string, string>) });
    expect([reply.status, reply.body.type]).toEqual([403, '/problems/platform/foreign-origin']);
  });

  it.each([
    ['by our own page', () => ({ 'sec-fetch-site': 'same-origin' })],
    ['by hand', () => ({ 'sec-fetch-site': 'none' })],
    ['by our own page in an old browser', () => ({ origin: api.url })],
  ])('is taken when it was sent %s', async (_by, headers) => {
    expect((await change({ cookie, ...(headers() as Record<string, string>) })).status).toBe(201);
  });

  it('may read from wherever a link leads here', async () => {
    expect((await api.request('GET', '/api/me', { headers: { cookie, 'sec-fetch-site': 'cross-site' } })).status).toBe(200);
  });

  it('is told from one by token, which no page sends along by itself', async () => {
    expect((await change({ authorization: `Bearer ${owner.token}`, 'sec-fetch-site': 'cross-site' })).status).toBe(201);
    expect((await change({ authorization: 'Bearer nonsense', cookie, 'sec-fetch-site': 'same-origin' })).status).toBe(401);
  });

  it('cannot sign somebody in from another site', async () => {
    const reply = await api.request('POST', '/api/sessions', {
      body: { email: owner.email, password: PASSWORD },
      headers: { 'sec-fetch-site': 'cross-site' },
    });
    expect([reply.status, reply.headers.get('set-cookie')]).toEqual([403, null]);
  });

  it('ends with the session, on sign-out by cookie too', async () => {
    const second = await api.signIn(owner.email);
    const reply = await api.request('DELETE', '/api/sessions/current', {
      headers: { cookie: `maru_session=${second.token}`, 'sec-fetch-site': 'same-origin' },
    });
    expect([reply.status, reply.headers.get('set-cookie')]).toEqual([204, expect.stringMatching(/^maru_session=; .*Max-Age=0/)]);
    expect((await api.request('GET', '/api/me', { headers: { cookie: `maru_session=${second.token}` } })).status).toBe(401);
  });

  it('is asked for over TLS alone where the service is', async () => {
    const secure = await ApiUnderTest.start({ PUBLIC_URL: 'https://maru.example' });
    try {
      const { email } = await secure.organisation();
      const signedIn = await secure.request('POST', '/api/sessions', { body: { email, password: PASSWORD } });
      expect(signedIn.headers.get('set-cookie')).toMatch(/; HttpOnly; SameSite=Lax; .*; Secure$/);
      const page = await secure.request('GET', '/problems/platform/not-found');
      expect(page.headers.get('strict-transport-security')).toMatch(/max-age=\d+/);
    } finally {
      await secure.close();
    }
  });
});

describe('the address of a client', () => {
  const addressOf = async (env: NodeJS.ProcessEnv, headers: Record<string, string>) => {
    const api = await ApiUnderTest.start(env);
    try {
      const owner = await api.organisation();
      const reply = await api.request('POST', '/api/workspace/sites', { token: owner.token, body: { name: 'site', ...SITE }, headers });
      const [row] = await usageRows(api.database, reply.headers.get('request-id') as string);
      return row.address;
    } finally {
      await api.close();
    }
  };

  it('is that of the connection, whatever a header says', async () => {
    expect(await addressOf({}, { 'x-forwarded-for': '203.0.113.9' })).toBe('127.0.0.1');
  });

  it('is what a trusted proxy says, and what was said to the proxy counts for nothing', async () => {
    expect(await addressOf({ TRUST_PROXY: '127.0.0.1' }, { 'x-forwarded-for': '198.51.100.1, 203.0.113.9' })).toBe('203.0.113.9');
  });

  it('is that of the connection where another proxy is trusted', async () => {
    expect(await addressOf({ TRUST_PROXY: '192.0.2.1' }, { 'x-forwarded-for': '203.0.113.9' })).toBe('127.0.0.1');
  });
});
