import { LiveSignal } from '@maru/platform';
import { eventually, type TestDatabase, testDatabase } from '@maru/platform/testing';
import { ApiUnderTest, type TestPerson } from '../support/api-under-test';
import { tenantNumber } from '../support/estate';
import { OpenScreen } from '../support/open-screen';

describe('open screens', () => {
  let database: TestDatabase;
  let api: ApiUnderTest;
  let replica: ApiUnderTest;
  let owner: TestPerson;

  beforeAll(async () => {
    database = await testDatabase();
    api = await ApiUnderTest.on(database);
    replica = await ApiUnderTest.on(database);
    owner = await api.organisation();
  });
  afterAll(async () => {
    await replica.stop();
    await api.close();
  });

  it('hear on every replica what one replica changed, and nothing of another organisation', async () => {
    const neighbour = await api.organisation();
    const [here, there, next] = [
      await OpenScreen.open(api, owner),
      await OpenScreen.open(replica, owner),
      await OpenScreen.open(replica, neighbour),
    ];
    const signal = replica.app.get(LiveSignal);
    const tenantId = await tenantNumber(api, owner.organisationId);
    const neighbourId = await tenantNumber(api, neighbour.organisationId);
    signal.raise(tenantId, 'reading', 'a');
    signal.raise(tenantId, 'reading', 'a');
    signal.raise(neighbourId, 'reading', 'b');
    await eventually(() => here.changes.length > 0 && there.changes.length > 0 && next.changes.length > 0);
    expect([here.changes, there.changes, next.changes]).toEqual([
      [{ topic: 'reading', key: 'a' }],
      [{ topic: 'reading', key: 'a' }],
      [{ topic: 'reading', key: 'b' }],
    ]);
    for (const screen of [here, there, next]) screen.close();
  });

  it('are told that everything may have changed when too much has to name it', async () => {
    const screen = await OpenScreen.open(api, owner);
    const tenantId = await tenantNumber(api, owner.organisationId);
    for (let number = 0; number < 500; number++) api.app.get(LiveSignal).raise(tenantId, 'reading', `point ${number}`);
    for (let number = 0; number < 40; number++) api.app.get(LiveSignal).raise(tenantId, `${'topic'.repeat(40)} ${number}`, 'x'.repeat(100));
    await eventually(() => screen.changes.length >= 41);
    expect(screen.changes[0]).toEqual({ topic: 'reading', key: '*' });
    expect(screen.changes).toHaveLength(41);
    screen.close();
  });

  it('hear nothing more when their session has ended, on whatever replica it was', async () => {
    const person = await api.signIn(owner.email);
    const screen = await OpenScreen.open(replica, person);
    const staying = await OpenScreen.open(replica, owner);
    expect((await api.request('DELETE', '/api/sessions/current', { token: person.token })).status).toBe(204);
    await eventually(() => screen.ended);
    expect(staying.ended).toBe(false);
    staying.close();
    expect((await api.request('GET', '/api/live', { token: person.token })).status).toBe(401);
  });

  it('hold up no process that is told to end', async () => {
    const leaving = await ApiUnderTest.on(database);
    const screen = await OpenScreen.open(leaving, owner);
    await leaving.stop();
    await eventually(() => screen.ended);
  });

  it('that are closed are forgotten, and count as no use', async () => {
    const screen = await OpenScreen.open(api, owner);
    screen.close();
    await eventually(() => screen.ended);
    const events = await database.query("select 1 from platform.usage_event where resource = 'live'");
    expect(events).toEqual([]);
  });
});
