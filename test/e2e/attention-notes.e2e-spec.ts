import { member } from '../support/estate';
import { AttentionScene } from './attention/attention-scene';

describe('what somebody has taken note of', () => {
  let scene: AttentionScene;

  beforeAll(async () => {
    scene = await AttentionScene.start();
  });
  afterAll(() => scene.close());

  it('rests once somebody has taken note of it, until it is another matter', async () => {
    const { owner, points, send } = await scene.plant(['a', 'b']);
    await send(points[0], [30, 29]);
    await send(points[1], [1, 0]);
    const operator = await member(scene.api, owner.organisationId, ['operator']);
    const [item] = (await scene.told(owner)).items;
    expect((await scene.note(operator, item)).status).toBe(403);
    expect((await scene.note(owner, item)).status).toBe(201);
    expect((await scene.note(owner, item)).status).toBe(201);
    const noted = await scene.told(operator);
    expect(noted.counts).toEqual({ bad: 0, warning: 0, info: 0 });
    expect(noted.items).toEqual([{ ...item, note: { acknowledgedAt: expect.any(String), acknowledgedBy: 'Owner' } }]);
    // It sent once more and stopped again.
    await send(points[0], [28]);
    expect(await scene.told(owner)).toMatchObject({ counts: { bad: 1 }, items: [{ kind: 'fems.points-stopped', note: null }] });
  });

  it.each([
    ['a kind that there is not', 'fems.nothing'],
    ['a kind of a module that is not subscribed', 'fems.points-stopped'],
    ['a kind that is told to others', 'workspace.organisations-ownerless'],
  ])('is not noted of %s', async (_, kind) => {
    const owner = await scene.api.organisation();
    expect(await scene.note(owner, { kind, fingerprint: 'a'.repeat(64) })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/kind', code: 'unknown-kind' }] },
    });
  });
});
