import { eventually } from '@maru/platform/testing';
import { member, SITE } from '../support/estate';
import { asAdmin } from '../support/house-under-test';
import { invite } from '../support/joining';
import { AttentionScene, dayMs, newestMs } from './attention/attention-scene';

describe('what needs a person of the workspace', () => {
  let scene: AttentionScene;

  beforeAll(async () => {
    scene = await AttentionScene.start();
  });
  afterAll(() => scene.close());

  it('tells of a subscription that ends within thirty days, and from when on it will', async () => {
    const owner = await scene.api.organisation({ modules: ['fems'] });
    await scene.make(owner, '/api/workspace/sites', { name: 'site', ...SITE });
    const end = async (days: number) => {
      const effectiveAt = new Date(Date.now() + days * dayMs).toISOString();
      const body = { module: 'fems', kind: 'end', effectiveAt };
      expect((await scene.api.request('POST', '/api/workspace/subscription-changes', { token: owner.token, body })).status).toBe(201);
      return effectiveAt;
    };
    const effectiveAt = await end(20);
    const item = await scene.find(owner, 'workspace.subscription-ends');
    expect(item).toMatchObject({ severity: 'warning', about: 'fems' });
    expect(Date.parse(item?.until as string)).toBe(Date.parse(effectiveAt));
    const later = await scene.api.organisation({ modules: ['fems'] });
    await scene.api.request('POST', '/api/workspace/subscription-changes', {
      token: later.token,
      body: { module: 'fems', kind: 'end', effectiveAt: new Date(Date.now() + 31 * dayMs).toISOString() },
    });
    const { items, changesInSeconds } = await scene.told(later);
    expect(items.map(({ kind }) => kind)).not.toContain('workspace.subscription-ends');
    expect(changesInSeconds).toBeGreaterThan(86_000);
    expect(changesInSeconds).toBeLessThanOrEqual(86_402);
  });

  it('tells who invites of codes that end', async () => {
    const owner = await scene.api.organisation();
    const { body } = await invite(scene.api, owner, { name: '김신입' });
    expect(await scene.find(owner, 'workspace.codes-end')).toBeUndefined();
    await asAdmin(scene.database, (client) =>
      client.query("update workspace.one_time_code set expires_at = now() + interval '1 day' where membership_id = $1", [body.id]),
    );
    expect(await scene.find(owner, 'workspace.codes-end')).toMatchObject({ severity: 'info', count: 1, names: ['김신입'], about: body.id });
    expect(await scene.find(await scene.api.organisation(), 'workspace.codes-end')).toBeUndefined();
  });

  it('tells the office of companies that granted it reporting within seven days', async () => {
    const office = await scene.api.organisation({ kind: 'programmeOffice' });
    const other = await scene.api.organisation({ kind: 'programmeOffice' });
    const company = await scene.api.organisation();
    const change = (kind: string) =>
      scene.make(company, '/api/workspace/reporting-grant-changes', { officeId: office.organisationId, kind });
    await change('grant');
    expect(await scene.told(office)).toMatchObject({
      items: [{ kind: 'workspace.companies-granted', about: company.organisationId, count: 1 }],
    });
    expect(await scene.kinds(other)).toEqual([]);
    await change('revoke');
    expect(await scene.kinds(office)).toEqual([]);
  });

  it('tells the provider of organisations that nobody who leads them can sign in to', async () => {
    const provider = await scene.api.organisation({ kind: 'provider' });
    expect(await scene.kinds(provider)).toEqual([]);
    const supplier = await scene.api.organisation({ kind: 'supplier' });
    expect(await scene.kinds(provider)).toEqual([]);
    await asAdmin(scene.database, (client) =>
      client.query(
        'delete from workspace.password_credential using workspace.person where person.person_id = password_credential.person_id and email = $1',
        [supplier.email],
      ),
    );
    expect(await scene.told(provider)).toMatchObject({
      items: [{ kind: 'workspace.organisations-ownerless', count: 1, about: supplier.organisationId }],
    });
  });

  it('tells of long work that failed within a day, to who may see it', async () => {
    const { owner, points } = await scene.plant();
    const officer = await member(scene.api, owner.organisationId, ['operator']);
    const day = new Date(newestMs).toISOString();
    const body = { pointIds: points, from: new Date(newestMs - dayMs).toISOString(), to: day, format: 'csv' };
    const { taskId } = (await scene.api.request<{ taskId: string }>('POST', '/api/fems/reading-exports', { token: owner.token, body }))
      .body;
    await eventually(async () => {
      const { state } = (await scene.api.request<{ state: string }>('GET', `/api/workspace/tasks/${taskId}`, { token: owner.token })).body;
      return state === 'done';
    });
    expect(await scene.find(owner, 'workspace.tasks-failed')).toBeUndefined();
    const fail = (ended: string) =>
      asAdmin(scene.database, (client) =>
        client.query(`update platform.task set state = 'failed', ended_at = now() - interval '${ended}' where task_id = $1`, [taskId]),
      );
    await fail('23 hours');
    expect(await scene.find(owner, 'workspace.tasks-failed')).toMatchObject({ severity: 'warning', count: 1, about: taskId });
    expect(await scene.find(officer, 'workspace.tasks-failed')).toMatchObject({ count: 1 });
    await fail('25 hours');
    expect(await scene.find(owner, 'workspace.tasks-failed')).toBeUndefined();
  });
});
