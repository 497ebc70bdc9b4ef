import { commitment, parseCanonical } from '@maru/evidence';
import { newId } from '@maru/kernel';
import { UsageLog } from '@maru/platform';
import { eventually } from '@maru/platform/testing';
import { Client } from 'pg';
import { roleConnection } from '../../libs/platform/src/config/config';
import { setTenant } from '../../libs/platform/src/database/set-tenant';
import { ApiUnderTest, type TestPerson } from '../support/api-under-test';
import { member, tenantNumber } from '../support/estate';
import { asAdmin } from '../support/house-under-test';
import { joinToo, MEMBERS, type Member, type MemberList } from '../support/joining';
import { type UsageRow, usageRows } from '../support/usage-rows';

interface Event {
  readonly id: string;
  readonly kind: string;
  readonly resource: string;
  readonly person: string | null;
  readonly address: string | null;
  readonly erased: boolean;
}

interface Erasure {
  readonly id: string;
  readonly memberId: string;
  readonly events: number;
}

const ERASURES = '/api/workspace/usage-erasures';

/** A former member's id and addresses are taken out of the usage log; the log itself stays as it was. */
describe('an erasure from the usage log', () => {
  let api: ApiUnderTest;
  let owner: TestPerson;
  let other: TestPerson;
  /** Who leaves `owner`'s organisation and stays in `other`'s. */
  let leaving: TestPerson;
  let membership: Member;

  beforeAll(async () => {
    api = await ApiUnderTest.start();
    [owner, other] = [await api.organisation(), await api.organisation()];
    leaving = await member(api, owner.organisationId, ['manager']);
    await joinToo(api, other, leaving);
    const { items } = (await api.request<MemberList>('GET', MEMBERS, { token: owner.token })).body;
    membership = items.find(({ email }) => email === leaving.email) as Member;
    const read = await api.request('GET', '/api/workspace/sites', { token: leaving.token, headers: { 'maru-cause': 'input' } });
    await eventually(async () => (await usageRows(api.database, read.headers.get('request-id') as string)).length === 1);
    const tenant = { tenantId: await tenantNumber(api, owner.organisationId), kind: 'manufacturer', simulated: false } as const;
    const ofDevice = await api.app
      .get(UsageLog)
      .statements(
        { kind: 'create', cause: 'device', module: 'fems', resource: 'fems/readings', bytes: 1, site: null },
        { tenant: { ...tenant, organisationId: owner.organisationId }, personId: null, address: '127.0.0.1', requestId: newId() },
      );
    for (const { text, values } of ofDevice) await asAdmin(api.database, (client) => client.query(text, values));
  });
  afterAll(() => api.close());

  const erase = (person: TestPerson, memberId: string, reason = '본인 요청') =>
    api.request<Erasure>('POST', ERASURES, { token: person.token, body: { memberId, reason } });
  const log = async (person: TestPerson) =>
    (await api.request<{ items: Event[] }>('GET', '/api/workspace/usage-events?limit=1000', { token: person.token })).body.items;
  const rowsOf = async (person: TestPerson) => {
    const [{ person_id }] = await asAdmin(
      api.database,
      async (client) =>
        (await client.query<{ person_id: string }>('select person_id from workspace.person where email = $1', [person.email])).rows,
    );
    return (await usageRows(api.database)).filter((row) => row.person_id === person_id);
  };
  const at = ({ organisationId }: TestPerson, rows: readonly UsageRow[]) => rows.filter((row) => row.organisation_id === organisationId);

  it('is refused for who is a member, and nothing is erased', async () => {
    const before = await rowsOf(leaving);
    expect((await erase(owner, membership.id)).body).toMatchObject({ status: 409, type: '/problems/workspace/member-still' });
    expect(await rowsOf(leaving)).toEqual(before);
  });

  it('is refused for nobody, for who belonged elsewhere, and without a reason', async () => {
    for (const id of [newId(), (await joinToo(api, other, await api.organisation())).id])
      expect((await erase(owner, id)).body).toMatchObject({ status: 400, errors: [{ pointer: '/memberId', code: 'unknown-member' }] });
    expect((await erase(owner, membership.id, '')).body).toMatchObject({ status: 400, errors: [{ pointer: '/reason' }] });
    const manager = await member(api, owner.organisationId, ['manager']);
    expect((await erase(manager, membership.id)).status).toBe(403);
  });

  it('takes person, address and salt away, in this organisation alone, and leaves event and commitments as they were', async () => {
    const before = await rowsOf(leaving);
    const [here, there] = [at(owner, before), at(other, before)];
    expect([here.length, there.length]).toEqual([2, 1]);
    const others = at(owner, await usageRows(api.database)).filter(({ person_id }) => person_id !== here[0].person_id);
    expect((await api.request('DELETE', `${MEMBERS}/${membership.id}`, { token: owner.token })).status).toBe(204);

    const erased = await erase(owner, membership.id);
    expect(erased).toMatchObject({
      status: 201,
      body: { memberId: membership.id, member: 'Member', reason: '본인 요청', events: 2, erasedBy: 'Owner' },
    });
    expect(at(owner, await rowsOf(leaving))).toEqual([]);
    expect(at(other, await rowsOf(leaving))).toEqual(there);
    const after = at(owner, await usageRows(api.database));
    for (const row of others) expect(after).toContainEqual(row);
    for (const former of here) {
      const [row] = after.filter(({ event_id }) => event_id === former.event_id);
      expect(row).toEqual({ ...former, person_id: null, address: null, salt: null });
      const parsed = parseCanonical(row.canonical);
      if (!parsed.ok) throw new Error(parsed.reason);
      // Who had kept value and salt could still prove what the event commits to; nobody else can tell who it was.
      expect(parsed.event.person).toBe(commitment(former.salt as Buffer, 'person', former.person_id as string));
      expect(parsed.event.address).toBe(commitment(former.salt as Buffer, 'address', former.address as string));
    }
    // The act is an event of its own, of who did it.
    const [act] = await usageRows(api.database, erased.headers.get('request-id') as string);
    expect(act).toMatchObject({ kind: 'create', cause: 'input', resource: 'workspace/usage-erasures', address: '127.0.0.1' });
    expect(act.person_id).not.toBe(here[0].person_id);
  });

  it('is told by the log where a person was, and nothing is told in its place', async () => {
    const events = await log(owner);
    const gone = events.filter(({ erased }) => erased);
    expect(gone.map(({ kind }) => kind).sort()).toEqual(['read', 'sign-in']);
    for (const event of gone) expect(event).toMatchObject({ person: null, address: null });
    const whole = events.filter(({ erased }) => !erased);
    // A device was nobody from the start.
    expect(new Set(whole.map(({ person }) => person))).toEqual(new Set(['Owner', 'Member', null]));
    expect((await log(other)).some(({ erased }) => erased)).toBe(false);
  });

  it('can be done again, and stands in the books with its reason', async () => {
    expect((await erase(owner, membership.id, '다시')).body).toMatchObject({ events: 0, reason: '다시' });
    const { items } = (await api.request<{ items: Erasure[] }>('GET', ERASURES, { token: owner.token })).body;
    expect(items.map(({ events }) => events)).toEqual([0, 2]);
    expect((await api.request<{ items: Erasure[] }>('GET', ERASURES, { token: other.token })).body.items).toEqual([]);
  });

  it('and its record and event are one', async () => {
    const second = await member(api, owner.organisationId, ['operator']);
    const { items } = (await api.request<MemberList>('GET', MEMBERS, { token: owner.token })).body;
    const { id } = items.find(({ email }) => email === second.email) as Member;
    await api.request('DELETE', `${MEMBERS}/${id}`, { token: owner.token });
    for (const table of ['platform.usage_event', 'workspace.usage_erasure']) {
      await asAdmin(api.database, (client) => client.query(`revoke insert on ${table} from maru_identity`));
      expect((await erase(owner, id)).status).toBe(500);
      expect(await rowsOf(second)).toHaveLength(1);
      await asAdmin(api.database, (client) => client.query(`grant insert on ${table} to maru_identity`));
    }
    expect((await erase(owner, id)).body.events).toBe(1);
  });

  it('is all that any role can do to such a row: none rewrites it, none but one removes it, none leaves its tenant', async () => {
    const [here, there] = [await tenantNumber(api, owner.organisationId), await tenantNumber(api, other.organisationId)];
    const as = async (role: Parameters<typeof roleConnection>[1], text: string, tenant: number) => {
      const client = new Client(roleConnection(api.database.config, role));
      await client.connect();
      try {
        await client.query('begin');
        await client.query(setTenant(tenant));
        return (await client.query(text)).rowCount;
      } catch (error) {
        return (error as { code: string }).code;
      } finally {
        await client.query('rollback');
        await client.end();
      }
    };
    const rewrite = (column: string) => `update platform.usage_event_person set ${column} = ${column} where tenant_id = ${there}`;
    const remove = `delete from platform.usage_event_person where tenant_id = ${there}`;
    for (const role of ['maru_app', 'maru_identity', 'maru_usage', 'maru_relay', 'maru_partitions'] as const) {
      for (const column of ['person_id', 'address', 'salt', 'event_id'])
        expect([role, await as(role, rewrite(column), there)]).toEqual([role, '42501']);
      if (role !== 'maru_identity') expect([role, await as(role, remove, there)]).toEqual([role, '42501']);
      expect([role, await as(role, `delete from platform.usage_event where tenant_id = ${there}`, there)]).toEqual([role, '42501']);
    }
    expect(await as('maru_identity', remove, here)).toBe(0);
    expect(await as('maru_identity', remove, there)).toBeGreaterThan(0);
    expect(await as('maru_identity', `select person_id, address from platform.usage_event_person where tenant_id = ${there}`, there)).toBe(
      '42501',
    );
  });
});
