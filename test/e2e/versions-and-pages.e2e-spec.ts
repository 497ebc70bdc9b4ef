import { newId } from '@maru/kernel';
import { addressOf, MAKERS, type Made, openWorld, placeOf, type World } from '../isolation/makers';
import type { ApiUnderTest } from '../support/api-under-test';
import { agreementBody, type Estate, grantedOffice, tenantNumber } from '../support/estate';
import { apiWithProbe } from '../support/house-under-test';
import { type RouteInputs, routeInputs } from '../support/route-inputs';
import { cast } from '../support/valid-inputs';

interface Page {
  readonly items: readonly Record<string, unknown>[];
  readonly next: string | null;
}

const SECRET = '/api/programme/portal-keys/:siteId';
const QUARTER_MS = 900_000;
const POINT = { quantity: 'activeEnergyImport', unit: 'kWh', intervalSeconds: 900, acquisitionMode: 'manual' };
const REVIEWED = 'from=2026-01-01T00:00:00Z&to=2026-12-01T00:00:00Z';

const PAGED: Readonly<
  Record<string, (world: World, own: Estate) => Promise<{ token: string; path: string; add: (n: number) => Promise<unknown> }>>
> = {
  '/api/workspace/usage-events': async ({ api, own }) => ({
    token: own.owner.token,
    path: '/api/workspace/usage-events',
    add: (n) => addSite(api, own, n),
  }),
  '/api/workspace/granted-companies/:organisationId/usage-events': async ({ api, own }) => ({
    token: (await grantedOffice(api, own)).token,
    path: `/api/workspace/granted-companies/${own.owner.organisationId}/usage-events`,
    add: (n) => addSite(api, own, n),
  }),
  '/api/workspace/members': async ({ api, own }) => ({
    token: own.owner.token,
    path: '/api/workspace/members',
    add: (n) => added(api, own, '/api/workspace/members', { name: `member ${n}`, employeeNumber: `P-${n}`, roles: ['operator'] }),
  }),
  '/api/workspace/device-keys': async ({ api, own }) => ({
    token: own.owner.token,
    path: '/api/workspace/device-keys',
    add: (n) => added(api, own, '/api/workspace/device-keys', { name: `key ${n}`, scopes: ['fems.reading.ingest'] }),
  }),
  '/api/workspace/usage-erasures': async ({ api, own }) => {
    const { formerMemberId } = await cast(api, own);
    return {
      token: own.owner.token,
      path: '/api/workspace/usage-erasures',
      add: () => added(api, own, '/api/workspace/usage-erasures', { memberId: formerMemberId, reason: 'asked for' }),
    };
  },
  '/api/workspace/tasks': async ({ api, own }) => ({
    token: own.owner.token,
    path: '/api/workspace/tasks',
    add: (n) => added(api, own, '/api/probe/counts', { to: 1, mark: `count ${n}` }),
  }),
  '/api/fems/reading-imports': async ({ api, own }) => ({
    token: own.owner.token,
    path: '/api/fems/reading-imports',
    add: () => added(api, own, '/api/fems/reading-imports', { fileId: own.fileId }),
  }),
  '/api/fems/utility-months': async ({ api, own }) => {
    const { id } = await MAKERS['/api/fems/reading-imports/:id']({ api, own, other: own }, '');
    return {
      token: own.owner.token,
      path: `/api/fems/utility-months?siteId=${own.siteId}`,
      add: (n) =>
        api.database.query(
          `insert into fems.utility_month (tenant_id, site_id, month, recorded_at, import_id, energy_kwh)
           select tenant_id, $1, date '2020-01-01' + make_interval(months => $2), now(), import_id, 1 from fems.reading_import where import_id = $3`,
          [own.siteId, n, id],
        ),
    };
  },
  '/api/workspace/report-pulls': async ({ api, own }) => {
    const tenantId = await tenantNumber(api, own.owner.organisationId);
    return {
      token: own.owner.token,
      path: '/api/workspace/report-pulls',
      add: () =>
        api.database.query(
          `insert into workspace.report_pull (tenant_id, pull_id, office_id, pulled_by, month, format, events, bytes, sha256)
           values ($1, $2, $2, $2, '2026-11', 'csv', 1, 1, decode(repeat('00', 32), 'hex'))`,
          [tenantId, newId()],
        ),
    };
  },
  '/api/programme/log-sends': async ({ api, own }) => {
    const tenantId = await tenantNumber(api, own.owner.organisationId);
    return {
      token: own.owner.token,
      path: '/api/programme/log-sends',
      add: (n) =>
        api.database.query(
          `insert into programme.log_send
             (tenant_id, send_id, site_id, purpose, occurred_at, sent_at, centre, key_ending, request, choice_version)
           values ($1, $2, $3, 'test', now(), now() + make_interval(secs => $4), 'portal', 'test', '{}', 1)`,
          [tenantId, newId(), own.siteId, n],
        ),
    };
  },
  '/api/programme/agreements': async ({ api, own }) => ({
    token: own.owner.token,
    path: '/api/programme/agreements',
    add: (n) => added(api, own, '/api/programme/agreements', { ...agreementBody(own.siteId), number: `paged ${n}` }),
  }),
  '/api/programme/registration-changes': async ({ api, own }) => ({
    token: own.owner.token,
    path: `/api/programme/registration-changes?agreementId=${own.agreementId}`,
    add: (n) =>
      added(api, own, '/api/programme/registration-changes', {
        agreementId: own.agreementId,
        halfYear: '2025-H1',
        change: 'registered',
        registeredOn: '2025-06-20',
        note: `receipt ${n}`,
      }),
  }),
  '/api/programme/day-events': async ({ api, own }) => ({
    token: own.owner.token,
    path: '/api/programme/day-events',
    add: (n) => addSite(api, own, n),
  }),
  '/api/programme/companies/:organisationId/day-events': async ({ api, own }) => ({
    token: (await grantedOffice(api, own)).token,
    path: `/api/programme/companies/${own.owner.organisationId}/day-events`,
    add: (n) => addSite(api, own, n),
  }),
  '/api/programme/companies': async ({ api }) => {
    const office = await api.organisation({ kind: 'programmeOffice' });
    const add = async () => {
      const { token } = await api.organisation();
      const body = { officeId: office.organisationId, kind: 'grant' };
      await api.request('POST', '/api/workspace/reporting-grant-changes', { token, body });
    };
    // Of this office nobody else has companies, and a list of one has no cursor.
    for (const _ of [1, 2]) await add();
    return { token: office.token, path: '/api/programme/companies', add };
  },
  '/api/workspace/organisations': async ({ api }) => ({
    token: (await api.organisation({ kind: 'provider' })).token,
    path: '/api/workspace/organisations',
    add: () => api.organisation(),
  }),
  '/api/fems/meters': async ({ api, own }) => ({
    token: own.owner.token,
    path: '/api/fems/meters',
    add: (n) => added(api, own, '/api/fems/meters', { siteId: own.siteId, name: `meter ${n}` }),
  }),
  '/api/fems/points': async ({ api, own }) => ({
    token: own.owner.token,
    path: '/api/fems/points',
    add: (n) =>
      added(api, own, '/api/fems/points', {
        ...POINT,
        meterId: own.meterId,
        name: `point ${n}`,
      }),
  }),
  '/api/fems/reading-sources': async ({ api, own }) => ({
    token: own.owner.token,
    path: '/api/fems/reading-sources',
    add: (n) => added(api, own, '/api/fems/reading-sources', { name: `source ${n}`, stamp: 'intervalEnd' }),
  }),
  '/api/fems/completeness': async ({ api, own }) => ({
    token: own.owner.token,
    path: `/api/fems/completeness?siteId=${own.siteId}&by=month&${REVIEWED}`,
    add: (n) => added(api, own, '/api/fems/points', { ...POINT, meterId: own.meterId, name: `reviewed point ${n}` }),
  }),
  '/api/fems/gaps': async ({ api, own }) => ({
    token: own.owner.token,
    path: `/api/fems/gaps?pointId=${own.pointId}&${REVIEWED}`,
    add: (n) => sent(api, own, Date.UTC(2026, 5, 1) + 2 * n * QUARTER_MS, n),
  }),
  '/api/fems/corrections': async ({ api, own }) => ({
    token: own.owner.token,
    path: `/api/fems/corrections?pointId=${own.pointId}&${REVIEWED}`,
    add: async (n) => {
      await sent(api, own, Date.UTC(2026, 6, 1) + n * QUARTER_MS, 1);
      await sent(api, own, Date.UTC(2026, 6, 1) + n * QUARTER_MS, 2, 'read again');
    },
  }),
  '/api/fems/source-activity': async ({ api, own }) => ({
    token: own.owner.token,
    path: `/api/fems/source-activity?siteId=${own.siteId}`,
    add: (n) => added(api, own, '/api/fems/reading-sources', { name: `reviewed source ${n}`, stamp: 'intervalEnd' }),
  }),
  '/api/fems/readings': async ({ api, own }) => ({
    token: own.owner.token,
    path: `/api/fems/readings?pointId=${own.pointId}`,
    add: (n) => sent(api, own, Date.UTC(2026, 4, 1) + n * QUARTER_MS, n),
  }),
};

