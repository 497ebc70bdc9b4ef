import { member } from '../support/estate';
import { asAdmin } from '../support/house-under-test';
import { invite } from '../support/joining';
import { AttentionScene, type Item } from './attention/attention-scene';

/** So many quarters of an hour ago, and all that came after. */
const untilNow = (ago: number) => [...Array(ago + 1).keys()].reverse();

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

  it('stays so while what is in it mends, and is told again when something comes to it', async () => {
    const { owner, points, send, point } = await scene.plant(['a', 'b', 'c']);
    for (const id of points) await send(id, [30, 29]);
    const stopped = async () => {
      const item = await scene.find(owner, 'fems.points-stopped');
      return [item?.count, item?.note !== null];
    };
    const noteIt = async () => expect((await scene.note(owner, (await scene.told(owner)).items[0])).status).toBe(201);
    await noteIt();
    expect(await stopped()).toEqual([3, true]);
    await send(points[1], untilNow(28));
    expect(await stopped()).toEqual([2, true]);
    const another = await point('d');
    await send(another, [20, 19]);
    expect(await stopped()).toEqual([3, false]);
    await noteIt();
    await send(points[0], untilNow(28));
    expect(await stopped()).toEqual([2, true]);
    // Noted before, it has sent since: that it has stopped again is another matter.
    await send(points[2], [28]);
    expect(await stopped()).toEqual([2, false]);
  });

  it('stays so while gaps are filled, from wherever, and is told again of readings that are missing before or after', async () => {
    const { owner, points, send } = await scene.plant();
    await send(points[0], [60, 59, 50, 49, 40, 2]);
    const missing = async () => {
      const item = await scene.find(owner, 'fems.readings-missing');
      return [item?.amount, item?.note !== null];
    };
    const noteIt = async () => expect((await scene.note(owner, (await scene.told(owner)).items[0])).status).toBe(201);
    expect(await missing()).toEqual([8 + 8 + 37, false]);
    await noteIt();
    expect(await missing()).toEqual([53, true]);
    // In the middle of a gap, then its end, the whole of the last gap, and the beginning of the first.
    await send(points[0], [20]);
    expect(await missing()).toEqual([52, true]);
    await send(points[0], [3, 4]);
    expect(await missing()).toEqual([50, true]);
    const last = [...Array(40).keys()].filter((ago) => ago > 4 && ago !== 20);
    await send(points[0], last);
    expect(await missing()).toEqual([16, true]);
    await send(points[0], [58]);
    expect(await missing()).toEqual([15, true]);
    await send(points[0], [0]);
    expect(await missing()).toEqual([16, false]);
    await noteIt();
    await send(points[0], [70]);
    expect(await missing()).toEqual([25, false]);
    await noteIt();
    expect(await missing()).toEqual([25, true]);
  });

  it('stays so when one of several codes is not needed any more, and is told again of a code that was made anew', async () => {
    const owner = await scene.api.organisation();
    const invited = [await invite(scene.api, owner), await invite(scene.api, owner)].map(({ body }) => body.id);
    const change = (id: string, set: string) =>
      asAdmin(scene.database, (client) => client.query(`update workspace.one_time_code set ${set} where membership_id = $1`, [id]));
    for (const id of invited) await change(id, "expires_at = now() + interval '1 day'");
    const codes = async () => {
      const item = await scene.find(owner, 'workspace.codes-end');
      return [item?.count, item?.note !== null];
    };
    const item = await scene.find(owner, 'workspace.codes-end');
    expect((await scene.note(owner, item as Item)).status).toBe(201);
    expect(await codes()).toEqual([2, true]);
    await change(invited[0], 'closed_at = now()');
    expect(await codes()).toEqual([1, true]);
    await change(invited[1], "expires_at = now() + interval '25 hours'");
    expect(await codes()).toEqual([1, false]);
  });

  it('is what was seen: what has become another matter is refused, and says to look again', async () => {
    const { owner, points, send } = await scene.plant(['a', 'b']);
    for (const id of points) await send(id, [30, 29]);
    const seen = (await scene.told(owner)).items[0];
    const refused = { status: 409, body: { type: '/problems/workspace/attention-changed', title: expect.stringMatching(/다시 확인/) } };
    expect(await scene.note(owner, { ...seen, fingerprint: 'a'.repeat(64) })).toMatchObject(refused);
    await send(points[1], [28]);
    expect(await scene.note(owner, seen)).toMatchObject(refused);
    await send(points[1], untilNow(27));
    expect(await scene.note(owner, seen)).toMatchObject(refused);
    const open = (await scene.told(owner)).items;
    expect(open).toMatchObject([{ count: 1, note: null }]);
    expect((await scene.note(owner, open[0])).status).toBe(201);
    await send(points[0], untilNow(28));
    expect(await scene.note(owner, open[0])).toMatchObject(refused);
  });

  it('is what was seen although the week that is looked at has moved on', async () => {
    const { owner, points, send } = await scene.plant();
    await send(points[0], [96 * 8, 1]);
    const [seen] = (await scene.told(owner)).items;
    expect(seen).toMatchObject({ kind: 'fems.readings-missing', amount: 7 * 96 - 1 });
    await send(points[0], [0]);
    expect((await scene.note(owner, seen)).status).toBe(201);
    expect(await scene.told(owner)).toMatchObject({ counts: { warning: 0 }, items: [{ amount: 7 * 96 - 2 }] });
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
