import { dayPeriod, programmeDay } from '@maru/evidence';
import { eventually } from '@maru/platform/testing';
import type { ApiUnderTest, TestPerson } from '../support/api-under-test';
import { dayToSendOnMs } from '../support/day-to-send-on';
import { SendingService } from '../support/sending-service';

const KEY = '$5$API$a-key-of-this-test/0123';

/** The log centre knows a site by its key, and nothing else: whose it is must be certain whatever is done with it. */
describe('a portal key', () => {
  let service: SendingService;
  let api: ApiUnderTest;

  beforeAll(async () => {
    service = await SendingService.start();
    ({ api } = service);
  }, dayToSendOnMs);
  afterAll(() => service.close());

  it('knows each site of an organisation by a key of its own, and no two by one', async () => {
    const owner = await api.organisation();
    const [first, second] = [await service.siteOf(owner), await service.siteOf(owner, '제2공장')];
    const refused = { status: 409, body: { type: '/problems/programme/key-of-other-site' } };
    const [one, two] = ['of-one', 'of-two'].map((name) => `${KEY}/${owner.organisationId}/${name}`) as [string, string];
    expect([(await service.setKey(owner, first, one)).status, (await service.setKey(owner, second, two)).status]).toEqual([200, 200]);
    expect(await service.setKey(owner, second, one)).toMatchObject(refused);
    // What was refused has changed nothing, and the same key again is no other one.
    expect((await service.keys(owner)).map(({ ending }) => ending)).toEqual(['-one', '-two']);
    expect((await service.setKey(owner, first, one)).status).toBe(200);
    expect(await service.removeKey(owner, first)).toBe(204);
    expect(await service.removeKey(owner, first)).toBe(404);
    expect((await service.setKey(owner, second, one)).status).toBe(200);
    // The key that it had is free for the other one now, and the one that moved is not.
    expect(await service.setKey(owner, first, one)).toMatchObject(refused);
    expect((await service.setKey(owner, first, two)).status).toBe(200);
  });

  it('gives one key to one of two sites that ask for it at once', async () => {
    const owner = await api.organisation();
    const [first, second] = [await service.siteOf(owner), await service.siteOf(owner, '제2공장')];
    const taken = await Promise.all([first, second].map((siteId) => service.setKey(owner, siteId)));
    expect(taken.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await service.keys(owner)).filter(({ state }) => state !== null)).toHaveLength(1);
  });

  it('lets go of the one of two first keys that were set at once for a site', async () => {
    const [owner, stranger] = [await api.organisation(), await api.organisation()];
    const [site, elsewhere] = [await service.siteOf(owner), await service.siteOf(stranger)];
    const both = ['first-aa', 'first-bb'].map((name) => `${KEY}/${owner.organisationId}/${name}`);
    await Promise.all(both.map((key) => service.setKey(owner, site, key)));
    const [{ ending }] = await service.keys(owner);
    const lost = both.find((key) => !key.endsWith(ending ?? 'none')) as string;
    await eventually(async () => (await service.setKey(stranger, elsewhere, lost)).status === 200);
  });

  it('keeps a key with the organisation while it goes from one of its sites to another', async () => {
    const [owner, stranger] = [await api.organisation(), await api.organisation()];
    const [first, second, elsewhere] = [
      await service.siteOf(owner),
      await service.siteOf(owner, '제2공장'),
      await service.siteOf(stranger),
    ];
    const key = `${KEY}/${owner.organisationId}/moving`;
    for (const [from, to] of [
      [second, first],
      [first, second],
      [second, first],
    ] as const) {
      await service.removeKey(owner, from);
      expect((await service.setKey(owner, to, key)).status).toBe(200);
      expect(await service.setKey(stranger, elsewhere, key)).toMatchObject({
        body: { type: '/problems/programme/other-organisation-has-key' },
      });
    }
    await service.removeKey(owner, first);
    await eventually(async () => (await service.setKey(stranger, elsewhere, key)).status === 200);
  });

  /** As many requests as the log centre takes of a key in a day. */
  const spendDay = ({ organisationId }: TestPerson, siteId: string) =>
    service.database.query(
      `insert into programme.log_send (tenant_id, send_id, site_id, purpose, occurred_at, sent_at, centre, key_ending, request, choice_version)
       select tenant_id, gen_random_uuid(), $2, 'test', $3, $3, 'portal', 'spnt', '{}', 1
       from platform.tenant, generate_series(1, 5000) where organisation_id = $1`,
      [organisationId, siteId, new Date(dayPeriod(programmeDay(Date.now())).from)],
    );

  it('promises no slot while its key is stopped, and none of a day that is spent', async () => {
    const owner = await api.organisation();
    const siteId = await service.siteOf(owner);
    const key = `${KEY}/${owner.organisationId}/stopped`;
    const inState = (state: string) =>
      eventually(async () => {
        const [item] = await service.keys(owner);
        return item?.state === state && item;
      });
    await api.request('GET', '/api/workspace/sites', { token: owner.token, headers: { 'maru-site': siteId, 'maru-cause': 'input' } });
    await service.setKey(owner, siteId, key);
    await eventually(async () => (await service.sends(owner)).some(({ outcome }) => outcome === 'stored'));
    expect((await inState('active')).nextSendAt).not.toBeNull();
    const test = () => api.request('POST', `/api/programme/portal-keys/${siteId}/tests`, { token: owner.token });
    service.portal.rules.notCollected.add(key);
    await test();
    expect(await inState('stopped')).toMatchObject({ stoppedCode: 'AP1030', nextSendAt: null });
    service.portal.rules.notCollected.delete(key);
    await test();
    await inState('active');
    await spendDay(owner, siteId);
    const [{ nextSendAt }] = await service.keys(owner);
    expect(Date.parse(nextSendAt ?? '')).toBe(dayPeriod(programmeDay(Date.now())).to);
  });

  it('gives a key that another site had no slot that it has had there', async () => {
    const owner = await api.organisation();
    const [first, second] = [await service.siteOf(owner), await service.siteOf(owner, '제2공장')];
    const use = (siteId: string) =>
      api.request('GET', '/api/workspace/sites', { token: owner.token, headers: { 'maru-site': siteId, 'maru-cause': 'input' } });
    await use(first);
    await service.setKey(owner, first);
    const stored = await eventually(async () => (await service.sends(owner)).find(({ outcome }) => outcome === 'stored'));
    await service.removeKey(owner, first);
    await service.setKey(owner, second);
    const [, moved] = await eventually(async () => {
      const keys = await service.keys(owner);
      return keys[1]?.state === 'active' && keys;
    });
    expect(Date.parse(moved?.nextSendAt ?? '') - Date.parse(stored.sentAt)).toBeGreaterThanOrEqual(600_000);
  });

  it('gives a key that another site had no day that it has spent there, however long ago', async () => {
    const owner = await api.organisation();
    const [first, second] = [await service.siteOf(owner), await service.siteOf(owner, '제2공장')];
    const { to } = dayPeriod(programmeDay(Date.now()));
    await spendDay(owner, first);
    await service.setKey(owner, second, `${KEY}/${owner.organisationId}/spnt`);
    const moved = (await service.keys(owner)).find(({ siteId }) => siteId === second);
    expect(Date.parse(moved?.nextSendAt ?? '')).toBe(to);
  });

  it('knows one organisation by a key, until that one lets it go', async () => {
    const [first, second] = [await api.organisation(), await api.organisation()];
    const [site, other] = [await service.siteOf(first), await service.siteOf(second)];
    const key = `${KEY}/shared`;
    const taken = await Promise.all([service.setKey(first, site, key), service.setKey(second, other, key)]);
    const [holder, without] = taken[0].status === 200 ? [first, second] : [second, first];
    expect(taken.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(taken.find(({ status }) => status === 409)?.body).toMatchObject({ type: '/problems/programme/other-organisation-has-key' });
    const again = () => service.setKey(without, without === first ? site : other, key);
    expect((await again()).status).toBe(409);
    await service.setKey(holder, holder === first ? site : other, `${key}/replaced`);
    await eventually(async () => (await again()).status === 200);
  });
});