async function added(api: ApiUnderTest, { owner }: Estate, path: string, body: object): Promise<void> {
  const { status, text } = await api.request('POST', path, { token: owner.token, body });
  if (status !== 201) throw new Error(`POST ${path} answered ${status}: ${text}`);
}

async function sent(api: ApiUnderTest, own: Estate, epochMs: number, value: number, reason?: string): Promise<void> {
  const readings = [{ pointId: own.pointId, at: new Date(epochMs).toISOString(), value }];
  const { status, text } = await api.request('POST', '/api/fems/readings', {
    token: own.owner.token,
    body: { sourceId: own.sourceId, reason, readings },
  });
  if (status !== 200) throw new Error(`POST /api/fems/readings answered ${status}: ${text}`);
}

const addSite = (api: ApiUnderTest, own: Estate, n: number) =>
  added(api, own, '/api/workspace/sites', { name: `site no. ${n} ${newId()}`, businessRegistrationNumber: '999-99-00010' });
const keyOf = ({ id, organisationId, sourceId, pointId, start, month }: Record<string, unknown>) =>
  String(id ?? organisationId ?? [sourceId ?? pointId, start ?? month].filter(Boolean).join(' '));

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
      for (const wrong of ['"7777"', 'abc', '*', '', '1e0', '"1", "2"', '99999999999'])
        expect([path, wrong, (await send(wrong)).status]).toEqual([path, wrong, 412]);
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
