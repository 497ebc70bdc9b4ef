import { platformProblems } from '@maru/platform';
import { type ApiUnderTest, type TestPerson } from '../support/api-under-test';
import { apiWithProbe, entriesWithProbe } from '../support/house-under-test';

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('a problem', () => {
  let api: ApiUnderTest;
  let owner: TestPerson;

  beforeAll(async () => {
    api = await apiWithProbe();
    owner = await api.organisation({ modules: ['probe'] });
  });
  afterAll(() => api.close());

  const refused = (headers: Record<string, string> = {}) =>
    api.request('POST', '/api/workspace/sites', {
      token: owner.token,
      body: { name: 'x'.repeat(101), businessRegistrationNumber: '1' },
      headers,
    });

  it('has the shape of RFC 9457 and the id under which the request is logged', async () => {
    const { status, headers, body } = await refused({ 'accept-language': 'en' });
    expect(status).toBe(400);
    expect(headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(headers.get('content-language')).toBe('en');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(body).toEqual({
      type: '/problems/platform/invalid-input',
      title: platformProblems.invalidInput.title.en,
      status: 400,
      requestId: headers.get('request-id'),
      errors: [
        { pointer: '/name', code: 'maxLength', detail: expect.stringContaining('100') },
        { pointer: '/businessRegistrationNumber', code: 'isBusinessRegistrationNumber', detail: expect.stringMatching(/10 digits/) },
      ],
    });
    expect(body.requestId).toMatch(ID);
  });

  it.each([
    [undefined, 'ko'],
    ['ko-KR,ko;q=0.9,en;q=0.8', 'ko'],
    ['en', 'en'],
    ['en-GB,ko;q=0.5', 'en'],
    ['fr,de', 'ko'],
    ['fr,en;q=0.3', 'en'],
    ['en;q=0', 'ko'],
    ['*', 'ko'],
    [';;q=,,,\u00e9;q=x', 'ko'],
  ])('speaks, asked for %s, %s', async (language, expected) => {
    const { headers, body } = await refused(language === undefined ? {} : { 'accept-language': language });
    expect(headers.get('content-language')).toBe(expected);
    expect(body.title).toBe(platformProblems.invalidInput.title[expected as 'ko' | 'en']);
  });

  it('is explained on a page of its own, in both languages', async () => {
    const types = entriesWithProbe.flatMap(({ problems }) => Object.values(problems));
    for (const { type, title, status } of [...Object.values(platformProblems), ...types]) {
      const page = await api.request('GET', `/problems/${type}`);
      expect([type, page.status, page.headers.get('content-type')]).toEqual([type, 200, 'text/html; charset=utf-8']);
      for (const said of [title.ko, title.en, String(status)]) expect(page.text).toContain(said);
    }
    expect((await api.request('GET', '/problems/platform/none')).status).toBe(404);
  });

  it.each([
    ['GET', '/api/none', 404, 'not-found'],
    ['GET', '/nowhere', 404, 'not-found'],
    ['GET', '/api/workspace/sites/', 404, 'not-found'],
    ['DELETE', '/api/workspace/sites', 404, 'not-found'],
    ['GET', '/api/fems/../workspace/%2e%2e/none', 404, 'not-found'],
    ['GET', '/api/workspace/sites/%', 404, 'not-found'],
    ['GET', '/api/workspace/sites/%ff%fe', 404, 'not-found'],
    ['GET', `/api/workspace/sites/${'a'.repeat(300)}`, 404, 'not-found'],
    ['GET', '/api/workspace/sites/not-an-id', 400, 'invalid-input'],
    ['OPTIONS', '/api/workspace/sites', 404, 'not-found'],
    ['TRACE', '/api/workspace/sites', 404, 'not-found'],
  ])('answers %s %s with %i', async (method, path, status, type) => {
    // Some of it fetch would not send.
    const reply = method === 'TRACE' ? await raw(api, method, path, owner.token) : await api.request(method, path, { token: owner.token });
    expect(reply.status).toBe(status);
    expect(reply.body).toMatchObject({ type: `/problems/platform/${type}`, status });
  });

  it('comes for depth that a walk of the body would not survive, to a stranger and with an idempotency key', async () => {
    const deep = `${'['.repeat(3_000)}12345678901234567890${']'.repeat(3_000)}`;
    const stranger = await api.request('POST', '/api/sessions', { raw: deep });
    expect(stranger.status).toBe(400);
    const deeper = `{"name":${'['.repeat(20_000)}${']'.repeat(20_000)}}`;
    const kept = await api.request('POST', '/api/workspace/sites', {
      token: owner.token,
      raw: deeper,
      headers: { 'idempotency-key': 'deep' },
    });
    expect(kept.status).toBe(400);
  });

  it('of ours tells nothing of its cause', async () => {
    const hidden = await api.request('POST', '/api/probe/runs', {
      token: owner.token,
      body: { steps: ['swallow'], mark: 'x' },
      headers: { 'accept-language': 'en' },
    });
    expect(hidden.status).toBe(500);
    expect(hidden.body).toEqual({
      type: '/problems/platform/internal',
      title: platformProblems.internal.title.en,
      status: 500,
      requestId: hidden.headers.get('request-id'),
    });
  });

  it('comes for a head that no server would read too', async () => {
    const long = await api.request('GET', '/api/me', { headers: { 'x-long': 'a'.repeat(20_000) } });
    expect(long.status).toBeGreaterThanOrEqual(400);
    expect(long.status).toBeLessThan(500);
    // The process still serves.
    expect((await api.request('GET', '/livez')).status).toBe(200);
  });
});

async function raw(api: ApiUnderTest, method: string, path: string, token: string) {
  const { request } = await import('node:http');
  return new Promise<{ status: number; body: unknown }>((resolve, reject) => {
    const sent = request(api.url + path, { method, headers: { authorization: `Bearer ${token}` } }, (reply) => {
      const chunks: Buffer[] = [];
      reply.on('data', (chunk) => chunks.push(chunk));
      reply.on('end', () => resolve({ status: reply.statusCode ?? 0, body: JSON.parse(Buffer.concat(chunks).toString() || '{}') }));
    });
    sent.on('error', reject);
    sent.end();
  });
}
