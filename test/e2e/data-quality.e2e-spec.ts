import type { ApiUnderTest, TestPerson } from '../support/api-under-test';
import { type Estate, estate, member } from '../support/estate';
import { apiWithProbe } from '../support/house-under-test';
import { MEMBERS, type MemberList } from '../support/joining';

interface Corrections {
  items: { value: string | null; reason: string | null; by: { kind: string; id: string | null; name: string | null } }[];
}
interface Readings {
  items: { corrections: Corrections['items'] }[];
}

const PERIOD = { from: '2026-03-01T00:00:00+09:00', to: '2026-04-01T00:00:00+09:00' };

/** Who changed a value is named as long as the organisation may know it. */
describe('the author of a correction', () => {
  let api: ApiUnderTest;
  let own: Estate;
  let manager: TestPerson;

  beforeAll(async () => {
    api = await apiWithProbe();
    own = await estate(api);
    manager = await member(api, own.owner.organisationId, ['manager']);
    const send = async (token: string, value: string, reason?: string) => {
      const readings = [{ pointId: own.pointId, at: PERIOD.from, value }];
      const reply = await api.request('POST', '/api/fems/readings', { token, body: { sourceId: own.sourceId, readings, reason } });
      expect(reply.status).toBe(200);
    };
    await send(own.deviceKey, '1');
    await send(manager.token, '2', '계기 교정');
    await send(own.deviceKey, '3');
  });
  afterAll(() => api.close());

  const asked = async (person: TestPerson) => {
    const query = new URLSearchParams({ pointId: own.pointId, ...PERIOD });
    return (await api.request<Corrections>('GET', `/api/fems/corrections?${query}`, { token: person.token })).body.items;
  };
  const chain = async () => {
    const query = new URLSearchParams({ pointId: own.pointId, ...PERIOD });
    return (await api.request<Readings>('GET', `/api/fems/readings?${query}`, { token: own.owner.token })).body.items[0]?.corrections ?? [];
  };

  it('is a person by name, and a device without one', async () => {
    const device = { value: '3', reason: null, by: { kind: 'device', id: own.deviceKeyId, name: null } };
    const person = { value: '2', reason: '계기 교정', by: { kind: 'person', id: expect.any(String), name: 'Member' } };
    expect(await asked(own.owner)).toMatchObject([device, person]);
    expect(await chain()).toMatchObject([person, device]);
  });

  it('is named after leaving, and not after an erasure; the correction stays as it is', async () => {
    const { items } = (await api.request<MemberList>('GET', MEMBERS, { token: own.owner.token })).body;
    const memberId = items.find(({ email }) => email === manager.email)?.id ?? '';
    expect((await api.request('DELETE', `${MEMBERS}/${memberId}`, { token: own.owner.token })).status).toBe(204);
    expect((await asked(own.owner))[1]?.by.name).toBe('Member');
    const body = { memberId, reason: '본인 요청' };
    expect((await api.request('POST', '/api/workspace/usage-erasures', { token: own.owner.token, body })).status).toBe(201);
    expect(await asked(own.owner)).toMatchObject([{}, { value: '2', reason: '계기 교정', by: { kind: 'person', name: null } }]);
    expect((await chain())[0]?.by.name).toBeNull();
  });
});
