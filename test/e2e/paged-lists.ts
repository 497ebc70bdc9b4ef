import { newId } from '@maru/kernel';
import { MAKERS, type World } from '../isolation/makers';
import type { ApiUnderTest } from '../support/api-under-test';
import { agreementBody, type Estate, grantedOffice, tenantNumber } from '../support/estate';
import { loadedPortalList } from '../support/portal-list-seed';
import { cast } from '../support/valid-inputs';

const QUARTER_MS = 900_000;
const POINT = { quantity: 'activeEnergyImport', unit: 'kWh', intervalSeconds: 900, acquisitionMode: 'manual' };
const REVIEWED = 'from=2026-01-01T00:00:00Z&to=2026-12-01T00:00:00Z';

/** Every list that is read page by page: who may read it, where, and how something is added to it. A route that is not here fails the test that walks them. */
export const PAGED: Readonly<
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
  '/api/programme/portal-lists': async ({ api, own }) => ({
    token: own.owner.token,
    path: `/api/programme/portal-lists?siteId=${own.siteId}`,
    add: () => loadedPortalList(api.database, own.owner.organisationId, own.siteId),
  }),
  '/api/programme/agreements': async ({ api, own }) => ({
    token: own.owner.token,
    path: '/api/programme/agreements',
    add: (n) => added(api, own, '/api/programme/agreements', { ...agreementBody(own.siteId), number: `paged ${n}` }),
  }),
  '/api/programme/agreements/:id/changes': async ({ api, own }) => {
    const { token } = own.owner;
    const body = { ...agreementBody(own.siteId), number: `changed ${newId()}` };
    const { id } = (await api.request<{ id: string }>('POST', '/api/programme/agreements', { token, body })).body;
    const path = `/api/programme/agreements/${id}`;
    const add = async (n: number) => {
      const { version } = (await api.request<{ version: number }>('GET', path, { token })).body;
      const headers = { 'if-match': `"${version}"` };
      await api.request('PATCH', path, { token, headers, body: { number: `${body.number} ${n}` } });
    };
    // A list of one has no cursor.
    await add(0);
    return { token, path: `${path}/changes`, add };
  },
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
    path: `/api/programme/day-events?siteId=${own.siteId}`,
    add: (n) => useFor(api, own, n),
  }),
  '/api/programme/companies/:organisationId/day-events': async ({ api, own }) => ({
    token: (await grantedOffice(api, own)).token,
    path: `/api/programme/companies/${own.owner.organisationId}/day-events?siteId=${own.siteId}`,
    add: (n) => useFor(api, own, n),
  }),
  '/api/programme/companies': ({ api }) => companiesOf(api, 'programmeOffice', '/api/programme/companies'),
  '/api/programme/consortium-companies': ({ api }) => companiesOf(api, 'supplier', '/api/programme/consortium-companies'),
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

async function added(api: ApiUnderTest, { owner }: Estate, path: string, body: object, headers = {}): Promise<void> {
  const { status, text } = await api.request('POST', path, { token: owner.token, body, headers });
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

/** Something that is done for the estate's site. */
const useFor = (api: ApiUnderTest, own: Estate, n: number) =>
  added(api, own, '/api/fems/reading-sources', { name: `used source ${n} ${newId()}`, stamp: 'intervalEnd' }, { 'maru-site': own.siteId });

/** Nobody else has companies of this office or supplier, and a list of one has no cursor. */
async function companiesOf(api: ApiUnderTest, kind: 'programmeOffice' | 'supplier', path: string) {
  const reader = await api.organisation({ kind });
  const add = async () => {
    const { token } = await api.organisation();
    await api.request('POST', '/api/workspace/reporting-grant-changes', {
      token,
      body: { officeId: reader.organisationId, kind: 'grant' },
    });
  };
  for (const _ of [1, 2]) await add();
  return { token: reader.token, path, add };
}
