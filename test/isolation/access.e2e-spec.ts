import { newId } from '@maru/kernel';
import { BUILT_IN_ROLES, Catalogue, IdentityDatabase, ORGANISATION_KINDS, type OrganisationKind, type Routes } from '@maru/platform';
import { ApiUnderTest, type TestPerson } from '../support/api-under-test';
import { member } from '../support/estate';
import { asAdmin, databaseWithProbe, entriesWithProbe } from '../support/house-under-test';
import { routeInputs, subscribable } from '../support/route-inputs';
import { OCTETS } from '../support/valid-inputs';

type Route = Routes['all'][number];

const NOT_PERMITTED = '/problems/platform/not-permitted';
const NOT_SUBSCRIBED = '/problems/platform/module-not-subscribed';

/** Who may do what, derived from routes and manifests: for each route, each kind of organisation and each role. */
describe('access to every route', () => {
  let api: ApiUnderTest;
  let closed: Route[];
  /** Routes that take octets. */
  let binary: Set<string>;

  const name = ({ method, path }: Pick<Route, 'method' | 'path'>) => `${method} ${path}`;
  const call = (route: Route, token?: string, headers?: Record<string, string>) =>
    api.request(route.method, route.path.replace(/:\w+/g, newId()), {
      token,
      ...(binary.has(name(route))
        ? { raw: OCTETS, headers: { ...headers, 'content-type': 'application/octet-stream' } }
        : { body: route.method === 'GET' ? undefined : {}, headers }),
    });

  beforeAll(async () => {
    api = await ApiUnderTest.on(await databaseWithProbe({ MARU_RATE_LIMIT_PER_MINUTE: '1000000' }), entriesWithProbe);
    binary = new Set(routeInputs(api.app).flatMap((route) => (route.binary ? [name(route)] : [])));
    closed = api.routes.filter(({ access }) => access.kind !== 'public');
  });
  afterAll(() => api.close());

  it('is open to strangers for health, sign-in and one-time codes alone', () => {
    const open = api.routes.filter(({ access }) => access.kind === 'public');
    expect(open.map(name).sort()).toEqual([
      'GET /livez',
      'GET /metrics',
      'GET /readyz',
      'POST /api/one-time-codes/acceptances',
      'POST /api/one-time-codes/checks',
      'POST /api/one-time-codes/joinings',
      'POST /api/one-time-codes/password-resets',
      'POST /api/sessions',
    ]);
    const own = api.routes.filter(({ access }) => access.kind === 'signed-in');
    expect(own.map(name).sort()).toEqual([
      'DELETE /api/sessions/:id',
      'DELETE /api/sessions/current',
      'GET /api/live',
      'GET /api/me',
      'GET /api/sessions',
      'PUT /api/me/password',
    ]);
  });

  it('asks for a credential, and takes no made-up one', async () => {
    const ended = await api.organisation();
    await api.request('DELETE', '/api/sessions/current', { token: ended.token });
    const credentials: Record<string, string>[] = [
      {},
      { authorization: 'Bearer nonsense' },
      { authorization: `Bearer ${ended.token}` },
      { authorization: 'Bearer maru_dk_nonsense' },
      { authorization: `Basic ${Buffer.from('owner:password').toString('base64')}` },
      { cookie: 'maru_session=nonsense', 'sec-fetch-site': 'same-origin' },
      { cookie: `maru_session=${ended.token}`, 'sec-fetch-site': 'same-origin' },
    ];
    for (const route of closed)
      for (const headers of credentials) {
        const reply = await call(route, undefined, headers);
        expect([name(route), reply.status, reply.body.type]).toEqual([name(route), 401, '/problems/platform/not-signed-in']);
        expect(reply.headers.get('www-authenticate')).toMatch(/^Bearer/);
      }
  });

  it.each(ORGANISATION_KINDS)('gives each role in a %s what the manifests say and nothing else', async (kind: OrganisationKind) => {
    const modules = subscribable(api.app);
    const first = await api.organisation({ kind, modules: kind === 'manufacturer' ? modules : [] });
    const catalogue = api.app.get(Catalogue);
    const permitted = closed.filter(({ access }) => access.kind === 'permission');
    for (const role of BUILT_IN_ROLES) {
      const person = await member(api, first.organisationId, [role]);
      for (const route of permitted) {
        const { permission } = route.access as Extract<Route['access'], { kind: 'permission' }>;
        const definition = catalogue.permission(permission);
        const subscribed = kind === 'manufacturer' || !modules.includes(route.module ?? '');
        const held = definition?.kinds.includes(kind) && definition.roles.includes(role);
        const reply = await call(route, person.token);
        const said = [role, name(route), reply.status === 403 ? reply.body.type : 'let in'];
        expect(said).toEqual([role, name(route), subscribed ? (held ? 'let in' : NOT_PERMITTED) : NOT_SUBSCRIBED]);
        expect(reply.status).not.toBe(401);
      }
    }
  });

  it('names the permission that is missing', async () => {
    const first = await api.organisation({ modules: ['probe'] });
    const operator = await member(api, first.organisationId, ['operator']);
    const reply = await api.request('POST', '/api/probe/things', {
      token: operator.token,
      body: { name: 'x' },
      headers: { 'accept-language': 'en' },
    });
    expect(reply.body).toMatchObject({ status: 403, detail: 'Permission needed: Add things' });
  });

  it('is given by every permission to somebody', () => {
    const asked = new Set(closed.map(({ access }) => (access.kind === 'permission' ? access.permission : '')));
    const { manifests } = api.app.get(Catalogue);
    expect(manifests.flatMap(({ permissions }) => permissions.map(({ id }) => id)).filter((id) => !asked.has(id))).toEqual([]);
  });

  describe('by a device key', () => {
    let owner: TestPerson;
    let office: TestPerson;
    const newKey = async (scopes: readonly string[], { token } = owner, endsAt?: string) =>
      (
        await api.request<{ id: string; key: string }>('POST', '/api/workspace/device-keys', {
          token,
          body: { name: 'key', scopes, endsAt },
        })
      ).body;

    beforeAll(async () => {
      owner = await api.organisation({ modules: subscribable(api.app) });
      office = await api.organisation({ kind: 'programmeOffice' });
    });

    it('reaches its scope and nothing else', async () => {
      const { manifests } = api.app.get(Catalogue);
      const carried = manifests.flatMap(({ permissions }) => permissions.filter(({ device }) => device));
      expect(carried.map(({ id }) => id)).toEqual(
        expect.arrayContaining(['fems.reading.ingest', 'probe.thing.write', 'programme.evidence.pull']),
      );
      for (const { id: scope, kinds } of carried) {
        const ofOffice = kinds.includes('programmeOffice');
        const { key } = ofOffice ? await newKey([scope], office, '2099-12-31T00:00:00Z') : await newKey([scope]);
        const isReached = (route: (typeof closed)[number]) => !ofOffice || !subscribable(api.app).includes(route.module ?? '');
        for (const route of closed.filter(isReached)) {
          const held = route.access.kind === 'permission' && route.access.permission === scope;
          const reply = await call(route, key);
          expect([scope, name(route), reply.status === 403 ? reply.body.type : 'let in']).toEqual([
            scope,
            name(route),
            held ? 'let in' : NOT_PERMITTED,
          ]);
        }
      }
    });

    it('cannot be made with a permission that no device may carry, or that its maker lacks', async () => {
      const make = (token: string, scopes: string[]) =>
        api.request('POST', '/api/workspace/device-keys', { token, body: { name: 'key', scopes } });
      for (const scope of ['workspace.member.write', 'probe.thing.read', 'no.such.scope'])
        expect((await make(owner.token, [scope])).body).toMatchObject({
          status: 400,
          errors: [{ pointer: '/scopes/0', code: 'unknown-scope' }],
        });
    });

    it('is shown once and kept as a hash', async () => {
      const { key } = await newKey(['probe.thing.write']);
      const listed = await api.request('GET', '/api/workspace/device-keys', { token: owner.token });
      expect(listed.text).not.toContain(key);
      const kept = await asAdmin(
        api.database,
        async (client) =>
          (await client.query("select device_key::text || encode(secret_hash, 'escape') as row from workspace.device_key")).rows,
      );
      expect(JSON.stringify(kept)).not.toContain(key.slice('maru_dk_'.length));
    });
  });

  it("is taken from a session whose person's membership ended", async () => {
    const first = await api.organisation();
    const leaving = await member(api, first.organisationId, ['manager']);
    expect((await api.request('GET', '/api/workspace/members', { token: leaving.token })).status).toBe(200);
    const identity = api.app.get(IdentityDatabase);
    await identity.query(
      'update workspace.membership set ended_at = now() where person_id = (select person_id from workspace.person where email = $1)',
      [leaving.email],
    );
    const replica = await ApiUnderTest.on(api.database, entriesWithProbe);
    try {
      expect((await replica.request('GET', '/api/workspace/members', { token: leaving.token })).status).toBe(401);
    } finally {
      await replica.stop();
    }
  });
});
