import { attentionItem } from '@maru/platform';
import { fingerprintOf } from '../../libs/workspace/src/attention/attention-order';
import { type ApiUnderTest, PASSWORD, type TestPerson } from './api-under-test';
import { agreementBody, type Estate, mappingOf, nextNumber, pointBody, SITE } from './estate';

/** A request that succeeds, for a route that takes a body or a query. */
export interface ValidInput {
  readonly body?: Record<string, unknown>;
  readonly query?: Record<string, string>;
  /** Octets, where the route takes them. */
  readonly raw?: Uint8Array;
}

export interface Cast {
  readonly estate: Estate;
  readonly office: TestPerson;
  readonly supplier: TestPerson;
  readonly provider: TestPerson;
  /** Of an organisation that has not begun: it is told that it has no site. */
  readonly newcomer: TestPerson;
  /** Of the estate's organisation: who was a member, who is one, and codes that nobody has used. */
  readonly formerMemberId: string;
  readonly joinedMemberId: string;
  readonly codes: { readonly check: string; readonly joining: string; readonly acceptance: string; readonly password: string };
}

type Make = (cast: Cast) => ValidInput;

const NO_SITE = attentionItem({ kind: 'workspace.no-site', severity: 'info' });
const DAY_MS = 86_400_000;
const day = (days: number) => `${new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10)}T00:00:00+09:00`;
const PERIOD = { from: day(-30), to: day(-1) };
/** What a file in a test holds. */
export const OCTETS = Buffer.from('1,2,3\n');
export const portalKeyOf = ({ siteId }: { siteId: string }): string => `$5$API$${siteId}`;
const MONTH = day(-40).slice(0, 7);
const OPERATING_MONTH: Make = ({ estate: { siteId } }) => ({ query: { siteId, month: MONTH, definition: 'real-use', asOf: day(-1) } });
const BONUS_VERDICT: Make = ({ estate: { siteId } }) => ({
  query: { siteId, noticeDay: '2026-04-10', definition: 'real-use', asOf: day(-1) },
});
const DAY_EVENTS: Make = ({ estate: { siteId } }) => ({ query: { siteId, day: '2026-04-10', limit: '2' } });
const HALF_YEAR_SHEET: Make = ({ estate }) => ({
  body: { agreementId: estate.agreementId, halfYear: '2025-H1', definition: 'real-use', asOf: day(-1) },
});
const THREE_YEAR_REPORT: Make = ({ estate }) => ({
  body: { agreementId: estate.agreementId, format: 'xlsx', definition: 'real-use', asOf: day(-1) },
});
const LISTED: Make = () => ({ query: { limit: '2' } });
const newEmployee = () => ({ name: 'Member', employeeNumber: `N-${nextNumber()}`, roles: ['operator'] });
const newMember = () => ({ ...newEmployee(), password: PASSWORD });

