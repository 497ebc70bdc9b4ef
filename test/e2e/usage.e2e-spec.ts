import { commitment, parseCanonical } from '@maru/evidence';
import { IdentityDatabase } from '@maru/platform';
import { eventually } from '@maru/platform/testing';
import { addressOf, MAKERS, openWorld, placeOf, type World } from '../isolation/makers';
import { type ApiUnderTest, PASSWORD, type Reply } from '../support/api-under-test';
import { member } from '../support/estate';
import { apiWithProbe, asAdmin } from '../support/house-under-test';
import { routeInputs } from '../support/route-inputs';
import { type UsageRow, usageRows } from '../support/usage-rows';
import { type Cast, cast, senderOf, VALID_INPUTS } from '../support/valid-inputs';

const BY_METHOD: Readonly<Record<string, string>> = { GET: 'read', POST: 'create', PUT: 'update', PATCH: 'update', DELETE: 'delete' };
/** Routes whose method does not say what they are; null is no action at all. */
const OTHERWISE: Readonly<Record<string, string | null>> = {
  'POST /api/sessions': 'sign-in',
  'DELETE /api/sessions/current': 'sign-out',
  'GET /api/me': null,
  'POST /api/one-time-codes/checks': null,
  // A file is one action however many parts it has; of the one here it was said before that it is complete.
  'POST /api/workspace/files': null,
  'PUT /api/workspace/files/:id/parts/:number': null,
  'POST /api/workspace/files/:id/completion': null,
  // It corrects what is there.
  'POST /api/fems/reading-imports/:id/withdrawal': 'update',
};
const INPUT = { 'maru-cause': 'input' };

