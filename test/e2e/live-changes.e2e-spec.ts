import { ApiUnderTest } from '../support/api-under-test';
import { LiveScreen } from '../support/live-screen';

describe('an open screen, on whatever replica', () => {
  let api: ApiUnderTest;
  let other: ApiUnderTest;

  beforeAll(async () => {
    api = await ApiUnderTest.start();
    other = await ApiUnderTest.on(api.database);
  });
  afterAll(async () => {
    await other.stop();
    await api.close();
  });

  it('hears that a subscription was changed, and asks again with another answer', async () => {
    const owner = await api.organisation();
    const stranger = await api.organisation();
    const screens = [await LiveScreen.open(api, owner), await LiveScreen.open(other, owner)];
    const foreign = await LiveScreen.open(other, stranger);
    const subscribed = async () =>
      (await other.request<{ modules: { id: string; subscribed: boolean }[] }>('GET', '/api/me', { token: owner.token })).body.modules.find(
        ({ id }) => id === 'fems',
      )?.subscribed;
    expect(await subscribed()).toBe(false);
    for (const kind of ['start', 'end']) {
      for (const screen of screens) screen.heard.length = 0;
      const body = { module: 'fems', kind };
      expect((await api.request('POST', '/api/workspace/subscription-changes', { token: owner.token, body })).status).toBe(201);
      for (const screen of screens) await screen.hears('subscription fems');
      expect(await subscribed()).toBe(kind === 'start');
    }
    expect(foreign.heard).toEqual([]);
    for (const screen of [...screens, foreign]) screen.close();
  });

  it('of company and office alike hears that a grant was changed', async () => {
    const company = await api.organisation();
    const office = await api.organisation({ kind: 'programmeOffice' });
    const bystander = await api.organisation({ kind: 'programmeOffice' });
    const [companyScreen, officeScreen, foreign] = [
      await LiveScreen.open(other, company),
      await LiveScreen.open(other, office),
      await LiveScreen.open(other, bystander),
    ];
    const body = { officeId: office.organisationId, kind: 'grant' };
    await api.request('POST', '/api/workspace/reporting-grant-changes', { token: company.token, body });
    await companyScreen.hears(`reporting-grant ${office.organisationId}`);
    await officeScreen.hears(`reporting-grant ${company.organisationId}`);
    expect(foreign.heard).toEqual([]);
    for (const screen of [companyScreen, officeScreen, foreign]) screen.close();
  });

  it('hears nothing of a change that was refused', async () => {
    const owner = await api.organisation();
    const screen = await LiveScreen.open(api, owner);
    await api.request('POST', '/api/workspace/subscription-changes', { token: owner.token, body: { module: 'fems', kind: 'end' } });
    await api.request('POST', '/api/workspace/subscription-changes', { token: owner.token, body: { module: 'fems', kind: 'start' } });
    await screen.hears('subscription fems');
    expect(screen.heard).toEqual(['subscription fems']);
    screen.close();
  });
});