/** One valid request for each route with fields of its own. A route that is not here fails the tests that walk them: add a line. */
export const VALID_INPUTS: Readonly<Record<string, Make>> = {
  'POST /api/sessions': ({ estate }) => ({
    body: { email: estate.owner.email, password: PASSWORD, organisationId: estate.owner.organisationId },
  }),
  'PUT /api/me/password': () => ({ body: { currentPassword: PASSWORD, newPassword: PASSWORD } }),
  'POST /api/workspace/sites': () => ({ body: { name: `site ${nextNumber()}`, ...SITE } }),
  'PATCH /api/workspace/sites/:id': () => ({ body: { name: `site ${nextNumber()}`, ...SITE } }),
  'POST /api/workspace/device-keys': () => ({ body: { name: 'gateway', scopes: ['fems.reading.ingest'] } }),
  'POST /api/workspace/members': () => ({ body: newMember() }),
  'GET /api/workspace/members': () => ({ query: { limit: '2', state: 'former' } }),
  'PATCH /api/workspace/members/:id': () => ({ body: { roles: ['operator'], employeeNumber: `N-${nextNumber()}` } }),
  'POST /api/workspace/one-time-codes': ({ estate }) => ({ body: { memberId: estate.memberId } }),
  'POST /api/one-time-codes/checks': ({ codes }) => ({ body: { code: codes.check } }),
  'POST /api/one-time-codes/joinings': ({ codes }) => ({ body: { code: codes.joining, name: 'Joined', password: PASSWORD } }),
  'POST /api/one-time-codes/acceptances': ({ codes, provider }) => ({
    body: { code: codes.acceptance, email: provider.email, password: PASSWORD },
  }),
  'POST /api/one-time-codes/password-resets': ({ codes }) => ({ body: { code: codes.password, newPassword: PASSWORD } }),
  'GET /api/workspace/device-keys': LISTED,
  'GET /api/workspace/usage-erasures': LISTED,
  'POST /api/workspace/usage-erasures': ({ formerMemberId }) => ({ body: { memberId: formerMemberId, reason: 'asked for' } }),
  'POST /api/workspace/files': () => ({ body: { name: 'readings.csv', bytes: OCTETS.length, purpose: 'probe.count' } }),
  'PUT /api/workspace/files/:id/parts/:number': () => ({ raw: OCTETS }),
  'GET /api/workspace/tasks': () => ({ query: { limit: '2', open: 'true' } }),
  'GET /api/workspace/organisations': () => ({ query: { limit: '2', text: 'Organisation', kind: 'manufacturer' } }),
  'GET /api/workspace/reporting-grants': () => ({ query: { supplierCode: 'nobody' } }),
  'GET /api/workspace/report-pulls': LISTED,
  'POST /api/workspace/attention-acknowledgements': () => ({
    body: { kind: NO_SITE.kind, fingerprint: fingerprintOf(NO_SITE) },
  }),
  'GET /api/workspace/search': () => ({ query: { q: 'a' } }),
  'POST /api/workspace/organisations': () => ({
    body: {
      name: 'New',
      kind: 'supplier',
      companyCode: `new-${nextNumber()}`,
      owner: { ...newMember(), email: `person${nextNumber()}@inputs.example`, roles: ['owner'] },
    },
  }),
  'POST /api/workspace/reporting-grant-changes': ({ office }) => ({
    body: { officeId: office.organisationId, kind: 'grant', effectiveAt: day(400) },
  }),
  'GET /api/workspace/granted-companies/:organisationId/usage-events': () => ({ query: { ...PERIOD, limit: '2' } }),
  'POST /api/workspace/granted-companies/:organisationId/usage-exports': () => ({ body: { month: day(-40).slice(0, 7), format: 'csv' } }),
  'POST /api/workspace/subscription-changes': () => ({ body: { module: 'probe', kind: 'end', effectiveAt: day(400) } }),
  'GET /api/workspace/usage-events': () => ({ query: { ...PERIOD, limit: '2' } }),
  'GET /api/fems/coverage': ({ estate }) => ({ query: { pointId: estate.pointId } }),
  'GET /api/fems/energy': ({ estate }) => ({ query: { pointId: estate.pointId, ...PERIOD, bucket: 'day' } }),
  'GET /api/fems/load-duration': ({ estate }) => ({
    query: { pointId: estate.pointId, ...PERIOD, demandWindowMinutes: '30', levelsKw: '500,600.5' },
  }),
  'GET /api/fems/peaks': ({ estate }) => ({ query: { pointId: estate.pointId, ...PERIOD, demandWindowMinutes: '15', count: '3' } }),
  'GET /api/fems/completeness': ({ estate }) => ({ query: { siteId: estate.siteId, ...PERIOD, by: 'day', limit: '2' } }),
  'GET /api/fems/gaps': ({ estate }) => ({ query: { pointId: estate.pointId, ...PERIOD, limit: '2' } }),
  'GET /api/fems/corrections': ({ estate }) => ({ query: { siteId: estate.siteId, ...PERIOD, limit: '2' } }),
  'GET /api/fems/source-activity': ({ estate }) => ({ query: { siteId: estate.siteId, limit: '2' } }),
  'GET /api/fems/overview': ({ estate }) => ({ query: { siteId: estate.siteId } }),
  'GET /api/fems/time-of-use': () => ({ query: { day: '2026-11-27', tariff: 'industrial-b' } }),
  'GET /api/fems/meters': LISTED,
  'POST /api/fems/meters': ({ estate }) => ({ body: { siteId: estate.siteId, name: 'meter', main: false } }),
  'PATCH /api/fems/meters/:id': () => ({ body: { name: 'meter', main: true } }),
  'GET /api/fems/points': LISTED,
  'POST /api/fems/points': ({ estate }) => ({ body: pointBody(estate.meterId) }),
  'PATCH /api/fems/points/:id': () => ({ body: { name: 'point' } }),
  'GET /api/fems/reading-sources': LISTED,
  'POST /api/fems/reading-sources': () => ({ body: { name: 'gateway', stamp: 'intervalEnd' } }),
  'POST /api/fems/readings': ({ estate }) => ({
    body: {
      sourceId: estate.sourceId,
      reason: 'sent',
      readings: [{ pointId: estate.pointId, at: day(-20), value: '3.17', quality: 'good' }],
    },
  }),
  'GET /api/fems/readings': ({ estate }) => ({ query: { pointId: estate.pointId, ...PERIOD, limit: '2' } }),
  'POST /api/fems/reading-exports': ({ estate }) => ({ body: { pointIds: [estate.pointId], ...PERIOD, format: 'csv' } }),
  'GET /api/fems/reading-imports': LISTED,
  'POST /api/fems/reading-imports': ({ estate }) => ({ body: { fileId: estate.fileId, sourceId: estate.sourceId } }),
  'PUT /api/fems/reading-imports/:id/mapping': ({ estate }) => ({ body: { mapping: mappingOf(estate) } }),
  'POST /api/fems/reading-imports/:id/application': () => ({ body: { allOrNothing: false, reason: 'sent' } }),
  'POST /api/fems/reading-imports/:id/withdrawal': () => ({ body: { reason: 'asked for' } }),
  'GET /api/fems/utility-months': ({ estate }) => ({ query: { siteId: estate.siteId, limit: '2' } }),
  'PUT /api/programme/portal-keys/:siteId': ({ estate }) => ({ body: { key: portalKeyOf(estate) } }),
  'GET /api/programme/log-sends': ({ estate }) => ({ query: { siteId: estate.siteId, ...PERIOD, outcome: 'stored', limit: '2' } }),
  'GET /api/programme/log-queue': ({ estate }) => ({ query: { siteId: estate.siteId } }),
  'GET /api/programme/portal-lists': ({ estate }) => ({ query: { siteId: estate.siteId, limit: '2' } }),
  'POST /api/programme/portal-list-previews': ({ estate }) => ({
    body: { siteId: estate.siteId, fileId: estate.fileId, sheet: 'a sheet' },
  }),
  'POST /api/programme/portal-lists': ({ estate }) => ({
    body: {
      siteId: estate.siteId,
      fileId: estate.fileId,
      mapping: { kind: 'logs', sheet: null, headerRow: 1, headerRows: 1, columns: [{ column: 0, field: 'time' }] },
      firstDay: '2026-01-01',
      lastDay: '2026-01-31',
      downloadedAt: '2026-02-01T09:00:00+09:00',
    },
  }),
  'POST /api/programme/portal-lists/:id/withdrawal': () => ({ body: { reason: 'asked for' } }),
  'GET /api/programme/portal-months': ({ estate }) => ({ query: { siteId: estate.siteId, month: '2026-04' } }),
  'GET /api/programme/portal-days': ({ estate }) => ({ query: { siteId: estate.siteId, day: '2026-04-10' } }),
  'POST /api/programme/user-code-consents': ({ joinedMemberId }) => ({
    body: { memberId: joinedMemberId, change: 'given', wordingVersion: 1 },
  }),
  'GET /api/programme/pulls/:organisationId/events': () => ({ query: { limit: '2', asOf: day(-1) } }),
  'GET /api/programme/pulls/:organisationId/receipts': () => ({ query: { limit: '2', asOf: day(-1) } }),
  'GET /api/programme/pulls/:organisationId/days': () => ({
    query: { month: day(-40).slice(0, 7), asOf: day(-1), definition: 'stored-log' },
  }),
  'GET /api/programme/pulls/:organisationId/verdicts': () => ({
    query: { noticeDay: day(-1).slice(0, 10), asOf: day(-1), definition: 'stored-log' },
  }),
  'GET /api/programme/agreements': LISTED,
  'POST /api/programme/agreements': ({ estate }) => ({ body: agreementBody(estate.siteId) }),
  'PATCH /api/programme/agreements/:id': ({ estate }) => ({ body: agreementBody(estate.siteId) }),
  'GET /api/programme/agreements/:id/changes': LISTED,
  'GET /api/programme/registration-changes': ({ estate }) => ({ query: { agreementId: estate.agreementId, limit: '2' } }),
  'POST /api/programme/registration-changes': ({ estate }) => ({
    body: { agreementId: estate.agreementId, halfYear: '2025-H1', change: 'registered', registeredOn: '2025-06-20', note: 'receipt 1' },
  }),
  'PUT /api/programme/working-calendars/:siteId': () => ({
    body: { weekdays: [1, 2, 3, 4, 5, 6], days: [{ day: '2026-12-25', works: true }] },
  }),
  'GET /api/programme/operating-month': OPERATING_MONTH,
  'GET /api/programme/bonus-verdict': BONUS_VERDICT,
  'GET /api/programme/day-events': DAY_EVENTS,
  'GET /api/programme/companies': () => ({ query: { month: MONTH, limit: '2' } }),
  'GET /api/programme/companies/:organisationId': () => ({ query: { month: MONTH } }),
  'GET /api/programme/companies/:organisationId/operating-month': OPERATING_MONTH,
  'GET /api/programme/companies/:organisationId/bonus-verdict': BONUS_VERDICT,
  'GET /api/programme/companies/:organisationId/day-events': DAY_EVENTS,
  'GET /api/programme/consortium-companies': LISTED,
  'POST /api/programme/confirmation-sheets': ({ estate: { siteId } }) => ({
    body: { siteId, noticeDay: '2026-04-10', definition: 'stored-log' },
  }),
  'POST /api/programme/half-year-sheets': HALF_YEAR_SHEET,
  'POST /api/programme/three-year-reports': THREE_YEAR_REPORT,
  'POST /api/programme/companies/:organisationId/half-year-sheets': HALF_YEAR_SHEET,
  'POST /api/programme/companies/:organisationId/three-year-reports': THREE_YEAR_REPORT,
  'POST /api/probe/things': ({ estate }) => ({ body: { name: `thing ${nextNumber()}`, parentId: estate.thingId } }),
  'PATCH /api/probe/things/:id': () => ({ body: { name: `thing ${nextNumber()}` } }),
  'POST /api/probe/counts': () => ({ body: { to: 1, mark: 'valid' } }),
  'POST /api/probe/runs': () => ({ body: { steps: ['write', 'read'], mark: 'valid', foreign: 1 } }),
};

