import { testDatabase } from '@maru/platform/testing';
import { ApiUnderTest, type TestPerson } from '../support/api-under-test';
import { agreementBody } from '../support/estate';

interface Company {
  organisationId: string;
  sites: Site[];
}

interface Site {
  site: { id: string; name: string };
  agreements: { number: string; partyName: string | null }[];
  duties: { kind: string; state: string; partyKind: string | null }[];
  lastStoredAt: string | null;
  month: { operating: number };
  outlook: { risk: string } | null;
}

interface GrantList {
  items: { officeId: string; kind: string; granted: boolean }[];
  foundSupplier: boolean | null;
}

const GRANTS = '/api/workspace/reporting-grants';

describe('the consortium of a supplier', () => {
  let api: ApiUnderTest;

  beforeAll(async () => {
    api = await ApiUnderTest.on(await testDatabase());
  });
  afterAll(() => api.close());

  const change = (company: TestPerson, to: TestPerson, kind: 'grant' | 'revoke') =>
    api.request('POST', '/api/workspace/reporting-grant-changes', {
      token: company.token,
      body: { officeId: to.organisationId, kind },
    });
  const seen = (supplier: TestPerson, query = '') =>
    api.request<{ items: Company[]; next: string | null; total: number }>('GET', `/api/programme/consortium-companies${query}`, {
      token: supplier.token,
    });
  const company = async (...agreements: object[]) => {
    const owner = await api.organisation();
    const site = await api.request<{ id: string }>('POST', '/api/workspace/sites', {
      token: owner.token,
      body: { name: 'site', businessRegistrationNumber: '999-99-00010' },
    });
    for (const agreement of agreements) {
      const made = await api.request('POST', '/api/programme/agreements', {
        token: owner.token,
        body: { ...agreementBody(site.body.id), ...agreement },
      });
      expect(made.status).toBe(201);
    }
    return owner;
  };
  const signed = {
    noticeId: 'cloud-solution-2023',
    partyName: '마루 컨소시엄',
    signedOn: '2024-01-20',
    completedOn: '2025-01-31',
    finallyCompletedOn: '2025-07-31',
  };

  it('is seen while a company lets it be, and no longer', async () => {
    const [supplier, other] = [await api.organisation({ kind: 'supplier' }), await api.organisation({ kind: 'supplier' })];
    const owner = await company(signed);
    expect((await seen(supplier)).body).toMatchObject({ items: [], total: 0 });
    expect((await change(owner, supplier, 'grant')).status).toBe(201);
    const { body } = await seen(supplier);
    expect(body).toMatchObject({ total: 1, next: null });
    expect(body.items[0]).toMatchObject({
      organisationId: owner.organisationId,
      sites: [{ site: { name: 'site' }, agreements: [{ partyName: '마루 컨소시엄' }], lastStoredAt: null, month: { operating: 0 } }],
    });
    expect((await seen(other)).body.items).toEqual([]);
    expect((await change(owner, supplier, 'revoke')).status).toBe(201);
    expect((await seen(supplier)).body.items).toEqual([]);
  });

  it('is all that a supplier sees: nothing of what the company itself signed, and nothing without an agreement of a consortium', async () => {
    const supplier = await api.organisation({ kind: 'supplier' });
    const [both, own] = [await company(signed, {}), await company({})];
    for (const owner of [both, own]) await change(owner, supplier, 'grant');
    const { items } = (await seen(supplier)).body;
    const of = (owner: TestPerson) => items.find(({ organisationId }) => organisationId === owner.organisationId);
    const site = of(both)?.sites.at(0);
    expect(site?.agreements).toHaveLength(1);
    expect(new Set(site?.duties.map(({ partyKind }) => partyKind))).toEqual(new Set(['supplierConsortium']));
    expect(site?.duties.find(({ kind }) => kind === 'logs')?.state).toBe('running');
    expect(of(own)).toMatchObject({ sites: [] });
  });

  it('opens neither usage log nor desk to the supplier, and stands for no grant to an office', async () => {
    const supplier = await api.organisation({ kind: 'supplier' });
    const owner = await company({ completedOn: '2025-12-19' });
    await change(owner, supplier, 'grant');
    for (const path of [
      `workspace/granted-companies/${owner.organisationId}/usage-events`,
      `programme/companies/${owner.organisationId}/day-events`,
      `programme/companies/${owner.organisationId}/operating-month`,
      `programme/pulls/${owner.organisationId}/events`,
    ])
      expect([path, (await api.request('GET', `/api/${path}`, { token: supplier.token })).status]).toEqual([path, 403]);
    const duties = await api.request<{ items: { kind: string; state: string }[] }>('GET', '/api/programme/duties', { token: owner.token });
    expect(duties.body.items.find(({ kind }) => kind === 'grant')?.state).toBe('due');
  });

  it('is granted to the supplier whose code the company was given; no other one is listed', async () => {
    const [supplier, owner] = [await api.organisation({ kind: 'supplier' }), await api.organisation()];
    const list = async (query = '') => (await api.request<GrantList>('GET', `${GRANTS}${query}`, { token: owner.token })).body;
    const ofSupplier = ({ items }: GrantList) => items.filter(({ kind }) => kind === 'supplier').map(({ officeId }) => officeId);
    expect(ofSupplier(await list())).toEqual([]);
    expect(await list('?supplierCode=nobody')).toMatchObject({ foundSupplier: false });
    const [{ company_code: code }] = await api.database.query<{ company_code: string }>(
      'select company_code from platform.tenant where organisation_id = $1',
      [supplier.organisationId],
    );
    const found = await list(`?supplierCode=${code.toUpperCase()}`);
    expect([ofSupplier(found), found.foundSupplier]).toEqual([[supplier.organisationId], true]);
    await change(owner, supplier, 'grant');
    expect(ofSupplier(await list())).toEqual([supplier.organisationId]);
    expect((await change(owner, owner, 'grant')).status).toBe(400);
  });
});