describe('the usage log', () => {
  let api: ApiUnderTest;
  let world: World;
  let people: Cast;

  beforeAll(async () => {
    api = await apiWithProbe();
    world = await openWorld(api);
    people = await cast(api, world.own);
  });
  afterAll(() => api.close());

  const requestId = (reply: Reply<unknown>) => reply.headers.get('request-id') as string;
  const only = async (reply: Reply<unknown>): Promise<UsageRow> => {
    await eventually(async () => (await usageRows(api.database, requestId(reply))).length > 0);
    const rows = await usageRows(api.database, requestId(reply));
    expect(rows).toHaveLength(1);
    return rows[0];
  };
  /** Everything that was gathered before has been written: a read that comes later is there. */
  const settled = async () => only(await api.request('GET', '/api/workspace/sites', { token: world.own.owner.token, headers: INPUT }));

  it('has one event for each action on each route, of the right kind, with what was sent or received', async () => {
    const routes = routeInputs(api.app).filter(({ path, endless }) => path.startsWith('/api/') && !endless);
    const expected = new Map<string, { route: string; logged: object[] }>();
    // What signs out or deletes comes last, so that everything is there for the others.
    for (const { method, path, parameters, module, binary } of routes.sort(
      (a, b) => Number(a.method === 'DELETE') - Number(b.method === 'DELETE'),
    )) {
      const route = `${method} ${path}`;
      const made = parameters.length > 0 ? await MAKERS[placeOf(path)](world, path) : null;
      const sender =
        made?.holder ?? (route === 'DELETE /api/sessions/current' ? await api.signIn(world.own.owner.email) : senderOf(path, people));
      const { body, query, raw } = VALID_INPUTS[route]?.(people) ?? {};
      const address = addressOf(path, made?.id ?? '') + (query ? `?${new URLSearchParams(query)}` : '');
      const version =
        (method === 'PATCH' || method === 'PUT') && made?.change
          ? (await api.request<{ version: number }>('GET', addressOf(placeOf(path), made.id), { token: sender.token })).body.version
          : 0;
      const text = body && JSON.stringify(body);
      const type: Record<string, string> = binary ? { 'content-type': 'application/octet-stream' } : {};
      const token = route === 'POST /api/sessions' ? undefined : sender.token;
      const reply = await api.request(method, address, {
        token,
        raw: raw ?? text,
        // What is counted are the octets that leave, and here they are compared with the text.
        headers: { ...INPUT, ...type, 'if-match': String(version), 'accept-encoding': 'identity' },
      });
      expect([route, [200, 201, 204].includes(reply.status) || reply.text]).toEqual([route, true]);
      const kind = route in OTHERWISE ? OTHERWISE[route] : BY_METHOD[method];
      const octets = Buffer.byteLength(kind === 'read' ? reply.text : (text ?? ''));
      const logged = { kind, cause: 'input', module, resource: path.replace('/api/', ''), bytes: String(octets) };
      expected.set(requestId(reply), { route, logged: kind === null ? [] : [logged] });
    }
    await settled();
    for (const [id, { route, logged }] of expected) {
      const found = (await usageRows(api.database, id)).map(({ kind, cause, module, resource, bytes }) => ({
        kind,
        cause,
        module,
        resource,
        bytes,
      }));
      expect([route, found]).toEqual([route, logged]);
    }
  });

  it.each([
    ['input', { 'maru-cause': 'input' }],
    ['automatic', { 'maru-cause': 'automatic' }],
    ['automatic', {}],
  ])('takes a read for %s when it comes with %p', async (cause, headers) => {
    const reply = await api.request('GET', '/api/workspace/sites', {
      token: world.own.owner.token,
      headers: headers as Record<string, string>,
    });
    expect(await only(reply)).toMatchObject({ kind: 'read', cause });
  });

  it.each(['person', 'device'])('takes no read that says it comes of a %s: what it is would be guessed', async (said) => {
    const reply = await api.request('GET', '/api/workspace/sites', { token: world.own.owner.token, headers: { 'maru-cause': said } });
    expect(reply).toMatchObject({ status: 400, body: { errors: [{ pointer: 'Maru-Cause' }] } });
  });

  describe('the site that somebody works for', () => {
    const read = async ({ token }: { token: string }, headers: Record<string, string> = {}) =>
      api.request<{ items: { id: string }[] }>('GET', '/api/workspace/sites', { token, headers: { ...INPUT, ...headers } });
    const siteOf = async (reply: Reply<unknown>) => {
      const row = await only(reply);
      const parsed = parseCanonical(row.canonical);
      if (!parsed.ok || parsed.event.v !== 2) throw new Error('not an event of version 2');
      expect(row.site_id).toBe(parsed.event.site);
      return parsed.event.site;
    };

    it('is the only one, then the one that is said, and is not known where of several none is said', async () => {
      const owner = await api.organisation();
      const site = (name: string) => ({ name, businessRegistrationNumber: '123-45-67891' });
      const add = async (name: string) =>
        (await api.request<{ id: string }>('POST', '/api/workspace/sites', { token: owner.token, body: site(name) })).body.id;
      expect(await siteOf(await read(owner))).toBeNull();
      const first = await add('본사');
      expect(await siteOf(await read(owner))).toBe(first);
      const second = await add('둘째 공장');
      expect(await siteOf(await read(owner))).toBeNull();
      expect(await siteOf(await read(owner, { 'maru-site': second.toUpperCase() }))).toBe(second);
      const signedIn = await api.request('POST', '/api/sessions', {
        body: { email: owner.email, password: PASSWORD },
        headers: { 'maru-site': second },
      });
      expect(await siteOf(signedIn)).toBe(second);
    });

    it("is refused when it is another organisation's, and at sign-in not known", async () => {
      const { owner } = world.own;
      const [foreign] = (await read(world.other.owner)).body.items;
      expect((await read(owner, { 'maru-site': foreign.id })).status).toBe(400);
      const signedIn = await api.request('POST', '/api/sessions', {
        body: { email: owner.email, password: PASSWORD },
        headers: { 'maru-site': foreign.id },
      });
      expect(signedIn.status).toBe(201);
      expect(await siteOf(signedIn)).not.toBe(foreign.id);
    });
  });

  it('takes what a device does for what it is, whatever it says of itself', async () => {
    const { deviceKey, sourceId, pointId } = world.other;
    const readings = [{ pointId, at: '2026-02-01T00:00:00+09:00', value: 1 }];
    const reply = await api.request('POST', '/api/fems/readings', { token: deviceKey, body: { sourceId, readings }, headers: INPUT });
    expect(reply.status).toBe(200);
    const row = await only(reply);
    expect(row).toMatchObject({ kind: 'create', cause: 'device', person_id: null });
    const parsed = parseCanonical(row.canonical);
    expect(parsed.ok && parsed.event.person).toBeNull();
  });

  it('holds nothing of what was refused', async () => {
    const { token } = world.own.owner;
    const operator = await member(api, world.own.owner.organisationId, ['operator']);
    const refused = [
      await api.request('POST', '/api/workspace/sites', { token, body: { name: '' }, headers: INPUT }),
      await api.request('POST', '/api/workspace/sites', { token: operator.token, body: {}, headers: INPUT }),
      await api.request('GET', '/api/workspace/sites/00000000-0000-7000-8000-000000000000', { token, headers: INPUT }),
      await api.request('POST', '/api/workspace/subscription-changes', { token, body: { module: 'fems', kind: 'start' }, headers: INPUT }),
      await api.request('PATCH', `/api/workspace/sites/${world.own.siteId}`, { token, body: {}, headers: { ...INPUT, 'if-match': '99' } }),
      await api.request('POST', '/api/sessions', { body: { email: 'nobody@nowhere.example', password: 'wrong' }, headers: INPUT }),
      await api.request('POST', '/api/probe/runs', { token, body: { steps: ['write', 'throw'], mark: 'x' }, headers: INPUT }),
    ];
    expect(refused.map(({ status }) => status)).toEqual([400, 403, 404, 409, 412, 401, 409]);
    await settled();
    for (const reply of refused) expect(await usageRows(api.database, requestId(reply))).toEqual([]);
  });

  it('holds bytes that parse and say what the columns say', async () => {
    await settled();
    const rows = await usageRows(api.database);
    expect(rows.length).toBeGreaterThan(40);
    for (const row of rows) {
      const parsed = parseCanonical(row.canonical);
      if (!parsed.ok) throw new Error(`${row.event_id}: ${parsed.reason}`);
      const { event } = parsed;
      expect(event).toEqual({
        v: 2,
        id: row.event_id,
        organisation: row.organisation_id,
        at: row.occurred_at.getTime(),
        kind: row.kind,
        cause: row.cause,
        module: row.module,
        resource: row.resource,
        bytes: Number(row.bytes),
        request: row.request_id,
        simulated: row.simulated,
        person: row.person_id && commitment(row.salt as Buffer, 'person', row.person_id),
        address: row.address && commitment(row.salt as Buffer, 'address', row.address),
        site: row.site_id,
      });
    }
    expect(new Set(rows.map(({ salt }) => salt?.toString('hex'))).size).toBe(rows.length);
  });

  it('names person and address in the side row alone, which can be erased without touching the event', async () => {
    const { body } = await api.request<{ version: number }>('GET', `/api/probe/things/${world.own.thingId}`, {
      token: world.own.owner.token,
    });
    const reply = await api.request('PATCH', `/api/probe/things/${world.own.thingId}`, {
      token: world.own.owner.token,
      body: { name: 'known' },
      headers: { 'if-match': String(body.version) },
    });
    expect(reply.status).toBe(200);
    const row = await only(reply);
    expect(row.address).toBe('127.0.0.1');
    expect(row.canonical.toString()).not.toContain(row.person_id);
    expect(row.canonical.toString()).not.toContain('127.0.0.1');
    const columns = await asAdmin(
      api.database,
      async (client) =>
        (await client.query('select event::text as text from platform.usage_event event where event_id = $1', [row.event_id])).rows,
    );
    expect(columns[0].text).not.toContain(row.person_id);
    await asAdmin(api.database, (client) => client.query('delete from platform.usage_event_person where event_id = $1', [row.event_id]));
    const erased = await only(reply);
    expect(erased).toMatchObject({ person_id: null, address: null, salt: null });
    expect(erased.canonical.equals(row.canonical)).toBe(true);
    expect(parseCanonical(erased.canonical).ok).toBe(true);
    const listed = await api.request<{ items: { id: string; person: string | null; address: string | null }[] }>(
      'GET',
      '/api/workspace/usage-events?limit=1000',
      { token: world.own.owner.token },
    );
    expect(listed.body.items.find(({ id }) => id === row.event_id)).toMatchObject({ person: null, address: null });
  });

  it('shows the office commitments and no people', async () => {
    const { holder, id } = await MAKERS['/api/workspace/granted-companies/:organisationId'](world, '');
    const seen = await api.request<{ items: { personCommitment: string }[] }>(
      'GET',
      `/api/workspace/granted-companies/${id}/usage-events?limit=1000`,
      { token: holder.token },
    );
    expect(seen.status).toBe(200);
    expect(seen.body.items.filter(({ personCommitment }) => /^[0-9a-f]{64}$/.test(personCommitment ?? '')).length).toBeGreaterThan(10);
    expect(seen.text).not.toContain('127.0.0.1');
    const [{ person_id }] = await api.app
      .get(IdentityDatabase)
      .query<{ person_id: string }>('select person_id from workspace.person where email = $1', [world.own.owner.email]);
    expect(seen.text).not.toContain(person_id);
  });

  it('says of a simulated organisation that it is, in row and bytes, and cannot be made to lie', async () => {
    const simulated = await api.organisation({ simulated: true });
    await api.request('POST', '/api/workspace/sites', {
      token: simulated.token,
      body: VALID_INPUTS['POST /api/workspace/sites'](people).body,
    });
    const real = world.own.owner.organisationId;
    const rows = await usageRows(api.database);
    const of = (organisationId: string) => rows.filter((row) => row.organisation_id === organisationId);
    expect(of(simulated.organisationId).length).toBeGreaterThanOrEqual(2);
    for (const row of rows) {
      expect(row.simulated).toBe(row.organisation_id === simulated.organisationId);
      const parsed = parseCanonical(row.canonical);
      expect(parsed.ok && parsed.event.simulated).toBe(row.simulated);
    }
    for (const [row] of [of(simulated.organisationId), of(real)])
      await asAdmin(api.database, async (client) => {
        await client.query('begin');
        await client.query(`set local role maru_app; set local app.tenant_id = '${row.tenant_id}'`);
        // What the row says follows from the organisation's number, and nobody can say otherwise.
        const lie = `insert into platform.usage_event (tenant_id, event_id, occurred_at, kind, cause, module, resource, bytes, request_id, canonical, simulated)
          select tenant_id, gen_random_uuid(), occurred_at, kind, cause, module, resource, bytes, request_id, canonical, not simulated
          from platform.usage_event where tenant_id = $1 and event_id = $2`;
        await expect(client.query(lie, [row.tenant_id, row.event_id])).rejects.toMatchObject({ code: '428C9' });
        await client.query('rollback');
      });
  });

  it('logs a sign-in by either way, with the session it opened', async () => {
    const { companyCode } = (
      await api.request<{ organisation: { companyCode: string } }>('GET', '/api/me', { token: world.other.owner.token })
    ).body.organisation;
    const body = { companyCode, employeeNumber: '1', password: PASSWORD };
    const byItself = await api.request('POST', '/api/sessions', { body, headers: { 'maru-cause': 'automatic' } });
    expect(await only(byItself)).toMatchObject({ kind: 'sign-in', cause: 'automatic' });
    const reply = await api.request('POST', '/api/sessions', { body });
    expect(await only(reply)).toMatchObject({
      kind: 'sign-in',
      cause: 'input',
      organisation_id: world.other.owner.organisationId,
      address: '127.0.0.1',
    });
  });
});
