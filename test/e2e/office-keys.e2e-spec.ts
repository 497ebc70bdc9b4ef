import { newId } from '@maru/kernel';
import { eventually } from '@maru/platform/testing';
import type { TestPerson } from '../support/api-under-test';
import { type PulledCompany, PullScene } from '../support/pull-scene';

const ago = (ms: number) => Date.now() - ms;
const instant = (at: number) => new Date(at).toISOString();

describe("an office's key", () => {
  let scene: PullScene;
  let office: TestPerson;
  let company: PulledCompany;
  beforeAll(async () => {
    scene = await PullScene.open();
    office = await scene.office();
    company = await scene.company(office);
  });
  afterAll(() => scene.close());

  const status = async (key: string, of: TestPerson = company) => (await scene.pull(key, `${of.organisationId}/events`)).status;

  it('reads the companies of its own office and of no other, and does nothing else', async () => {
    const key = await scene.key(office);
    const other = await scene.office();
    expect([await status(key), await status(await scene.key(other))]).toEqual([200, 404]);
    expect(await status(key, other)).toBe(404);
    expect((await scene.api.request('GET', '/api/workspace/granted-companies', { token: key })).status).toBe(403);
    expect((await scene.api.request('GET', '/api/workspace/device-keys', { token: key })).status).toBe(403);
    const ofCompany = { token: company.token, body: { name: 'key', scopes: ['programme.evidence.pull'] } };
    expect((await scene.api.request('POST', '/api/workspace/device-keys', ofCompany)).status).toBe(400);
  });

  it('must end, at a time to come, and is good for nothing from then on', async () => {
    const refused = await Promise.all([
      scene.createKey(office, { endsAt: undefined }),
      scene.createKey(office, { endsAt: instant(ago(1_000)) }),
    ]);
    for (const { status, body } of refused) expect([status, body]).toMatchObject([400, { errors: [{ pointer: '/endsAt' }] }]);
    const key = await scene.key(office, { endsAt: instant(ago(-2_500)) });
    expect(await status(key)).toBe(200);
    await eventually(async () => (await status(key)) === 401);
  });

  it('is revoked at once', async () => {
    const { body } = await scene.createKey(office);
    expect(await status(body.key)).toBe(200);
    await scene.api.request('DELETE', `/api/workspace/device-keys/${body.id}`, { token: office.token });
    expect(await status(body.key)).toBe(401);
  });

  it('is narrowed to the companies that it names, which must report to the office', async () => {
    const second = await scene.company(office);
    const key = await scene.key(office, { companies: [second.organisationId] });
    expect([await status(key, second), await status(key)]).toEqual([200, 404]);
    const { body } = await scene.api.request<{ items: { organisationId: string }[] }>('GET', '/api/programme/pulls', { token: key });
    expect(body.items.map(({ organisationId }) => organisationId)).toEqual([second.organisationId]);
    const strange = await scene.api.organisation();
    for (const companies of [[strange.organisationId], [second.organisationId, newId()]]) {
      const { status, body } = await scene.createKey(office, { companies });
      expect([status, body]).toMatchObject([400, { errors: [{ pointer: `/companies/${companies.length - 1}` }] }]);
    }
  });

  it('reads nothing of a company whose grant has ended', async () => {
    const leaving = await scene.company(office);
    const key = await scene.key(office);
    const paths = ['events', 'receipts', 'days?month=2026-11', 'verdicts', 'sites'].map((stream) => `${leaving.organisationId}/${stream}`);
    const statuses = async () => {
      const replies = await Promise.all(paths.map((path) => scene.api.request('GET', `/api/programme/pulls/${path}`, { token: key })));
      return replies.map(({ status }) => status);
    };
    expect(await statuses()).toEqual([200, 200, 200, 200, 200]);
    await scene.change(leaving, office, 'revoke');
    expect(await statuses()).toEqual([404, 404, 404, 404, 404]);
  });
});
