import type { ApiUnderTest, TestPerson } from '../support/api-under-test';
import { type Estate, estate, grantedOffice, mappingOf, nextNumber } from '../support/estate';
import { loadedPortalList } from '../support/portal-list-seed';
import { OCTETS, portalKeyOf } from '../support/valid-inputs';

/** Something with an id of its own: who may see it, and who of another organisation has the same role and may not. */
export interface Made {
  readonly id: string;
  readonly holder: TestPerson;
  readonly stranger: TestPerson;
  /** What a PATCH or PUT of it needs to be valid. */
  readonly change?: object;
}

/** Two organisations with one of everything that there is. */
export interface World {
  readonly api: ApiUnderTest;
  readonly own: Estate;
  readonly other: Estate;
}

export const openWorld = async (api: ApiUnderTest): Promise<World> => ({ api, own: await estate(api), other: await estate(api) });

type Maker = (world: World, path: string) => Promise<Made>;

const ofEstate =
  (pick: (estate: Estate) => string, change?: object): Maker =>
  async ({ own, other }) => ({ id: pick(own), holder: own.owner, stranger: other.owner, change });

const FILES = '/api/workspace/files';
const OCTETS_TYPE = { 'content-type': 'application/octet-stream' };

/** A file of the estate's, announced, and sent where it is to be whole. */
const file =
  (whole: boolean): Maker =>
  async ({ api, own, other }) => {
    const { token } = own.owner;
    const body = { name: 'made.csv', bytes: OCTETS.length, purpose: 'probe.count' };
    const { id } = (await api.request<{ id: string }>('POST', FILES, { token, body })).body;
    if (whole) {
      await api.request('PUT', `${FILES}/${id}/parts/0`, { token, raw: OCTETS, headers: OCTETS_TYPE });
      await api.request('POST', `${FILES}/${id}/completion`, { token });
    }
    return { id, holder: own.owner, stranger: other.owner };
  };

/** An import as its check leaves it; for the route that takes one back, as its application does. */
const readingImport: Maker = async ({ api, own, other }, path) => {
  // Of its own, since some tests come here after they have ended the owner's.
  const { token } = await api.signIn(own.owner.email);
  const body = { fileId: own.fileId, sourceId: own.sourceId };
  const { id } = (await api.request<{ id: string }>('POST', '/api/fems/reading-imports', { token, body })).body;
  await api.database.query('update fems.reading_import set state = $2, mapping = $3, counts = $4 where import_id = $1', [
    id,
    path.endsWith('/withdrawal') ? 'applied' : 'checked',
    JSON.stringify(mappingOf(own)),
    JSON.stringify({ rows: 1, accepted: 1, unchanged: 0, corrected: 0, refused: 0 }),
  ]);
  await api.database.query(
    "update platform.task set state = 'done', ended_at = now() where state = 'waiting' and kind like 'fems.reading-import%'",
  );
  return { id, holder: own.owner, stranger: other.owner, change: { mapping: mappingOf(own) } };
};

/** The estate's site with a key for the log centre. */
const portalKey: Maker = async ({ api, own, other }) => {
  const { token } = await api.signIn(own.owner.email);
  await api.request('PUT', `/api/programme/portal-keys/${own.siteId}`, { token, body: { key: portalKeyOf(own) } });
  return { id: own.siteId, holder: own.owner, stranger: other.owner };
};

/** A list of the portal that was loaded for the estate's site. */
const portalList: Maker = async ({ api, own, other }) => ({
  id: await loadedPortalList(api.database, own.owner.organisationId, own.siteId),
  holder: own.owner,
  stranger: other.owner,
});

/** A company for the office to which it reports; the stranger is an office to which another one does. */
const reportingCompany: Maker = async ({ api, own, other }) => ({
  id: own.owner.organisationId,
  holder: await grantedOffice(api, own),
  stranger: await grantedOffice(api, other),
});

/** The part of a path by which its maker is known: up to its last parameter. */
export const placeOf = (path: string): string => path.replace(/^(.*\/:\w+).*$/, '$1');

/** The address of the thing: its id in place of the first parameter, the first of its parts in place of another. */
export const addressOf = (path: string, id: string): string => path.replace(/:\w+/, id).replace(/:\w+/g, '0');

/** One maker for each path that ends in an id. A route whose path is not here fails the test that walks them: add a line. */
export const MAKERS: Readonly<Record<string, Maker>> = {
  '/api/sessions/:id': async ({ api, own, other }) => {
    const second = await api.signIn(own.owner.email);
    const { body } = await api.request<{ items: { id: string; current: boolean }[] }>('GET', '/api/sessions', { token: second.token });
    const { id } = body.items.find(({ current }) => current) ?? body.items[0];
    return { id, holder: own.owner, stranger: other.owner };
  },
  '/api/workspace/sites/:id': ofEstate((estate) => estate.siteId, { name: 'renamed' }),
  '/api/workspace/members/:id': async ({ api, own, other }) => {
    const body = { name: 'Made', employeeNumber: `M-${nextNumber()}`, roles: ['operator'] };
    const made = await api.request<{ id: string }>('POST', '/api/workspace/members', { token: own.owner.token, body });
    return { id: made.body.id, holder: own.owner, stranger: other.owner, change: { roles: ['operator'] } };
  },
  '/api/workspace/device-keys/:id': ofEstate((estate) => estate.deviceKeyId),
  [`${FILES}/:id`]: file(true),
  [`${FILES}/:id/parts/:number`]: file(false),
  '/api/workspace/tasks/:id': async ({ api, own, other }) => {
    const { token } = own.owner;
    const { body } = await api.request<{ taskId: string }>('POST', '/api/probe/counts', { token, body: { to: 1, mark: 'made' } });
    return { id: body.taskId, holder: own.owner, stranger: other.owner };
  },
  '/api/workspace/granted-companies/:organisationId': reportingCompany,
  '/api/programme/companies/:organisationId': reportingCompany,
  '/api/programme/pulls/:organisationId': reportingCompany,
  '/api/programme/portal-keys/:siteId': portalKey,
  '/api/programme/portal-lists/:id': portalList,
  '/api/fems/meters/:id': ofEstate((estate) => estate.meterId, { name: 'renamed' }),
  '/api/fems/points/:id': ofEstate((estate) => estate.pointId, { name: 'renamed' }),
  '/api/fems/reading-imports/:id': readingImport,
  '/api/programme/agreements/:id': ofEstate((estate) => estate.agreementId, { targetLevel: 'intermediate2' }),
  '/api/programme/working-calendars/:siteId': ofEstate((estate) => estate.siteId, { weekdays: [1, 2, 3, 4, 5, 6], days: [] }),
  '/api/probe/things/:id': ofEstate((estate) => estate.thingId, { name: 'renamed' }),
};

/** What of another organisation is put into a field that takes an id, by the field's name. */
export const REFERENCES: Readonly<Record<string, (estate: Estate) => string>> = {
  siteId: (estate) => estate.siteId,
  meterId: (estate) => estate.meterId,
  pointId: (estate) => estate.pointId,
  sourceId: (estate) => estate.sourceId,
  memberId: (estate) => estate.memberId,
  fileId: (estate) => estate.fileId,
  pointIds: (estate) => estate.pointId,
  siteIds: (estate) => estate.siteId,
  agreementId: (estate) => estate.agreementId,
  parentId: (estate) => estate.thingId,
  officeId: (estate) => estate.owner.organisationId,
  supplierId: (estate) => estate.owner.organisationId,
  companies: (estate) => estate.owner.organisationId,
  organisationId: (estate) => estate.owner.organisationId,
};
