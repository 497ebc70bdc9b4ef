import { Findables } from '@maru/platform';
import type { ApiUnderTest } from '../support/api-under-test';
import { type Estate, estate, grantedOffice, importFile, member, pointBody } from '../support/estate';
import { apiWithProbe, asAdmin } from '../support/house-under-test';

interface Item {
  id: string;
  name: string;
  sub: string | null;
  place: Record<string, string>;
}
interface Found {
  kinds: { kind: string; items: Item[]; more: boolean }[];
}

describe('finding by name', () => {
  let api: ApiUnderTest;
  let own: Estate;
  let other: Estate;

  beforeAll(async () => {
    api = await apiWithProbe();
    own = await estate(api);
    other = await estate(api);
  });
  afterAll(() => api.close());

  const ask = (token: string, q: string) => api.request<Found>('GET', `/api/workspace/search?q=${encodeURIComponent(q)}`, { token });
  const find = async (token: string, q: string) => {
    const { status, body } = await ask(token, q);
    expect(status).toBe(200);
    return body;
  };
  const kindsOf = ({ kinds }: Found) => kinds.map(({ kind }) => kind).sort();
  const ids = ({ kinds }: Found) => kinds.flatMap(({ items }) => items.map(({ id }) => id));
  const make = async (path: string, body: object, { token } = own.owner) => {
    const reply = await api.request<{ id: string }>('POST', path, { token, body });
    expect([path, reply.status]).toEqual([path, 201]);
    return reply.body.id;
  };
  const meter = (name: string, { owner, siteId } = own) => make('/api/fems/meters', { siteId, name, main: false }, owner);

  it('finds each kind of thing by a part of its name, and says what its page needs', async () => {
    const { token } = own.owner;
    const [site, sub] = [own.siteId, 'Gwangyang'];
    const mark = 'Zx';
    const siteId = await make('/api/workspace/sites', {
      name: `가${mark}나 공장`,
      businessRegistrationNumber: '999-99-00010',
      address: sub,
    });
    const memberId = await make('/api/workspace/members', { name: `김${mark}`, employeeNumber: 'Z-1', roles: ['operator'] });
    const keyId = await make('/api/workspace/device-keys', { name: `키 ${mark}`, scopes: ['fems.reading.ingest'] });
    const meterId = await meter(`압연 ${mark} 2호기`);
    const pointId = await make('/api/fems/points', { ...pointBody(meterId), name: `전력량 ${mark}` });
    const sourceId = await make('/api/fems/reading-sources', { name: `${mark} 수집기`, stamp: 'intervalEnd' });
    const importId = await make('/api/fems/reading-imports', { fileId: own.fileId, sourceId: own.sourceId });
    const found = await find(token, ' zX ');
    const siteName = (await api.request<{ name: string }>('GET', `/api/workspace/sites/${site}`, { token })).body.name;
    const things = Object.fromEntries(found.kinds.map(({ kind, items }) => [kind, items]));
    expect(things).toEqual({
      'workspace.site': [{ id: siteId, name: `가${mark}나 공장`, sub, place: {} }],
      'workspace.member': [{ id: memberId, name: `김${mark}`, sub: 'Z-1', place: {} }],
      'workspace.device-key': [{ id: keyId, name: `키 ${mark}`, sub: null, place: {} }],
      'fems.meter': [{ id: meterId, name: `압연 ${mark} 2호기`, sub: siteName, place: { siteId: site } }],
      'fems.point': [
        {
          id: pointId,
          name: `전력량 ${mark}`,
          sub: `${siteName} · 압연 ${mark} 2호기`,
          place: { siteId: site, meterId, quantity: 'activeEnergyImport' },
        },
      ],
      'fems.reading-source': [{ id: sourceId, name: `${mark} 수집기`, sub: null, place: {} }],
    });
    expect((await find(token, 'READINGS.csv')).kinds).toEqual([
      { kind: 'fems.reading-import', items: [{ id: importId, name: 'readings.csv', sub: null, place: {} }], more: false },
    ]);
    // Korean is found by any of its syllables, however they were put together.
    for (const q of ['압연', '연', '연 Zx', '압연'.normalize('NFD')]) expect(ids(await find(token, q))).toContain(meterId);
  });

  it('finds names whose letters are apart, as macOS writes them, of every kind', async () => {
    const apart = (name: string) => name.normalize('NFD');
    const provider = await api.organisation({ kind: 'provider' });
    const office = await grantedOffice(api, own);
    await asAdmin(api.database, (client) =>
      client.query('update platform.tenant set name = $2 where organisation_id = $1', [own.owner.organisationId, apart('한빛제강')]),
    );
    const meterId = await meter(apart('한빛 계량기'));
    const made = [
      own.owner.organisationId,
      await make('/api/workspace/sites', { name: apart('한빛 공장'), businessRegistrationNumber: '999-99-00010' }),
      await make('/api/workspace/members', { name: apart('한빛나'), employeeNumber: 'H-1', roles: ['operator'] }),
      await make('/api/workspace/device-keys', { name: apart('한빛 키'), scopes: ['fems.reading.ingest'] }),
      meterId,
      await make('/api/fems/points', { ...pointBody(meterId), name: apart('한빛 전력량') }),
      await make('/api/fems/reading-sources', { name: apart('한빛 수집기'), stamp: 'intervalEnd' }),
      await make('/api/fems/reading-imports', { fileId: await importFile(api, own.owner, apart('한빛.csv')), sourceId: own.sourceId }),
    ];
    const kinds = new Set<string>();
    const found = new Set<string>();
    for (const { token } of [own.owner, provider, office])
      for (const q of ['한빛', apart('한빛')])
        for (const { kind, items } of (await find(token, q)).kinds) {
          kinds.add(kind);
          for (const { id } of items) found.add(id);
        }
    expect([...found].sort()).toEqual(made.sort());
    expect([...kinds].sort()).toEqual(
      api.app
        .get(Findables)
        .all.map(({ kind }) => kind)
        .sort(),
    );
    const listed = await api.request<{ items: { id: string }[] }>(
      'GET',
      `/api/workspace/organisations?text=${encodeURIComponent('한빛')}`,
      {
        token: provider.token,
      },
    );
    expect(listed.body.items.map(({ id }) => id)).toEqual([own.owner.organisationId]);
  });

  it('finds nothing of another organisation', async () => {
    const foreign = await meter('Unmistakable', other);
    expect(ids(await find(other.owner.token, 'unmistakable'))).toEqual([foreign]);
    expect(await find(own.owner.token, 'unmistakable')).toEqual({ kinds: [] });
  });

  it('finds what the person may see and nothing else', async () => {
    const operator = await member(api, own.owner.organisationId, ['operator']);
    const officer = await member(api, own.owner.organisationId, ['officer']);
    const every = await find(own.owner.token, 'e');
    expect(kindsOf(every)).toEqual(expect.arrayContaining(['workspace.member', 'workspace.device-key', 'fems.meter', 'workspace.site']));
    expect(kindsOf(await find(operator.token, 'e')).filter((kind) => /member|device-key/.test(kind))).toEqual([]);
    expect(kindsOf(await find(operator.token, 'e'))).toEqual(expect.arrayContaining(['fems.meter', 'workspace.site']));
    expect(kindsOf(await find(officer.token, 'e'))).toEqual(['workspace.device-key', 'workspace.member']);
    expect((await api.request('GET', '/api/workspace/search?q=e', { token: own.deviceKey })).status).toBe(403);
  });

  it('finds nothing of a module that is not subscribed', async () => {
    const late = await api.organisation({ modules: ['fems'] });
    const change = (kind: 'start' | 'end') =>
      api.request('POST', '/api/workspace/subscription-changes', { token: late.token, body: { module: 'fems', kind } });
    const sourceId = await make('/api/fems/reading-sources', { name: 'gateway', stamp: 'intervalEnd' }, late);
    expect(ids(await find(late.token, 'gateway'))).toEqual([sourceId]);
    expect((await change('end')).status).toBe(201);
    expect(await find(late.token, 'gateway')).toEqual({ kinds: [] });
  });

  it('takes the signs of a pattern for what they are', async () => {
    const names = ['100% 부하', 'M_07', 'back\\slash', "O'Hara"];
    const made: string[] = [];
    for (const name of names) made.push(await meter(name));
    const { token } = own.owner;
    expect(ids(await find(token, '0%'))).toEqual([made[0]]);
    expect(ids(await find(token, '%'))).toEqual([made[0]]);
    expect(ids(await find(token, '_'))).toEqual([made[1]]);
    expect(ids(await find(token, '\\'))).toEqual([made[2]]);
    expect(ids(await find(token, "o'h"))).toEqual([made[3]]);
    for (const q of ['%%', '__', '\\\\', "' or 1=1 --", '$1']) expect([q, ids(await find(token, q))]).toEqual([q, []]);
  });

  it('refuses what is no word, by name', async () => {
    const { token } = own.owner;
    for (const query of ['', '?q=', '?q=%20%20', '?q=%00', '?q=a%00b', `?q=${'x'.repeat(101)}`, `?q=${'x'.repeat(200)}`, '?q=a&q=b']) {
      const { status, body } = await api.request<{ errors: { pointer: string }[] }>('GET', `/api/workspace/search${query}`, { token });
      expect([query, status, body.errors[0].pointer.slice(0, 2)]).toEqual([query, 400, expect.stringMatching(/^\?q?$/)]);
    }
    expect((await ask(token, '가'.repeat(100))).body).toEqual({ kinds: [] });
  });

  it('lists a few of each kind, by name, and says when there are more', async () => {
    for (let n = 9; n >= 1; n--) await meter(`many ${n}`);
    const [{ items, more }] = (await find(own.owner.token, 'many')).kinds;
    expect(items.map(({ name }) => name)).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((n) => `many ${n}`));
    expect(more).toBe(true);
    expect((await find(own.owner.token, 'many 9')).kinds[0].more).toBe(false);
  });

  it('finds for an office the companies that granted it, while they do', async () => {
    const office = await grantedOffice(api, own);
    const stranger = await grantedOffice(api, other);
    const [granted] = (await api.request<{ items: { name: string }[] }>('GET', '/api/workspace/granted-companies', { token: office.token }))
      .body.items;
    expect(await find(office.token, granted.name.toUpperCase())).toEqual({
      kinds: [
        {
          kind: 'workspace.granted-company',
          items: [{ id: own.owner.organisationId, name: granted.name, sub: null, place: {} }],
          more: false,
        },
      ],
    });
    expect(await find(stranger.token, granted.name)).toEqual({ kinds: [] });
    const body = { officeId: office.organisationId, kind: 'revoke' };
    await api.request('POST', '/api/workspace/reporting-grant-changes', { token: own.owner.token, body });
    expect(await find(office.token, granted.name)).toEqual({ kinds: [] });
  });

  it('finds for the provider the organisations, and nothing that is theirs', async () => {
    const provider = await api.organisation({ kind: 'provider' });
    const found = await find(provider.token, 'organisation');
    expect(kindsOf(found)).toEqual(['workspace.organisation']);
    expect(found.kinds[0].items[0]).toMatchObject({ name: expect.stringMatching(/^Organisation/), sub: expect.any(String) });
    expect(await find(provider.token, 'meter')).toEqual({ kinds: [] });
  });
});