/** Who sends it so that it succeeds. */
export function senderOf(path: string, { estate, office, supplier, provider, newcomer }: Cast): TestPerson {
  if (path.startsWith('/api/workspace/attention-acknowledgements')) return newcomer;
  if (path.startsWith('/api/workspace/organisations')) return provider;
  if (path.startsWith('/api/programme/consortium-companies')) return supplier;
  if (['workspace/granted-companies', 'programme/companies', 'programme/pulls'].some((part) => path.startsWith(`/api/${part}`)))
    return office;
  return estate.owner;
}

/** A fresh set of people and things that valid requests are about. */
export async function cast(api: ApiUnderTest, own: Estate): Promise<Cast> {
  const { token } = own.owner;
  const made = async (path: string, body: object) => (await api.request<{ id: string; code: string }>('POST', path, { token, body })).body;
  const invited = async () => (await made('/api/workspace/members', newEmployee())).code;
  const [former, member] = [await made('/api/workspace/members', newMember()), await made('/api/workspace/members', newMember())];
  await api.request('DELETE', `/api/workspace/members/${former.id}`, { token });
  return {
    formerMemberId: former.id,
    joinedMemberId: member.id,
    codes: {
      check: await invited(),
      joining: await invited(),
      acceptance: await invited(),
      password: (await made('/api/workspace/one-time-codes', { memberId: member.id })).code,
    },
    estate: own,
    office: await api.organisation({ kind: 'programmeOffice' }),
    supplier: await api.organisation({ kind: 'supplier' }),
    provider: await api.organisation({ kind: 'provider' }),
    newcomer: await api.organisation(),
  };
}
