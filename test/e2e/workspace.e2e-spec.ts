import { createHash } from 'node:crypto';
import { type ApiUnderTest, PASSWORD, type TestPerson } from '../support/api-under-test';
import { member, nextNumber, SITE } from '../support/estate';
import { apiWithProbe, asAdmin } from '../support/house-under-test';

interface Interval {
  readonly from: string;
  readonly to: string | null;
}

let api: ApiUnderTest;
beforeAll(async () => {
  api = await apiWithProbe();
});
afterAll(() => api.close());

const post = (owner: TestPerson, path: string, body: object) =>
  api.request<Record<string, unknown>>('POST', path, { token: owner.token, body });
const inAMoment = (ms: number) => new Date(Date.now() + ms).toISOString();

describe('a subscription', () => {
  const change = (owner: TestPerson, kind: 'start' | 'end', effectiveAt?: string, module = 'probe') =>
    post(owner, '/api/workspace/subscription-changes', { module, kind, ...(effectiveAt ? { effectiveAt } : {}) });
  const intervals = async (owner: TestPerson) => {
    const { body } = await api.request<{ items: { module: string; subscribed: boolean; intervals: Interval[] }[] }>(
      'GET',
      '/api/workspace/subscriptions',
      { token: owner.token },
    );
    return body.items.find(({ module }) => module === 'probe') as { subscribed: boolean; intervals: Interval[] };
  };

  it('is a history of half-open intervals in which nothing is rewritten', async () => {
    const owner = await api.organisation();
    const moments: unknown[] = [];
    for (const kind of ['start', 'end', 'start'] as const) {
      const { status, body } = await change(owner, kind);
      expect(status).toBe(201);
      moments.push(body.effectiveAt);
    }
    expect(await intervals(owner)).toMatchObject({
      subscribed: true,
      intervals: [
        { from: moments[0], to: moments[1] },
        { from: moments[2], to: null },
      ],
    });
    const rows = await asAdmin(
      api.database,
      async (client) =>
        (
          await client.query(
            'select change.kind from workspace.subscription_change change join platform.tenant using (tenant_id) where organisation_id = $1 order by sequence',
            [owner.organisationId],
          )
        ).rows,
    );
    expect(rows.map(({ kind }) => kind)).toEqual(['start', 'end', 'start']);
  });

  it('is refused where it would rewrite history, each for its reason', async () => {
    const owner = await api.organisation();
    expect((await change(owner, 'end')).body).toMatchObject({ status: 409, type: '/problems/workspace/not-subscribed' });
    expect((await change(owner, 'start', inAMoment(-5_000))).body).toMatchObject({
      status: 400,
      errors: [{ pointer: '/effectiveAt', code: 'in-the-past' }],
    });
    expect((await change(owner, 'start', inAMoment(3_600_000))).status).toBe(201);
    expect((await change(owner, 'start')).body).toMatchObject({ status: 409, type: '/problems/workspace/already-subscribed' });
    expect((await change(owner, 'end', inAMoment(60_000))).status).toBe(409);
    expect((await intervals(owner)).subscribed).toBe(false);
    for (const module of ['workspace', 'none', '__proto__'])
      expect((await change(owner, 'start', undefined, module)).body).toMatchObject({ status: 400, errors: [{ pointer: '/module' }] });
  });

  it('that is begun 16 times at once is begun once', async () => {
    const owner = await api.organisation();
    const statuses = (await Promise.all(Array.from({ length: 16 }, () => change(owner, 'start')))).map(({ status }) => status);
    expect(statuses.sort()).toEqual([201, ...Array(15).fill(409)]);
    expect((await intervals(owner)).intervals).toHaveLength(1);
  });
});

