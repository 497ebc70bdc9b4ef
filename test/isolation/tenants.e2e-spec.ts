import { newId } from '@maru/kernel';
import type { ApiUnderTest } from '../support/api-under-test';
import { grantedOffice } from '../support/estate';
import { apiWithProbe } from '../support/house-under-test';
import { type RouteInputs, routeInputs, subscribable } from '../support/route-inputs';
import { cast, senderOf, VALID_INPUTS } from '../support/valid-inputs';
import { addressOf, MAKERS, openWorld, placeOf, REFERENCES, type World } from './makers';

const nameOf = ({ method, path }: Pick<RouteInputs, 'method' | 'path'>) => `${method} ${path}`;
const queryOf = (query: Record<string, string> = {}) => (Object.keys(query).length ? `?${new URLSearchParams(query)}` : '');

/** Generated from the routes of every module, one of which was added for the tests: what one organisation has is nothing to another. */
describe('between organisations', () => {
  let api: ApiUnderTest;
  let world: World;
  let routes: RouteInputs[];

  beforeAll(async () => {
    api = await apiWithProbe();
    routes = routeInputs(api.app);
    world = await openWorld(api);
  });
  afterAll(() => api.close());

  const withId = () => routes.filter(({ parameters }) => parameters.length > 0);

  it('every route with an id has a maker, and every maker a route', () => {
    expect([...new Set(withId().map(({ path }) => placeOf(path)))].sort()).toEqual(Object.keys(MAKERS).sort());
  });

  it("another organisation's id is answered 404, like an id of nothing, and still works for its own", async () => {
    // What deletes comes last, so that the thing is there for the others.
    const people = await cast(api, world.own);
    const ordered = withId().sort((a, b) => Number(a.method === 'DELETE') - Number(b.method === 'DELETE'));
    for (const { method, path, binary } of ordered) {
      const made = await MAKERS[placeOf(path)](world, path);
      const { query, ...valid } = VALID_INPUTS[nameOf({ method, path })]?.(people) ?? {};
      const send = (id: string, token: string) =>
        api.request(method, addressOf(path, id) + queryOf(query), {
          token,
          ...(method === 'PATCH' ? { body: made.change } : valid),
          headers: { 'if-match': '1', ...(binary ? { 'content-type': 'application/octet-stream' } : {}) },
        });
      const foreign = await send(made.id, made.stranger.token);
      const nothing = await send(newId(), made.stranger.token);
      expect([nameOf({ method, path }), foreign.status, foreign.body.type]).toEqual([
        nameOf({ method, path }),
        404,
        '/problems/platform/not-found',
      ]);
      expect({ ...foreign.body, requestId: '' }).toEqual({ ...nothing.body, requestId: '' });
      const own = await send(made.id, made.holder.token);
      expect([nameOf({ method, path }), [200, 201, 204].includes(own.status) || own.text]).toEqual([nameOf({ method, path }), true]);
    }
  });

  it('every field that takes an id is known by what it refers to', () => {
    const fields = routes.flatMap(({ body, query }) => [...(body ?? []), ...(query ?? [])].filter(({ rules }) => rules.includes('isId')));
    expect(fields.map(({ name }) => name)).toEqual(expect.arrayContaining(['siteId', 'meterId', 'pointId']));
    for (const { name } of fields) expect(Object.keys(REFERENCES)).toContain(name);
  });

  it("another organisation's id in a field is refused, naming the field, like an id of nothing", async () => {
    const people = await cast(api, world.own);
    const fields = (kind: 'body' | 'query') =>
      routes.flatMap((route) =>
        (route[kind] ?? []).filter(({ rules }) => rules.includes('isId')).map((field) => ({ ...route, field: field.name, kind })),
      );
    for (const { method, path, field, kind } of [...fields('body'), ...fields('query')]) {
      // Of something that is there, by who holds it: the field alone is at fault.
      const made = path.includes(':') ? await MAKERS[placeOf(path)](world, path) : null;
      const send = async (id: string) => {
        const valid = VALID_INPUTS[nameOf({ method, path })](people);
        const changed = { ...valid, [kind]: { ...valid[kind], [field]: Array.isArray(valid.body?.[field]) ? [id] : id } };
        if (field === 'siteId' && changed.query) delete changed.query.pointId;
        const address = addressOf(path, made?.id ?? '') + queryOf(changed.query);
        const { token } = made?.holder ?? senderOf(path, people);
        return api.request(method, address, { token, body: changed.body, headers: { 'if-match': '1' } });
      };
      const foreign = await send(REFERENCES[field](world.other));
      const nothing = await send(newId());
      const said = [nameOf({ method, path }), field, foreign.status, foreign.body.type];
      expect(said).toEqual([nameOf({ method, path }), field, nothing.status, nothing.body.type]);
      expect([400, 401, 404]).toContain(foreign.status);
      // A refused sign-in names nothing on purpose; the probe leaves it to the database, which knows no fields.
      if (foreign.status === 401 || path.startsWith('/api/probe')) continue;
      const pointers = (foreign.body.errors as { pointer: string }[] | undefined)?.map(({ pointer }) => pointer);
      const many = Array.isArray(VALID_INPUTS[nameOf({ method, path })](people).body?.[field]);
      expect([path, pointers]).toEqual([path, [kind === 'body' ? `/${field}${many ? '/0' : ''}` : `?${field}`]]);
    }
  });

  it("another organisation's points and sources in a batch are refused row by row or as a whole", async () => {
    const { own, other } = world;
    const send = (sourceId: string, pointId: string) =>
      api.request<{ accepted: number; refused: { code: string }[] }>('POST', '/api/fems/readings', {
        token: own.owner.token,
        body: { sourceId, readings: [{ pointId, at: '2026-01-05T00:00:00+09:00', value: 1 }] },
      });
    expect((await send(other.sourceId, own.pointId)).status).toBe(404);
    const foreign = await send(own.sourceId, other.pointId);
    expect(foreign.body).toMatchObject({ accepted: 0, refused: [{ code: 'unknown-point' }] });
    // The cached knowledge of one organisation's points is of no use to another.
    expect(
      (
        await api.request('POST', '/api/fems/readings', {
          token: other.owner.token,
          body: { sourceId: other.sourceId, readings: [{ pointId: other.pointId, at: '2026-01-05T00:00:00+09:00', value: 1 }] },
        })
      ).body,
    ).toMatchObject({ accepted: 1 });
    expect((await send(own.sourceId, other.pointId)).body).toMatchObject({ accepted: 0, refused: [{ code: 'unknown-point' }] });
  });

  it("lists show one's own and nothing else", async () => {
    const lists = routes.filter(
      ({ method, parameters, access, endless }) => method === 'GET' && parameters.length === 0 && access.kind !== 'public' && !endless,
    );
    const foreign = [
      world.other.owner.organisationId,
      ...Object.values(world.other).filter((value): value is string => typeof value === 'string'),
    ];
    const { own, other } = world;
    // Both organisations have granted reporting, each to an office and a supplier of its own.
    await Promise.all([grantedOffice(api, other), grantedOffice(api, other, 'supplier')]);
    const granted = { office: await grantedOffice(api, own), supplier: await grantedOffice(api, own, 'supplier') };
    const people = { ...(await cast(api, own)), ...granted };
    const tellOfTheCompany: string[] = [];
    for (const { method, path } of lists) {
      const { query } = VALID_INPUTS[nameOf({ method, path })]?.(people) ?? {};
      const address = path + queryOf(query?.limit ? { ...query, limit: '1000' } : query);
      const sender = senderOf(path, people);
      const { status, text } = await api.request(method, address, { token: sender.token });
      expect([path, status]).toEqual([path, 200]);
      // Who provides the service knows every organisation by its id, and nothing that one has.
      for (const id of sender === people.provider ? foreign.filter((id) => id !== other.owner.organisationId) : foreign)
        expect([path, text.includes(id)]).toEqual([path, false]);
      if (Object.values(granted).includes(sender) && text.includes(own.owner.organisationId)) tellOfTheCompany.push(path);
    }
    expect(tellOfTheCompany.sort()).toEqual([
      '/api/programme/companies',
      '/api/programme/consortium-companies',
      '/api/programme/pulls',
      '/api/workspace/granted-companies',
    ]);
  });
});

describe('a module that is not subscribed', () => {
  it('answers every one of its routes with the problem that says so', async () => {
    const api = await apiWithProbe();
    try {
      const { token } = await api.organisation();
      const modules = subscribable(api.app);
      expect(modules).toEqual(expect.arrayContaining(['fems', 'probe']));
      const routes = api.routes.filter(({ module }) => module !== null && modules.includes(module));
      expect(new Set(routes.map(({ module }) => module))).toEqual(new Set(modules));
      for (const { method, path } of routes) {
        const reply = await api.request(method, path.replace(/:\w+/g, newId()), { token, body: method === 'GET' ? undefined : {} });
        expect([path, reply.status, reply.body.type]).toEqual([path, 403, '/problems/platform/module-not-subscribed']);
      }
    } finally {
      await api.close();
    }
  });
});
