import { newId } from '@maru/kernel';
import { addressOf, MAKERS, type Made, openWorld, placeOf, type World } from '../isolation/makers';
import type { ApiUnderTest } from '../support/api-under-test';
import { apiWithProbe } from '../support/house-under-test';
import { type RouteInputs, routeInputs } from '../support/route-inputs';
import { PAGED } from './paged-lists';

interface Page {
  readonly items: readonly Record<string, unknown>[];
  readonly next: string | null;
}

const SECRET = '/api/programme/portal-keys/:siteId';
const keyOf = ({ id, organisationId, changedAt, sourceId, pointId, start, month }: Record<string, unknown>) =>
  String(id ?? organisationId ?? changedAt ?? [sourceId ?? pointId, start ?? month].filter(Boolean).join(' '));

let api: ApiUnderTest;
let world: World;
let routes: RouteInputs[];

beforeAll(async () => {
  api = await apiWithProbe();
  routes = routeInputs(api.app);
  world = await openWorld(api);
});
afterAll(() => api.close());

describe('a change of what somebody else may have changed meanwhile', () => {
  const patches = async () => {
    // A part of a file is written once, and a secret that nobody can read is replaced whole: nobody's version stands against them.
    const found = routes
      .filter(({ method, binary, path }) => (method === 'PATCH' || method === 'PUT') && !binary && path !== SECRET)
      .filter(({ parameters }) => parameters.length > 0);
    expect(found.map(({ path }) => path)).toEqual(expect.arrayContaining(['/api/workspace/sites/:id', '/api/fems/meters/:id']));
    return Promise.all(found.map(async ({ method, path }) => ({ method, path, made: await MAKERS[placeOf(path)](world, path) })));
  };

  /** The thing itself, of which the route may change a part. */
  const seen = async (path: string, made: Made) =>
    (await api.request<{ version: number }>('GET', addressOf(placeOf(path), made.id), { token: made.holder.token })).body;

  it('needs the version that was read, on every route', async () => {
    for (const { method, path, made } of await patches()) {
      const address = path.replace(/:\w+/, made.id);
      const send = (version?: string) =>
        api.request<{ version: number; type: string }>(method, address, {
          token: made.holder.token,
          body: made.change,
          headers: version === undefined ? {} : { 'if-match': version },
        });
      expect([path, (await send()).body.type]).toEqual([path, '/problems/platform/version-required']);
      for (const other of ['"7777"', '99999999999']) expect([path, other, (await send(other)).status]).toEqual([path, other, 412]);
      for (const wrong of ['abc', '*', '', '1e0', '"1", "2"'])
        expect([path, wrong, (await send(wrong)).status]).toEqual([path, wrong, 400]);
      const { version } = await seen(path, made);
      for (const [position, form] of [(v: number) => `"${v}"`, (v: number) => `W/"${v}"`, (v: number) => String(v)].entries()) {
        const reply = await send(form(version + position));
        expect([path, reply.status, reply.body.version]).toEqual([path, 200, version + position + 1]);
      }
    }
  });

  it('succeeds for exactly one of 16 at once, version after version', async () => {
    for (const { method, path, made } of await patches()) {
      const address = path.replace(/:\w+/, made.id);
      for (let round = 0; round < 3; round++) {
        const { version } = await seen(path, made);
        const send = () =>
          api.request(method, address, { token: made.holder.token, body: made.change, headers: { 'if-match': `"${version}"` } });
        const statuses = (await Promise.all(Array.from({ length: 16 }, send))).map(({ status }) => status);
        expect([path, statuses.sort()]).toEqual([path, [200, ...Array(15).fill(412)]]);
        expect((await seen(path, made)).version).toBe(version + 1);
      }
    }
  });

  it('finds nothing where there is nothing', async () => {
    for (const { method, path, made } of await patches()) {
      const reply = await api.request(method, path.replace(/:\w+/, newId()), {
        token: made.holder.token,
        body: made.change,
        headers: { 'if-match': '"1"' },
      });
      expect([path, reply.status]).toEqual([path, 404]);
    }
  });
});

describe('a list that is read page by page', () => {
  const paged = () => routes.filter(({ query, lines }) => !lines && query?.some(({ name }) => name === 'cursor')).map(({ path }) => path);
  const with_ = (path: string, more: Record<string, string>) => path + (path.includes('?') ? '&' : '?') + new URLSearchParams(more);

  it('is known to this test', () => {
    expect(paged().sort()).toEqual(Object.keys(PAGED).sort());
  });

  it('is complete and without repetition, while things are added', async () => {
    for (const route of paged()) {
      const { token, path, add } = await PAGED[route](world, world.own);
      for (let n = 0; n < 7; n++) await add(n);
      const whole = await api.request<Page>('GET', with_(path, { limit: '1000' }), { token });
      expect([route, whole.status, whole.body.next]).toEqual([route, 200, null]);
      const before = whole.body.items.map(keyOf);
      const walked: string[] = [];
      let cursor: string | null = null;
      for (let pages = 0; pages < 500; pages++) {
        const { status, body }: { status: number; body: Page } = await api.request<Page>(
          'GET',
          with_(path, cursor === null ? { limit: '3' } : { limit: '3', cursor }),
          { token },
        );
        expect([route, status]).toEqual([route, 200]);
        expect(body.items.length).toBeLessThanOrEqual(3);
        walked.push(...body.items.map(keyOf));
        if (pages === 1) await add(100);
        cursor = body.next;
        if (cursor === null) break;
      }
      expect([route, new Set(walked).size]).toEqual([route, walked.length]);
      expect([route, walked.filter((key) => before.includes(key))]).toEqual([route, before]);
    }
  });

  it('takes its own cursor and a sensible limit', async () => {
    const cursors = new Map<string, string>();
    const lists = new Map<string, { token: string; path: string }>();
    for (const route of paged()) {
      const { token, path } = await PAGED[route](world, world.own);
      lists.set(route, { token, path });
      const { body } = await api.request<Page>('GET', with_(path, { limit: '1' }), { token });
      cursors.set(route, body.next as string);
    }
    for (const [route, { token, path }] of lists) {
      const refuse = async (query: Record<string, string>, pointer: string) => {
        const { status, body } = await api.request('GET', with_(path, query), { token });
        expect([route, query, status, body.errors]).toEqual([route, query, 400, [expect.objectContaining({ pointer })]]);
      };
      for (const cursor of ['x', '', '%00', 'W10', 'e30', 'W251bGxd', 'WzEsMiwzLDRd', 'a'.repeat(3_000)])
        await refuse({ cursor }, '?cursor');
      for (const limit of ['0', '-1', '1001', '1.5', 'many', '1e400']) await refuse({ limit }, '?limit');
      for (const [of, cursor] of cursors) {
        const { status } = await api.request('GET', with_(path, { cursor }), { token });
        if (of === route) expect([route, status]).toEqual([route, 200]);
        expect([route, of, status >= 500]).toEqual([route, of, false]);
      }
    }
  });

  it("shows with another organisation's cursor nothing of that organisation", async () => {
    const { token } = world.other.owner;
    const first = await api.request<Page>('GET', '/api/workspace/usage-events?limit=2', { token: world.own.owner.token });
    const mine = await api.request<Page>('GET', '/api/workspace/usage-events?limit=1000', { token });
    const seen = await api.request<Page>(
      'GET',
      with_('/api/workspace/usage-events', { cursor: first.body.next as string, limit: '1000' }),
      { token },
    );
    expect(seen.status).toBe(200);
    expect(mine.body.items.map(keyOf)).toEqual(expect.arrayContaining(seen.body.items.map(keyOf)));
  });
});