describe('a reporting grant', () => {
  const grant = (company: TestPerson, office: TestPerson, kind: 'grant' | 'revoke', effectiveAt?: string) =>
    post(company, '/api/workspace/reporting-grant-changes', {
      officeId: office.organisationId,
      kind,
      ...(effectiveAt ? { effectiveAt } : {}),
    });
  const companies = async (office: TestPerson) => {
    const { body } = await api.request<{ items: { organisationId: string }[] }>('GET', '/api/workspace/granted-companies', {
      token: office.token,
    });
    return body.items.map(({ organisationId }) => organisationId);
  };
  const seen = async (office: TestPerson, company: TestPerson) =>
    (await api.request('GET', `/api/workspace/granted-companies/${company.organisationId}/usage-events`, { token: office.token })).status;

  it('is all by which an office sees a company, for as long as it is in force', async () => {
    const [company, other] = [await api.organisation(), await api.organisation()];
    const [office, otherOffice] = [
      await api.organisation({ kind: 'programmeOffice' }),
      await api.organisation({ kind: 'programmeOffice' }),
    ];
    expect([await companies(office), await seen(office, company)]).toEqual([[], 404]);
    expect((await grant(company, office, 'grant', inAMoment(3_600_000))).status).toBe(201);
    expect([await companies(office), await seen(office, company)]).toEqual([[], 404]);
    expect((await grant(other, office, 'grant')).status).toBe(201);
    expect([await companies(office), await seen(office, other), await seen(office, company)]).toEqual([[other.organisationId], 200, 404]);
    expect([await companies(otherOffice), await seen(otherOffice, other)]).toEqual([[], 404]);
    expect((await grant(other, office, 'revoke')).status).toBe(201);
    expect([await companies(office), await seen(office, other)]).toEqual([[], 404]);
    expect((await grant(other, office, 'revoke')).body).toMatchObject({ status: 409, type: '/problems/workspace/not-granted' });
    expect((await grant(other, office, 'grant')).status).toBe(201);
    expect(await seen(office, other)).toBe(200);
  });

  it('is given to an office or a supplier and to nobody else, and lets no supplier see the usage log', async () => {
    const [company, other] = [await api.organisation(), await api.organisation()];
    for (const nobody of [company, other])
      expect((await grant(company, nobody, 'grant')).body).toMatchObject({
        status: 400,
        errors: [{ pointer: '/officeId', code: 'unknown-office' }],
      });
    const supplier = await api.organisation({ kind: 'supplier' });
    expect((await grant(company, supplier, 'grant')).status).toBe(201);
    expect(await seen(supplier, company)).toBe(403);
  });

  it('shows nothing written by the office in the log of the company that it reads', async () => {
    const company = await api.organisation();
    const office = await api.organisation({ kind: 'programmeOffice' });
    await grant(company, office, 'grant');
    const reply = await api.request('GET', `/api/workspace/granted-companies/${company.organisationId}/usage-events`, {
      token: office.token,
      headers: { 'maru-cause': 'input' },
    });
    const own = await asAdmin(
      api.database,
      async (client) =>
        (
          await client.query(
            'select 1 from platform.usage_event join platform.tenant using (tenant_id) where organisation_id = $1 and request_id = $2',
            [company.organisationId, reply.headers.get('request-id')],
          )
        ).rowCount,
    );
    expect(own).toBe(0);
  });

  it('leaves in the record of the company what an office saw on screen, and nothing where there was nothing to see', async () => {
    const company = await api.organisation();
    const office = await api.organisation({ kind: 'programmeOffice' });
    await grant(company, office, 'grant');
    const look = (query: string) =>
      api.request<{ items: { at: string }[] }>('GET', `/api/workspace/granted-companies/${company.organisationId}/usage-events?${query}`, {
        token: office.token,
      });
    const shown = await look('limit=2');
    expect((await look('to=2020-01-01T00:00:00Z')).body.items).toEqual([]);
    const { body } = await api.request<{ items: unknown[] }>('GET', '/api/workspace/report-pulls', { token: company.token });
    expect(body.items).toMatchObject([
      {
        stream: 'shown-events',
        format: 'screen',
        officeId: office.organisationId,
        events: shown.body.items.length,
        bytes: Buffer.byteLength(shown.text),
        sha256: createHash('sha256').update(shown.text).digest('hex'),
        lastAt: shown.body.items[0].at,
      },
    ]);
  });
});

describe('a site', () => {
  it.each([
    ['999-99-00010', 201],
    ['9999900010', 201],
    ['999-99-00011', 400],
    ['99-999-00010', 400],
    ['0000000000', 400],
  ])('with the business registration number %s is answered %i', async (businessRegistrationNumber, status) => {
    const owner = await api.organisation();
    const reply = await post(owner, '/api/workspace/sites', { ...SITE, name: `site ${nextNumber()}`, businessRegistrationNumber });
    expect(reply.status).toBe(status);
    if (status === 201) expect(reply.body.businessRegistrationNumber).toBe('999-99-00010');
    else expect(reply.body.errors).toEqual([expect.objectContaining({ pointer: '/businessRegistrationNumber' })]);
  });
});

describe('a member', () => {
  it('of several roles may do what any of them may', async () => {
    const owner = await api.organisation();
    const both = await member(api, owner.organisationId, ['operator', 'manager']);
    const me = await api.request<{ roles: string[]; permissions: string[] }>('GET', '/api/me', { token: both.token });
    expect(me.body.permissions).toEqual(expect.arrayContaining(['workspace.site.read', 'workspace.site.write']));
    expect(me.body.permissions).not.toContain('workspace.member.write');
  });
});

describe('an organisation', () => {
  it('is registered by the provider with its first member, wholly or not at all', async () => {
    const provider = await api.organisation({ kind: 'provider' });
    const owner = { name: 'First', email: `first${nextNumber()}@new.example`, roles: ['owner'], password: PASSWORD };
    const body = { name: 'New', kind: 'manufacturer', companyCode: `new-${nextNumber()}`, owner };
    const made = await post(provider, '/api/workspace/organisations', body);
    expect(made.body).toMatchObject({ kind: 'manufacturer', companyCode: body.companyCode, simulated: false });
    expect((await api.signIn(owner.email)).organisationId).toBe(made.body.id);
    const again = await post(provider, '/api/workspace/organisations', { ...body, companyCode: `new-${nextNumber()}` });
    expect([again.status, again.body.errors]).toEqual([409, [expect.objectContaining({ pointer: '/owner/email', code: 'taken' })]]);
    const left = await asAdmin(
      api.database,
      async (client) => (await client.query("select 1 from platform.tenant where name = 'New'")).rowCount,
    );
    expect(left).toBe(1);
  });
});
