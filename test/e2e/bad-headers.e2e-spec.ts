import { ApiUnderTest, type TestPerson } from '../support/api-under-test';

/** What a client says beside its body is checked like the body: refused by its name, and never taken for something else. */
describe('a header', () => {
  let api: ApiUnderTest;
  let owner: TestPerson;
  let site: string;

  beforeAll(async () => {
    api = await ApiUnderTest.start();
    owner = await api.organisation();
    const body = { name: 'site', businessRegistrationNumber: '999-99-00010' };
    site = (await api.request<{ id: string }>('POST', '/api/workspace/sites', { token: owner.token, body })).body.id;
  });
  afterAll(() => api.close());

  const refusedBy = (pointer: string) => ({ status: 400, body: { type: '/problems/platform/invalid-input', errors: [{ pointer }] } });
  const rename = (headers: Record<string, string>) =>
    api.request('PATCH', `/api/workspace/sites/${site}`, { token: owner.token, body: { name: 'other' }, headers });

  it('of a credential is described where a route asks for one, and the key of a repeated request with what takes it', async () => {
    interface Operation {
      security?: object[];
      parameters?: { name: string }[];
    }
    const { body } = await api.request<{ security: object[]; paths: Record<string, Record<string, Operation>> }>(
      'GET',
      '/api/openapi.json',
    );
    expect(body.security).toEqual([{ bearer: [] }, { cookie: [] }]);
    for (const { method, path, access } of api.routes.filter((route) => route.path.startsWith('/api/'))) {
      const operation = body.paths[path.replace(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()];
      if (!operation) continue; // the description does not describe itself
      const isPublic = access.kind === 'public';
      expect([method, path, operation.security]).toEqual([method, path, isPublic ? [] : undefined]);
      const takesKey = operation.parameters?.some(({ name }) => name === 'Idempotency-Key') ?? false;
      expect([method, path, takesKey]).toEqual([method, path, method === 'POST' && !isPublic]);
    }
  });

  it.each(['abc', '*', '"1e400"', '"-1"', '""'])(
    'If-Match: %s is no version, which is not to say that somebody changed it',
    async (version) => {
      expect(await rename({ 'if-match': version })).toMatchObject(refusedBy('If-Match'));
    },
  );

  it.each([
    ['Maru-Site', 'x'],
    ['Maru-Cause', 'click'],
    ['Idempotency-Key', 'a b'],
  ])('%s: %s is refused by its name', async (name, value) => {
    const made = { token: owner.token, body: { name: 'more', businessRegistrationNumber: '999-99-00010' }, headers: { [name]: value } };
    expect(await api.request('POST', '/api/workspace/sites', made)).toMatchObject(refusedBy(name));
  });
});
