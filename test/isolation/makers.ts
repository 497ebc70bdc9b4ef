import type { ApiUnderTest, TestPerson } from '../support/api-under-test';
import { type Estate, estate, grantedOffice, nextNumber } from '../support/estate';

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

type Maker = (world: World) => Promise<Made>;

const ofEstate =
  (pick: (estate: Estate) => string, change?: object): Maker =>
  async ({ own, other }) => ({ id: pick(own), holder: own.owner, stranger: other.owner, change });

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
  '/api/workspace/granted-companies/:organisationId': async ({ api, own, other }) => ({
    id: own.owner.organisationId,
    holder: await grantedOffice(api, own),
    stranger: await grantedOffice(api, other),
  }),
  '/api/fems/meters/:id': ofEstate((estate) => estate.meterId, { name: 'renamed' }),
  '/api/fems/points/:id': ofEstate((estate) => estate.pointId, { name: 'renamed' }),
  '/api/probe/things/:id': ofEstate((estate) => estate.thingId, { name: 'renamed' }),
};

/** What of another organisation is put into a field that takes an id, by the field's name. */
export const REFERENCES: Readonly<Record<string, (estate: Estate) => string>> = {
  siteId: (estate) => estate.siteId,
  meterId: (estate) => estate.meterId,
  pointId: (estate) => estate.pointId,
  sourceId: (estate) => estate.sourceId,
  memberId: (estate) => estate.memberId,
  parentId: (estate) => estate.thingId,
  officeId: (estate) => estate.owner.organisationId,
  organisationId: (estate) => estate.owner.organisationId,
};
