import { IdentityDatabase, type OrganisationKind } from '@maru/platform';
import { MembersService } from '../../libs/workspace/src/people/members.service';
import { type ApiUnderTest, PASSWORD, type TestPerson } from './api-under-test';
import { subscribable } from './route-inputs';

/** Ids of one thing of each kind in one organisation, made over HTTP; named as the fields that refer to them. */
export interface Estate {
  readonly owner: TestPerson;
  readonly siteId: string;
  /** Somebody who is invited and has not joined. */
  readonly memberId: string;
  readonly deviceKeyId: string;
  readonly deviceKey: string;
  readonly meterId: string;
  readonly pointId: string;
  readonly sourceId: string;
  /** A whole file that was sent for an import. */
  readonly fileId: string;
  readonly agreementId: string;
  readonly thingId: string;
}

let made = 0;
/** A number that no other name of this test file has. */
export const nextNumber = () => ++made;

export const SITE = { businessRegistrationNumber: '999-99-00010', ksicCode: 'C24112', zone: 'Asia/Seoul', address: 'Gwangyang' };

/** A manufacturer subscribed to everything, with one of each thing. */
export async function estate(api: ApiUnderTest, options: { simulated?: boolean } = {}): Promise<Estate> {
  const owner = await api.organisation({ ...options, modules: subscribable(api.app) });
  const make = async <Body extends { id: string }>(path: string, body: object): Promise<Body> => {
    const reply = await api.request<Body>('POST', path, { token: owner.token, body });
    if (reply.status !== 201) throw new Error(`POST ${path} answered ${reply.status}: ${reply.text}`);
    return reply.body;
  };
  const site = await make('/api/workspace/sites', { name: `site ${nextNumber()}`, ...SITE });
  const invited = await make('/api/workspace/members', { name: 'Invited', employeeNumber: `I-${nextNumber()}`, roles: ['operator'] });
  const key = await make<{ id: string; key: string }>('/api/workspace/device-keys', { name: 'gateway', scopes: ['fems.reading.ingest'] });
  const meter = await make('/api/fems/meters', { siteId: site.id, name: 'main meter', main: true });
  const point = await make('/api/fems/points', pointBody(meter.id));
  const source = await make('/api/fems/reading-sources', { name: 'gateway', stamp: 'intervalStart' });
  const fileId = await importFile(api, owner);
  const agreement = await make('/api/programme/agreements', agreementBody(site.id));
  const thing = await make('/api/probe/things', { name: `thing ${nextNumber()}` });
  return {
    owner,
    siteId: site.id,
    memberId: invited.id,
    deviceKeyId: key.id,
    deviceKey: key.key,
    meterId: meter.id,
    pointId: point.id,
    sourceId: source.id,
    fileId,
    agreementId: agreement.id,
    thingId: thing.id,
  };
}

/** An agreement whose logs are owed, and whose first half-year to be registered by hand is that of June 2025. */
export function agreementBody(siteId: string) {
  return {
    number: `A-${nextNumber()}`,
    noticeId: 'carbon-neutral-2025',
    siteIds: [siteId],
    signedOn: '2025-01-20',
    completedOn: '2025-03-31',
    targetLevel: 'intermediate1',
    modules: ['fems'],
  };
}

export function pointBody(meterId: string) {
  return {
    meterId,
    name: 'active import',
    quantity: 'activeEnergyImport',
    unit: 'kWh',
    intervalSeconds: 900,
    acquisitionMode: 'automatic',
  };
}

const IMPORTED = Buffer.from('time,kWh\n2026-01-01 00:00,1\n');

/** A whole file that was sent for an import. */
export async function importFile(api: ApiUnderTest, { token }: TestPerson, name = 'readings.csv'): Promise<string> {
  const files = '/api/workspace/files';
  const body = { name, bytes: IMPORTED.length, purpose: 'fems.reading-import-check' };
  const { id } = (await api.request<{ id: string }>('POST', files, { token, body })).body;
  const headers = { 'content-type': 'application/octet-stream' };
  await api.request('PUT', `${files}/${id}/parts/0`, { token, raw: IMPORTED, headers });
  await api.request('POST', `${files}/${id}/completion`, { token });
  return id;
}

/** How the file of an estate's import is to be read. */
export function mappingOf({ sourceId, pointId }: Pick<Estate, 'sourceId' | 'pointId'>) {
  return {
    kind: 'readings',
    sheet: null,
    headerRow: 1,
    headerRows: 1,
    sourceId,
    decimalMark: '.',
    dateOrder: 'ymd',
    stamp: 'intervalStart',
    intervalSeconds: 900,
    zone: 'Asia/Seoul',
    midnight: 'asWritten',
    time: { format: 'dateTime', columns: [0] },
    values: [{ column: 1, pointId, unit: 'kWh', time: null }],
    meters: null,
    siteId: null,
    months: [],
  };
}

/** A member of an organisation with these roles, signed in. */
export async function member(api: ApiUnderTest, organisationId: string, roles: readonly string[]): Promise<TestPerson> {
  const tenantId = await tenantNumber(api, organisationId);
  const email = `member${nextNumber()}@${organisationId}.example`;
  const members = api.app.get(MembersService, { strict: false });
  await api.app
    .get(IdentityDatabase)
    .transaction(() => members.addTo(tenantId, { name: 'Member', email, roles: [...roles] as never, password: PASSWORD }));
  return api.signIn(email);
}

/** The number that an organisation is known by inside the database. */
export async function tenantNumber(api: ApiUnderTest, organisationId: string): Promise<number> {
  const [row] = await api.app
    .get(IdentityDatabase)
    .query<{ tenant_id: number }>('select tenant_id from platform.tenant where organisation_id = $1', [organisationId]);
  return row.tenant_id;
}

/** A programme office, or a supplier, to which the estate's organisation has granted reporting. */
export async function grantedOffice(
  api: ApiUnderTest,
  { owner }: Estate,
  kind: Extract<OrganisationKind, 'programmeOffice' | 'supplier'> = 'programmeOffice',
): Promise<TestPerson> {
  const office = await api.organisation({ kind });
  const reply = await api.request('POST', '/api/workspace/reporting-grant-changes', {
    token: owner.token,
    body: { officeId: office.organisationId, kind: 'grant' },
  });
  if (reply.status !== 201) throw new Error(`the grant was answered ${reply.status}: ${reply.text}`);
  return office;
}
