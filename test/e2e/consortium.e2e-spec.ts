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
  duties: { kind: string; state: string; next: string | null; agreementNumber: string | null }[];
  lastStoredAt: string | null;
  month: { operating: number };
  outlook: { risk: string } | null;
}

interface GrantList {
  items: { officeId: string; kind: string; granted: boolean }[];
  foundSupplier: boolean | null;
}

interface Agreement {
  id: string;
  version: number;
  supplier: { organisationId: string; granted: boolean } | null;
}

const AGREEMENTS = '/api/programme/agreements';
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
  const company = async (supplier: TestPerson, ...agreements: object[]) => {
    const owner = await api.organisation();
    expect((await change(owner, supplier, 'grant')).status).toBe(201);
    const site = await api.request<{ id: string }>('POST', '/api/workspace/sites', {
      token: owner.token,
      body: { name: 'site', businessRegistrationNumber: '999-99-00010' },
    });
    const made: Agreement[] = [];
    for (const agreement of agreements) {
      const { status, body } = await api.request<Agreement>('POST', AGREEMENTS, {
        token: owner.token,
        body: { ...agreementBody(site.body.id), ...agreement },
      });
      expect(status).toBe(201);
      made.push(body);
    }
    return { owner, siteId: site.body.id, agreements: made };
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
    expect((await seen(supplier)).body).toMatchObject({ items: [], total: 0 });
    const { owner } = await company(supplier, { ...signed, supplierId: supplier.organisationId });
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

  it('is all that a supplier sees: nothing of what the company itself signed, and nothing of an agreement that names it not', async () => {
    const [supplier, other] = [await api.organisation({ kind: 'supplier' }), await api.organisation({ kind: 'supplier' })];
    const { owner, agreements } = await company(supplier, signed, {});
    expect((await seen(supplier)).body.items).toMatchObject([{ organisationId: owner.organisationId, sites: [] }]);
    await change(owner, other, 'grant');
    const [{ id, version }] = agreements;
    const named = await api.request<Agreement>('PATCH', `${AGREEMENTS}/${id}`, {
      token: owner.token,
      headers: { 'if-match': `"${version}"` },
      body: { supplierId: supplier.organisationId },
    });
    expect([named.status, named.body.supplier]).toMatchObject([200, { organisationId: supplier.organisationId, granted: true }]);
    const [site] = (await seen(supplier)).body.items[0].sites;
    expect(site.agreements).toMatchObject([{ partyName: '마루 컨소시엄' }]);
    expect(site.duties.find(({ kind }) => kind === 'logs')?.state).toBe('running');
    expect(site.duties.map(({ kind }) => kind).sort()).toEqual(['key', 'logs', 'retention']);
    expect((await seen(other)).body.items).toMatchObject([{ organisationId: owner.organisationId, sites: [] }]);
  });

  it('shows the key of a site as the next thing to do while its logs are owed, and no longer', async () => {
    const supplier = await api.organisation({ kind: 'supplier' });
    const by = { ...signed, supplierId: supplier.organisationId };
    await company(supplier, by);
    await company(supplier, { ...by, signedOn: '2019-01-20', completedOn: '2020-01-31', finallyCompletedOn: '2020-07-31' }, {});
    const keys = (await seen(supplier)).body.items.map(({ sites }) => sites[0].duties.filter(({ kind }) => kind === 'key'));
    expect(keys).toContainEqual([expect.objectContaining({ state: 'due', next: 'set-key' })]);
    expect(keys).toContainEqual([]);
  });

  it('is named among the suppliers to which the company grants reporting, and only where a consortium signs', async () => {
    const [supplier, other] = [await api.organisation({ kind: 'supplier' }), await api.organisation({ kind: 'supplier' })];
    const { owner, siteId } = await company(supplier);
    const refusal = async (body: object) => {
      const sent = { token: owner.token, body: { ...agreementBody(siteId), ...body } };
      const reply = await api.request<{ errors?: { pointer: string; code: string }[] }>('POST', AGREEMENTS, sent);
      return [reply.status, reply.body.errors?.map(({ pointer }) => pointer)];
    };
    expect(await refusal({ ...signed, supplierId: other.organisationId })).toEqual([404, ['/supplierId']]);
    expect(await refusal({ ...signed, supplierId: owner.organisationId })).toEqual([404, ['/supplierId']]);
    expect(await refusal({ supplierId: supplier.organisationId })).toEqual([400, ['/supplierId']]);
    await change(owner, supplier, 'revoke');
    expect(await refusal({ ...signed, supplierId: supplier.organisationId })).toEqual([404, ['/supplierId']]);
  });

  it('opens neither usage log nor desk to the supplier, and stands for no grant to an office', async () => {
    const supplier = await api.organisation({ kind: 'supplier' });
    const { owner } = await company(supplier, { completedOn: '2025-12-19' });
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
